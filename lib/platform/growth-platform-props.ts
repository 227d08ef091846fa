import { GrowthStage } from '../core/growth-stage';
import { CacheSizing, ServiceSizing } from '../core/stage-sizing';
import { RegionPhase, ResolvedStepSettings } from '../core/stage-transition';
import { WorkloadSecret } from '../core/workload-secret';
import { AuroraOriginKind } from '../database';
import { EdgeDomain, ResidencyRule } from '../edge';

/** The web application firewall of the edge. */
export interface PlatformFirewall {
  /**
   * Whether the firewall exists.
   *
   * @default - as the stage has it
   */
  readonly enabled?: boolean;

  /**
   * Whether requests that match a rule are only counted. Use it for the first weeks of a new firewall.
   *
   * @default false - matches are blocked
   */
  readonly countOnly?: boolean;

  /**
   * Requests that one IP address may send in five minutes.
   *
   * @default - the default of `EdgeFirewall`
   */
  readonly requestsPer5MinutesPerIp?: number;

  /**
   * Requests that one IP address may send to the sign-in paths in five minutes.
   *
   * @default - the default of `EdgeFirewall`
   */
  readonly signInRequestsPer5MinutesPerIp?: number;

  /**
   * Paths that sign users in.
   *
   * @default - the default of `EdgeFirewall`
   */
  readonly signInPaths?: string[];
}

/** The hours at which a non-production environment is stopped. */
export interface PlatformOffHours {
  /** Local time at which it stops, `HH:MM`. */
  readonly stopAt: string;

  /** Local time at which it starts, `HH:MM`. */
  readonly startAt: string;

  /** IANA name of the time zone, for example `Europe/Berlin`. */
  readonly timeZone: string;

  /**
   * Days on which it runs, as in the day-of-week field of a cron expression, for example `MON-FRI` or `MON,WED`.
   *
   * @default 'MON-FRI'
   */
  readonly days?: string;
}

/** A Region in addition to the home Region. */
export interface SecondaryRegion {
  /** The AWS Region. Never changes, because the names of its stores contain it. */
  readonly region: string;

  /** Exactly three Availability Zones of the Region. Never change. */
  readonly availabilityZones: string[];

  /**
   * The phase of the Region, if it is added or removed later than the others.
   *
   * @default - the phase of the stage, or of the step that is being deployed
   */
  readonly phase?: RegionPhase;

  /**
   * Whether the Region keeps a copy of the database without an instance. This is cheaper, but a failover takes minutes
   * longer, and the services of the Region read from the writer.
   *
   * @default false - the Region has instances
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
   * Number of database instances in the Region in addition to the first one.
   *
   * @default - the number of readers of the stage
   */
  readonly readReplicas?: number;

  /**
   * The cache of the Region.
   *
   * @default - as the stage has it
   */
  readonly cache?: CacheSizing;
}

/** How users reach one of several Regions. */
export enum RegionRouting {
  /** Users reach the nearest Region that may serve them. */
  NEAREST = 'nearest',
  /** Users reach the home Region until it is taken out of service. */
  FAILOVER = 'failover',
}

/** Whether the Regions share a cache. */
export enum CacheReplication {
  /** Each Region has its own cache. Sessions stay in their Region. */
  REGIONAL = 'regional',
  /**
   * A Global Datastore: the home Region writes, and at most two other Regions have a read-only copy. Requires
   * `RegionRouting.FAILOVER`.
   */
  GLOBAL = 'global',
}

/** Properties of `GrowthPlatform`. */
export interface GrowthPlatformProps {
  /**
   * Name of the application: lower-case letters, digits and single hyphens, 2 to 20 characters, starting with a letter.
   * It is part of names and tags, and never changes.
   */
  readonly application: string;

  /**
   * Name of the environment, for example `production`: lower-case letters, digits and single hyphens, 2 to 20
   * characters, starting with a letter. Never changes.
   */
  readonly environment: string;

  /** Cost tag: the team or person that is responsible for the application. */
  readonly owner: string;

  /** Cost tag: the cost centre that pays. */
  readonly costCenter: string;

  /** AWS account, 12 digits. It is required from the start, because adding it later would replace every subnet. */
  readonly account: string;

  /** Home Region. Never changes. */
  readonly region: string;

  /** Exactly three Availability Zones of the Region. Never change. */
  readonly availabilityZones: string[];

  /** The growth stage. */
  readonly stage: GrowthStage;

  /**
   * The settings of the transition step that is being deployed, from `StageTransitions.fill`.
   *
   * @default - no step: the stage itself is deployed
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
   * Tag or digest of the image in the repository that the platform creates.
   *
   * @default - not used
   */
  readonly imageTag?: string;

  /**
   * Folder with the Dockerfile of the image, which the CDK CLI builds at deployment.
   *
   * @default - not used
   */
  readonly imageDirectory?: string;

  /** Command of the web process, one entry per argument. */
  readonly webCommand: string[];

  /**
   * Command of the worker.
   *
   * @default - the application has no worker
   */
  readonly workerCommand?: string[];

  /**
   * Command of the migration, which runs once before a new version.
   *
   * @default - the application has no migration
   */
  readonly migrateCommand?: string[];

  /**
   * TCP port on which the web process listens.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Further environment variables. They must not have a name of the workload contract, and their values can be read in
   * the template.
   *
   * @default - only those of the workload contract
   */
  readonly variables?: { [name: string]: string };

  /**
   * Further environment variables from AWS Secrets Manager. They must not have a name of the workload contract.
   *
   * @default - only the database password and the cache URL
   */
  readonly secrets?: { [name: string]: WorkloadSecret };

  /**
   * Name or ARN of the snapshot from which the database is restored. Never changes: a snapshot that is added, changed
   * or removed later would create another database.
   *
   * @default - the database starts empty
   */
  readonly databaseSnapshotIdentifier?: string;

  /**
   * How the Aurora cluster is created, from stage aurora on: empty, as a replica of the RDS instance, or from its last
   * snapshot. Never changes.
   *
   * @default AuroraOriginKind.REPLICA - as the steps from stage containers do it; without an RDS instance the first
   * deployment fails
   */
  readonly auroraOrigin?: AuroraOriginKind;

  /**
   * ARN of the snapshot from which the Aurora cluster is restored, with `AuroraOriginKind.SNAPSHOT`. Never changes.
   *
   * @default - the cluster has another origin
   */
  readonly auroraSnapshotArn?: string;

  /**
   * The Regions in addition to the home Region, at stage multi-region: 1 to 4. Append new ones.
   *
   * @default - none
   */
  readonly secondaryRegions?: SecondaryRegion[];

  /**
   * How users reach one of several Regions.
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
   * Whether the Regions share a cache. Never changes once there are several Regions: a cache that joins or leaves a
   * Global Datastore is replaced by an empty one.
   *
   * @default CacheReplication.REGIONAL
   */
  readonly cacheReplication?: CacheReplication;

  /**
   * Host name of the writer endpoint of the global database, as `aws rds describe-global-clusters` shows it.
   * Applications write through it, so that a switchover to another Region changes nothing for them. It has to be given,
   * because AWS CloudFormation does not return it.
   *
   * @default - applications write to the cluster of the home Region by its own name
   */
  readonly globalWriterEndpoint?: string;

  /**
   * Whether secondary Regions write to their own cluster, which forwards to the writer. Suitable for low write rates.
   *
   * @default false - they write to the writer directly, over the link between the networks
   */
  readonly globalWriteForwarding?: boolean;

  /**
   * Whether the registry of the account copies the images of the application to the secondary Regions. A registry has
   * one such setting per Region: turn it off if another stack owns the setting. The other Regions then pull from the
   * home Region.
   *
   * @default true
   */
  readonly registryReplication?: boolean;

  /**
   * Paths whose responses are the same for everybody and may be cached at the edge for up to a minute, for example
   * `/api/public/*`.
   *
   * @default - only assets are cached
   */
  readonly anonymousPaths?: string[];

  /**
   * DSN of the error tracker.
   *
   * @default - empty; errors are only logged
   */
  readonly sentryDsn?: string;

  /** E-mail addresses that receive alarms and budget alerts. */
  readonly onCallEmails: string[];

  /**
   * HTTPS endpoints of an on-call service that receive alarms.
   *
   * @default - e-mail only
   */
  readonly onCallHttpsEndpoints?: string[];

  /**
   * Number of the network, 0 to 7. Environments that may ever be connected need different numbers. Never changes.
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
   * The hours at which the environment is stopped. Not allowed in production.
   *
   * @default - it always runs
   */
  readonly offHours?: PlatformOffHours;

  /**
   * Whether real users depend on the environment. If true, stacks and load balancer are protected against deletion,
   * alarms notify people, and off-hours are not allowed. Otherwise alarms are muted, except those of `offHours`.
   *
   * @default - true if `environment` is `production`
   */
  readonly production?: boolean;

  /**
   * Budget, in US dollars a month.
   *
   * @default - the budget of the stage
   */
  readonly monthlyBudgetUsd?: number;

  /**
   * Days for which the logs of the workload are kept; one of the values that Amazon CloudWatch Logs accepts.
   *
   * @default 90
   */
  readonly logRetentionDays?: number;
}
