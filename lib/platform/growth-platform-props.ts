import { GrowthStage } from '../core/growth-stage';
import { CacheSizing, ServiceSizing } from '../core/stage-sizing';
import { RegionPhase, ResolvedStepSettings } from '../core/stage-transition';
import { WorkloadSecret } from '../core/workload-secret';
import { AuroraOriginKind } from '../database';
import { EdgeDomain, ResidencyRule } from '../edge';

/** How the web application firewall of the edge behaves. */
export interface PlatformFirewall {
  /**
   * Whether the firewall exists.
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

/** When an environment outside production is stopped. */
export interface PlatformOffHours {
  /** Local time at which it stops, `HH:MM`. */
  readonly stopAt: string;

  /** Local time at which it starts, `HH:MM`. */
  readonly startAt: string;

  /** IANA name of the time zone, for example `Europe/Berlin`. */
  readonly timeZone: string;

  /**
   * Days on which it runs.
   *
   * @default 'MON-FRI'
   */
  readonly days?: string;
}

/** A Region besides the home Region. */
export interface SecondaryRegion {
  /** The AWS Region. Fixed for ever: its stores carry its name. */
  readonly region: string;

  /** Exactly three Availability Zones of the Region, fixed for ever. */
  readonly availabilityZones: string[];

  /**
   * How far the Region has come; for a Region that joins or leaves later than the others.
   *
   * @default - as the stage, or the step that is being deployed, has it
   */
  readonly phase?: RegionPhase;

  /**
   * Whether the Region only keeps a copy of the database, without an instance: the cheapest way to recover, and minutes
   * longer. Its services read from the writer.
   *
   * @default false
   */
  readonly headless?: boolean;

  /**
   * The web service of the Region.
   *
   * @default - as the stage has it
   */
  readonly web?: ServiceSizing;

  /**
   * The worker service of the Region.
   *
   * @default - as the stage has it
   */
  readonly worker?: ServiceSizing;

  /**
   * Instance class of the database in the Region, without the `db.` prefix.
   *
   * @default - as the stage has it
   */
  readonly databaseInstanceType?: string;

  /**
   * Instances of the database in the Region, besides the first.
   *
   * @default - as many readers as the stage has
   */
  readonly readReplicas?: number;

  /**
   * The cache of the Region.
   *
   * @default - as the stage has it
   */
  readonly cache?: CacheSizing;
}

/** How users get to one of several Regions. */
export enum RegionRouting {
  /** To the nearest Region that may serve them. */
  NEAREST = 'nearest',
  /** To the home Region, until it is marked out. */
  FAILOVER = 'failover',
}

/** How the caches of several Regions relate. */
export enum CacheReplication {
  /** Each Region has its own: fast everywhere, and sessions stay in their Region. */
  REGIONAL = 'regional',
  /**
   * One Global Datastore: the home Region writes, at most two others keep a copy that can only be read. For
   * `RegionRouting.FAILOVER`.
   */
  GLOBAL = 'global',
}

/** What a platform is built from. */
export interface GrowthPlatformProps {
  /**
   * Name of the application: lower-case letters, digits and hyphens, 2 to 20 characters. Part of names and tags, fixed
   * for ever.
   */
  readonly application: string;

  /**
   * Name of the environment, for example `production`: lower-case letters, digits and hyphens, 2 to 20 characters.
   * Fixed for ever.
   */
  readonly environment: string;

  /** Cost tag: the team or person that answers for the application. */
  readonly owner: string;

  /** Cost tag: the cost centre that pays. */
  readonly costCenter: string;

  /** AWS account, 12 digits. The platform is never environment-agnostic: adding it later would replace every subnet. */
  readonly account: string;

  /** AWS Region. Fixed for ever. */
  readonly region: string;

  /** Exactly three Availability Zones of the Region, fixed for ever. */
  readonly availabilityZones: string[];

  /** The growth stage. */
  readonly stage: GrowthStage;

  /**
   * The shape of the transition step that is being deployed.
   *
   * @default - the plain stage
   */
  readonly shape?: ResolvedStepSettings;

  /**
   * Full reference of the container image, with tag or digest. Exactly one of `imageUri`, `imageTag` and
   * `imageDirectory` is given.
   *
   * @default - not used
   */
  readonly imageUri?: string;

  /**
   * Tag or digest of the image in the repository that the platform makes in its data stack.
   *
   * @default - not used
   */
  readonly imageTag?: string;

  /**
   * Folder with the Dockerfile of the image, built by the CDK CLI at deployment.
   *
   * @default - not used
   */
  readonly imageDirectory?: string;

  /** Command of the web process. */
  readonly webCommand: string[];

  /**
   * Command of the worker.
   *
   * @default - the application has no worker
   */
  readonly workerCommand?: string[];

  /**
   * Command of the migration.
   *
   * @default - the application has no migration
   */
  readonly migrateCommand?: string[];

  /**
   * Port on which the web process listens.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Further environment variables; a name of the workload contract is refused.
   *
   * @default - only those of the workload contract
   */
  readonly variables?: { [name: string]: string };

  /**
   * Further environment variables from AWS Secrets Manager; a name of the workload contract is refused.
   *
   * @default - only the database password and the cache URL
   */
  readonly secrets?: { [name: string]: WorkloadSecret };

  /**
   * Name or ARN of the snapshot from which the database was restored at its birth. Fixed for ever: it is written on the
   * day on which the database is made, and stays; one that appears, changes or goes later would make another database.
   *
   * @default - the database was born empty
   */
  readonly databaseSnapshotIdentifier?: string;

  /**
   * How the Aurora cluster was born, from stage aurora on: empty, as a replica of the RDS instance, or from its last
   * snapshot. Fixed for ever.
   *
   * @default AuroraOriginKind.REPLICA - as the steps from stage containers make it; on an empty account that fails, and
   * loses nothing
   */
  readonly auroraOrigin?: AuroraOriginKind;

  /**
   * ARN of the snapshot from which the Aurora cluster was restored, with `AuroraOriginKind.SNAPSHOT`. Fixed for ever.
   *
   * @default - the cluster was born otherwise
   */
  readonly auroraSnapshotArn?: string;

  /**
   * The Regions besides the home Region, at stage multi-region: 1 to 4. New ones are added at the end.
   *
   * @default - none
   */
  readonly secondaryRegions?: SecondaryRegion[];

  /**
   * How users get to one of several Regions.
   *
   * @default RegionRouting.NEAREST
   */
  readonly regionRouting?: RegionRouting;

  /**
   * Which Regions may serve the users of which countries.
   *
   * @default - every Region may serve everybody
   */
  readonly residency?: ResidencyRule[];

  /**
   * How the caches of several Regions relate. Fixed for ever once there are several: a cache that joins or leaves a
   * Global Datastore is another, empty one.
   *
   * @default CacheReplication.REGIONAL
   */
  readonly cacheReplication?: CacheReplication;

  /**
   * Host name of the writer endpoint of the global database, as `aws rds describe-global-clusters` shows it once it
   * exists: applications write through it, so that a switchover to another Region changes nothing for them. AWS
   * CloudFormation does not give it to templates.
   *
   * @default - applications write to the database of the home Region, by its own name
   */
  readonly globalWriterEndpoint?: string;

  /**
   * Whether secondary Regions write to their own copy of the database, which forwards to the writer; for modest write
   * rates.
   *
   * @default false - they write to the writer, over the link between the networks
   */
  readonly globalWriteForwarding?: boolean;

  /**
   * Whether the registry of the account copies the images of the application to the secondary Regions. The setting
   * belongs to the whole registry of a Region: switch it off where another stack owns it, and the other Regions pull
   * from the home Region.
   *
   * @default true
   */
  readonly registryReplication?: boolean;

  /**
   * Paths whose answers are the same for everybody and may stay at the edge for a short time, for example
   * `/api/public/*`.
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

  /** E-mail addresses that alarms and budget alerts reach. */
  readonly onCallEmails: string[];

  /**
   * HTTPS endpoints of an on-call service that alarms reach.
   *
   * @default - e-mail only
   */
  readonly onCallHttpsEndpoints?: string[];

  /**
   * Number of the network, 0 to 7; environments that may ever be connected take different ones. Fixed for ever.
   *
   * @default 0
   */
  readonly networkIndex?: number;

  /**
   * Own domain in a public Route 53 hosted zone.
   *
   * @default - the domain of the distribution
   */
  readonly domain?: EdgeDomain;

  /**
   * Web application firewall.
   *
   * @default - as the stage has it
   */
  readonly firewall?: PlatformFirewall;

  /**
   * When the environment is stopped; refused in production.
   *
   * @default - it always runs
   */
  readonly offHours?: PlatformOffHours;

  /**
   * Whether real users depend on the environment: termination protection, alarms that call people, no off-hours.
   * Elsewhere alarms are muted, except those of `offHours`.
   *
   * @default - true where `environment` is `production`
   */
  readonly production?: boolean;

  /**
   * Budget, in US dollars a month.
   *
   * @default - the budget of the stage
   */
  readonly monthlyBudgetUsd?: number;

  /**
   * Days for which logs of the workload are kept; a value that Amazon CloudWatch Logs knows.
   *
   * @default 90
   */
  readonly logRetentionDays?: number;
}
