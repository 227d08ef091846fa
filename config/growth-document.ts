import { CacheReplication, RegionRouting } from '../lib';
import { StageSignals } from '../stages';
import { DocumentDomain, DocumentFirewall, DocumentOffHours } from './document-sections';
import {
  AwsRegion,
  Command,
  EmailAddress,
  HttpsAddress,
  LowerCaseName,
  NonEmptyString,
  TagValue,
  ThreeZones,
  UrlPath,
} from './document-values';
import { DocumentRegion, DocumentResidency } from './regions-document';
import { DocumentSizes } from './sizes-document';

/**
 * Everything that `growth.json` may hold. `npm run schemas` makes the JSON Schema `growth.schema.json` of these types:
 * their comments are what editors show.
 */
export interface GrowthDocument {
  /**
   * Where editors find this schema.
   *
   * @default - none
   */
  readonly $schema?: string;

  /**
   * Name of the application in lower case. Part of every name and tag; never changes.
   *
   * @example "notes"
   */
  readonly application: LowerCaseName;

  /**
   * Name of the environment in lower case. Part of every name and tag; never changes.
   *
   * @example "production"
   * @example "staging"
   */
  readonly environment: LowerCaseName;

  /**
   * Cost tag: the team or person that answers for the application.
   *
   * @example "team-notes"
   */
  readonly owner: TagValue;

  /**
   * Cost tag: the cost centre that pays.
   *
   * @example "4711"
   */
  readonly costCenter: TagValue;

  /**
   * AWS account of the environment, 12 digits.
   *
   * @pattern ^[0-9]{12}$
   * @patternErrorMessage 12 digits in quotes, for example "123456789012"
   * @example "123456789012"
   */
  readonly account: string;

  /**
   * Home Region of the environment. Never changes.
   *
   * @example "eu-central-1"
   */
  readonly region: AwsRegion;

  /**
   * Exactly three Availability Zones of the Region. Never change.
   *
   * @example ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
   */
  readonly availabilityZones: ThreeZones;

  /**
   * Number of the environment's network. Environments that may ever be connected need different ones. Never changes.
   *
   * @default 0
   * @integer
   * @minimum 0
   * @maximum 7
   */
  readonly networkIndex?: number;

  /**
   * The growth stage.
   *
   * @default - selected by `users` and `signals`
   * @example "monolith"
   */
  readonly stage?: string;

  /**
   * The step of the transition to `stage` that is being deployed.
   *
   * @default - no transition is under way
   * @example "expand"
   */
  readonly step?: string;

  /**
   * What is deployed now, as `stage` or `stage:step`. If it is given, only the live deployment point, the next one and
   * earlier ones that the environment can be rolled back to are accepted.
   *
   * @default - unknown; no order is enforced
   * @example "containers"
   * @example "aurora:expand"
   */
  readonly live?: string;

  /**
   * Active users. Selects the stage if `stage` is not given; otherwise it only tells whether the stage comes early.
   *
   * @default - unknown; `stage` must be given
   * @example 3000
   */
  readonly users?: number;

  /**
   * What else is known about the load, for the stage selector.
   *
   * @default - nothing
   */
  readonly signals?: Omit<StageSignals, 'users'>;

  /**
   * Full reference of the container image, with tag or digest. Exactly one of `imageUri`, `imageTag` and
   * `imageDirectory` is given.
   *
   * @default - not used
   * @pattern ^[^\s:@]+(:[0-9]+/[^\s:@]+)?(:[\w][\w.-]{0,127}|@sha256:[0-9a-f]{64})$
   * @patternErrorMessage a full image reference with a tag or digest, for example "public.ecr.aws/nginx/nginx:1.29"
   * @example "public.ecr.aws/nginx/nginx:1.29"
   */
  readonly imageUri?: string;

  /**
   * Tag or digest of the image in the repository that the platform creates.
   *
   * @default - not used
   * @pattern ^([\w][\w.-]{0,127}|sha256:[0-9a-f]{64})$
   * @patternErrorMessage an image tag, or a digest that starts with "sha256:"
   * @example "2026-11-20"
   */
  readonly imageTag?: string;

  /**
   * Folder with the Dockerfile of the image, relative to the working directory.
   *
   * @default - not used
   * @example "."
   */
  readonly imageDirectory?: NonEmptyString;

  /**
   * Port on which the web process listens.
   *
   * @default 8080
   * @integer
   * @minimum 1
   * @maximum 65535
   */
  readonly port?: number;

  /**
   * Command of the web process.
   *
   * @example ["node", "web.js"]
   */
  readonly webCommand: Command;

  /**
   * Command of the worker.
   *
   * @default - the application has no worker
   * @example ["node", "worker.js"]
   */
  readonly workerCommand?: Command;

  /**
   * Command of the migration, which runs once before a new version.
   *
   * @default - the application has no migration
   * @example ["node", "migrate.js"]
   */
  readonly migrateCommand?: Command;

  /**
   * Further environment variables of the container. Everybody who reads the template can read them: secrets do not
   * belong here.
   *
   * @default - only those of the workload contract
   * @example { "LOG_LEVEL": "info" }
   */
  readonly variables?: { readonly [name: string]: string };

  /**
   * E-mail addresses that alarms and budget alerts reach.
   *
   * @minItems 1
   * @maxItems 10
   * @uniqueItems
   * @example ["oncall@example.com"]
   */
  readonly onCallEmails: EmailAddress[];

  /**
   * HTTPS endpoints of an on-call service that alarms reach.
   *
   * @default - e-mail only
   * @maxItems 10
   * @uniqueItems
   * @example ["https://events.example.com/alarm"]
   */
  readonly onCallHttpsEndpoints?: HttpsAddress[];

  /**
   * Name or ARN of the snapshot from which the database is restored. Never changes: a snapshot that is added, changed
   * or removed later would create another database.
   *
   * @default - the database starts empty
   * @pattern ^(arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:snapshot:)?[A-Za-z][A-Za-z0-9:-]{0,254}$
   * @patternErrorMessage the name or ARN of a snapshot, for example "notes-before-the-move"
   * @example "notes-before-the-move"
   */
  readonly databaseSnapshotIdentifier?: string;

  /**
   * How the Aurora cluster is created: empty (`plain`), as a `replica` of the RDS instance, or from its last
   * `snapshot`. Never changes.
   *
   * @default 'replica' - as the steps from stage containers do it
   */
  readonly auroraOrigin?: 'plain' | 'replica' | 'snapshot';

  /**
   * ARN of the snapshot from which the Aurora cluster is restored. Never changes.
   *
   * @default - the cluster has another origin
   * @pattern ^arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:(snapshot|cluster-snapshot):.+$
   * @patternErrorMessage the ARN of a snapshot, for example
   *   "arn:aws:rds:eu-west-1:123456789012:snapshot:before-aurora"
   * @example "arn:aws:rds:eu-west-1:123456789012:snapshot:before-aurora"
   */
  readonly auroraSnapshotArn?: string;

  /**
   * The Regions in addition to `region`, at stage multi-region. New ones are appended.
   *
   * @default - none
   * @maxItems 4
   * @example [{ "region": "us-east-1", "availabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"] }]
   */
  readonly secondaryRegions?: DocumentRegion[];

  /**
   * How users reach one of several Regions: the `nearest`, or with `failover` the home Region until it is taken out of
   * service.
   *
   * @default 'nearest'
   */
  readonly regionRouting?: `${RegionRouting}`;

  /**
   * Which Regions may serve the users of which countries.
   *
   * @default - every Region may serve everybody
   * @example [{ "countryCodes": ["DE"], "regions": ["eu-central-1"] }]
   */
  readonly residency?: DocumentResidency[];

  /**
   * Whether each Region has its own cache (`regional`), or a copy of one that can only be read (`global`). Never
   * changes once there are several Regions.
   *
   * @default 'regional'
   */
  readonly cacheReplication?: `${CacheReplication}`;

  /**
   * Host name of the writer endpoint of the global database, as AWS shows it once it exists.
   *
   * @default - applications write to the cluster of the home Region by its own name
   * @pattern ^[a-z0-9.-]+\.rds\.amazonaws\.com$
   * @patternErrorMessage a host name of Amazon RDS, for example
   *   "notes-production-global.global-abcdef.global.rds.amazonaws.com"
   * @example "notes-production-global.global-abcdef.global.rds.amazonaws.com"
   */
  readonly globalWriterEndpoint?: string;

  /**
   * Whether other Regions write to their own cluster, which forwards to the writer.
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
   * Paths whose responses are the same for all users and may be cached at the edge for up to a minute.
   *
   * @default - only assets are cached
   * @maxItems 20
   * @example ["/api/public/*"]
   */
  readonly anonymousPaths?: UrlPath[];

  /**
   * DSN of the error tracker.
   *
   * @default - empty; errors are only logged
   * @pattern ^https://[^\s@]+@[^\s/]+/\S+$
   * @patternErrorMessage a DSN, for example "https://key@errors.example.com/1"
   * @example "https://key@errors.example.com/1"
   */
  readonly sentryDsn?: string;

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
   * @default - true if `environment` is `production`
   */
  readonly production?: boolean;

  /**
   * Budget in US dollars a month.
   *
   * @default - the budget of the stage
   * @minimum 1
   * @maximum 10000000
   * @example 200
   */
  readonly monthlyBudgetUsd?: number;

  /**
   * Days for which logs are kept.
   *
   * @default 90
   * @integer
   * @enum [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]
   */
  readonly logRetentionDays?: number;

  /**
   * Sizes that differ from those of the stages, each under the name of its stage.
   *
   * @default - the sizes of the stages
   */
  readonly sizes?: DocumentSizes;
}
