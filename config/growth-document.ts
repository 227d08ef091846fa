import { StageSignals } from '../stages';
import { DocumentRegion, DocumentResidency } from './regions-document';
import { DocumentSizes } from './sizes-document';

/** Everything that `growth.json` may hold. The JSON Schema `growth.schema.json` says the same for editors. */
export interface GrowthDocument {
  /** Name of the application in lower case, for example `notes`; part of every name and tag, fixed for ever. */
  readonly application: string;

  /** Name of the environment in lower case, for example `production`; part of every name and tag, fixed for ever. */
  readonly environment: string;

  /** Cost tag: the team or person that answers for the application. */
  readonly owner: string;

  /** Cost tag: the cost centre that pays. */
  readonly costCenter: string;

  /** AWS account of the environment, 12 digits. */
  readonly account: string;

  /** AWS Region of the environment. */
  readonly region: string;

  /** Exactly three Availability Zones of the Region; fixed for ever. */
  readonly availabilityZones: string[];

  /** Command of the web process. */
  readonly webCommand: string[];

  /**
   * Full reference of the container image, with tag or digest. Exactly one of `imageUri`, `imageTag` and
   * `imageDirectory` is given.
   *
   * @default - not used
   */
  readonly imageUri?: string;

  /**
   * Tag or digest of the image in the repository that the platform makes.
   *
   * @default - not used
   */
  readonly imageTag?: string;

  /**
   * Folder with the Dockerfile of the image, relative to the working directory.
   *
   * @default - not used
   */
  readonly imageDirectory?: string;

  /** E-mail addresses that alarms and budget alerts reach. */
  readonly onCallEmails: string[];

  /**
   * HTTPS endpoints of an on-call service that alarms reach.
   *
   * @default - e-mail only
   */
  readonly onCallHttpsEndpoints?: string[];

  /**
   * Name or ARN of the snapshot from which the database was restored at its birth. Fixed for ever: it is written on the
   * day on which the database is made, and stays; one that appears, changes or goes later would make another database.
   *
   * @default - the database was born empty
   */
  readonly databaseSnapshotIdentifier?: string;

  /**
   * How the Aurora cluster was born, from stage aurora on: `plain`, `replica` or `snapshot`. Fixed for ever.
   *
   * @default 'replica' - as the steps from stage containers make it
   */
  readonly auroraOrigin?: string;

  /**
   * ARN of the snapshot from which the Aurora cluster was restored. Fixed for ever.
   *
   * @default - the cluster was born otherwise
   */
  readonly auroraSnapshotArn?: string;

  /**
   * The Regions besides `region`, at stage multi-region.
   *
   * @default - none
   */
  readonly secondaryRegions?: DocumentRegion[];

  /**
   * How users get to one of several Regions: `nearest` or `failover`.
   *
   * @default 'nearest'
   */
  readonly regionRouting?: string;

  /**
   * Which Regions may serve the users of which countries.
   *
   * @default - every Region may serve everybody
   */
  readonly residency?: DocumentResidency[];

  /**
   * How the caches of several Regions relate: `regional` or `global`. Fixed for ever once there are several.
   *
   * @default 'regional'
   */
  readonly cacheReplication?: string;

  /**
   * Host name of the writer endpoint of the global database.
   *
   * @default - applications write to the database of the home Region by its own name
   */
  readonly globalWriterEndpoint?: string;

  /**
   * Whether other Regions write to their own copy of the database, which forwards.
   *
   * @default false
   */
  readonly globalWriteForwarding?: boolean;

  /**
   * Whether the registry of the account copies images to the other Regions.
   *
   * @default true
   */
  readonly registryReplication?: boolean;

  /**
   * Paths whose answers are the same for everybody and may stay at the edge for a short time.
   *
   * @default - nothing but assets is cached
   */
  readonly anonymousPaths?: string[];

  /**
   * DSN of the error tracker.
   *
   * @default - empty, errors are only logged
   */
  readonly sentryDsn?: string;

  /**
   * The growth stage by its name.
   *
   * @default - chosen by `users` and `signals`
   */
  readonly stage?: string;

  /**
   * The step of the transition to `stage` that is being deployed.
   *
   * @default - the plain stage
   */
  readonly step?: string;

  /**
   * What is deployed now, as `stage` or `stage:step`: only its neighbours on the way are accepted then.
   *
   * @default - not known; nothing is refused because of it
   */
  readonly live?: string;

  /**
   * Active users.
   *
   * @default - not known; `stage` has to be given
   */
  readonly users?: number;

  /**
   * What else is known about the load.
   *
   * @default - nothing
   */
  readonly signals?: Omit<StageSignals, 'users'>;

  /**
   * Number of the environment's network, 0 to 7; environments that may ever be connected take different ones. Fixed for
   * ever.
   *
   * @default 0
   */
  readonly networkIndex?: number;

  /**
   * Port on which the web process listens.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Command of the worker.
   *
   * @default - the application has no worker
   */
  readonly workerCommand?: string[];

  /**
   * Command of the migration, run once before a new version.
   *
   * @default - the application has no migration
   */
  readonly migrateCommand?: string[];

  /**
   * Further environment variables of the container.
   *
   * @default - only those of the workload contract
   */
  readonly variables?: { readonly [name: string]: string };

  /**
   * Own domain of the edge.
   *
   * @default - the domain of the distribution
   */
  readonly domain?: DocumentDomain;

  /**
   * Web application firewall of the edge.
   *
   * @default - as the stage has it
   */
  readonly firewall?: DocumentFirewall;

  /**
   * Hours at which a non-production environment is stopped.
   *
   * @default - it always runs
   */
  readonly offHours?: DocumentOffHours;

  /**
   * Whether real users depend on the environment.
   *
   * @default - true where `environment` is `production`
   */
  readonly production?: boolean;

  /**
   * Budget in US dollars a month.
   *
   * @default - the budget of the stage
   */
  readonly monthlyBudgetUsd?: number;

  /**
   * Days for which logs are kept.
   *
   * @default 90
   */
  readonly logRetentionDays?: number;

  /**
   * Sizes that differ from those of the stages, each under the name of its stage; the others stay as they are.
   *
   * @default - the sizes of the stages
   */
  readonly sizes?: DocumentSizes;
}

/** Own domain in a public Route 53 hosted zone. */
export interface DocumentDomain {
  /** Name that users type. */
  readonly domainName: string;

  /** Id of the hosted zone. */
  readonly hostedZoneId: string;

  /** Name of the hosted zone. */
  readonly hostedZoneName: string;
}

/** Web application firewall. */
export interface DocumentFirewall {
  /**
   * Whether the firewall is on.
   *
   * @default - as the stage has it
   */
  readonly enabled?: boolean;

  /**
   * Whether matches are only counted; the first weeks of a new firewall.
   *
   * @default false - matches are blocked
   */
  readonly countOnly?: boolean;

  /**
   * Requests that one IP address may send in five minutes.
   *
   * @default - that of `EdgeFirewall`
   */
  readonly requestsPer5MinutesPerIp?: number;

  /**
   * Sign-in requests that one IP address may send in five minutes.
   *
   * @default - that of `EdgeFirewall`
   */
  readonly signInRequestsPer5MinutesPerIp?: number;

  /**
   * Paths that sign users in.
   *
   * @default - those of `EdgeFirewall`
   */
  readonly signInPaths?: string[];
}

/** When a non-production environment is stopped. */
export interface DocumentOffHours {
  /** Local time at which it stops. */
  readonly stopAt: string;

  /** Local time at which it starts. */
  readonly startAt: string;

  /** IANA name of the time zone. */
  readonly timeZone: string;

  /**
   * Days on which it runs.
   *
   * @default 'MON-FRI'
   */
  readonly days?: string;
}
