import { Duration } from 'aws-cdk-lib';
import { IMachineImage, InstanceType, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { WorkloadImage } from '../core/workload-image';
import { WorkloadSecret } from '../core/workload-secret';

/**
 * Properties of a `VmGroup`.
 */
export interface VmGroupProps {
  /** The VPC of the virtual machines. */
  readonly vpc: IVpc;

  /**
   * The subnets of the virtual machines: public ones where the VPC has no NAT, private ones with a way to the internet
   * otherwise.
   */
  readonly vpcSubnets: SubnetSelection;

  /** The instance type, with an arm64 (Graviton) processor like the workload image. */
  readonly instanceType: InstanceType;

  /** The least number of virtual machines, at least 1. */
  readonly minCapacity: number;

  /**
   * The largest number of virtual machines, up to which the group scales on CPU; the same as `minCapacity` for no
   * scaling.
   */
  readonly maxCapacity: number;

  /** The arm64 container image of all processes. */
  readonly image: WorkloadImage;

  /**
   * The TCP port of the web process, in the container and on the machine. 4317 and 4318 belong to the trace receiver of
   * the machine.
   */
  readonly port: number;

  /**
   * Environment variables of all processes. Values must not contain line breaks, which the format of Docker's env files
   * cannot hold.
   */
  readonly environment: { [name: string]: string };

  /**
   * Environment variables from AWS Secrets Manager, fetched at every boot into memory (`/run`). A new value reaches the
   * processes of new machines.
   */
  readonly secrets: { [name: string]: WorkloadSecret };

  /** The command of the web process, one entry per argument; an empty list runs the image's own command. */
  readonly webCommand: string[];

  /**
   * The command of the worker process.
   *
   * @default - no worker on the virtual machines
   */
  readonly workerCommand?: string[];

  /**
   * The command that migrates the database at every boot, before web and worker start. It has to take a lock: several
   * machines may run it at once.
   *
   * @default - no migration
   */
  readonly migrateCommand?: string[];

  /** The log group of the web process. */
  readonly webLogGroup: ILogGroup;

  /**
   * The log group of the worker process.
   *
   * @default - the log group of the web process, in streams of its own
   */
  readonly workerLogGroup?: ILogGroup;

  /**
   * The log group of the migration.
   *
   * @default - the log group of the web process, in streams of its own
   */
  readonly migrateLogGroup?: ILogGroup;

  /**
   * The log group of the machine itself: boot, packages, audit.
   *
   * @default - the log group of the web process, in streams of its own
   */
  readonly systemLogGroup?: ILogGroup;

  /**
   * Further security groups of the virtual machines, for example the one that databases admit; at most 4 (a network
   * interface has 5). They are not edited.
   *
   * @default - only the group's own security group
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether a Valkey container runs on every machine, reachable from the other containers as `VmGroup.LOCAL_CACHE_URL`.
   * Each machine has its own, and its content goes with the machine: with more than one machine, sessions need a shared
   * cache.
   *
   * @default true
   */
  readonly localCache?: boolean;

  /**
   * The memory for the data of the local cache, in MiB, at least 16. Least recently used keys leave first.
   *
   * @default 128 - a sixteenth of a t4g.small
   */
  readonly localCacheMemoryMiB?: number;

  /**
   * The arm64 image of the local cache.
   *
   * @default 'public.ecr.aws/valkey/valkey:8.1.10-alpine'
   */
  readonly localCacheImage?: string;

  /**
   * The machine image: arm64, with dnf and systemd.
   *
   * @default - the newest Amazon Linux 2023 at every launch, by its public SSM parameter; a new release does not
   * replace running machines
   */
  readonly machineImage?: IMachineImage;

  /**
   * Whether machines get a public IPv4 address (0.005 USD per hour). They admit only what their security groups admit,
   * with and without one.
   *
   * @default - true in public subnets, where there is no other way out; false in private ones
   */
  readonly associatePublicIpAddress?: boolean;

  /**
   * The size of the encrypted gp3 root volume in GiB, 8 to 16384. It holds the system and the images; the workload
   * stores nothing on it.
   *
   * @default 20
   */
  readonly rootVolumeGiB?: number;

  /**
   * Whether the containers use the role of the machine for AWS calls. It raises the hop limit of the instance metadata
   * service from 1 to 2.
   *
   * @default true
   */
  readonly containersUseRole?: boolean;

  /**
   * Whether the root file system of the workload's containers is read-only; `/tmp` is always writable, in memory.
   *
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * The path that the web process answers with status 200 when it can serve requests.
   *
   * @default '/health'
   */
  readonly healthCheckPath?: string;

  /**
   * How long a new machine may take from launch to a healthy web process, migration included, 120 to 3600 seconds (the
   * limit of CloudFormation). When it takes longer, or fails, a deployment rolls back; outside deployments the machine
   * is replaced.
   *
   * @default Duration.minutes(15)
   */
  readonly startTimeout?: Duration;

  /**
   * How long the web process may finish its requests after the signal to stop, 1 to 600 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly webStopTimeout?: Duration;

  /**
   * How long the worker may finish its job after the signal to stop, 1 to 600 seconds. A terminating machine may be
   * switched off earlier: longer jobs rely on the queue, which hands an unfinished job out again.
   *
   * @default Duration.seconds(90)
   */
  readonly workerStopTimeout?: Duration;

  /**
   * After how long a machine is replaced by a fresh one with the newest system, 1 to 365 days; `Duration.days(0)` for
   * never.
   *
   * @default Duration.days(30)
   */
  readonly maxInstanceLifetime?: Duration;

  /**
   * A topic that is told about every launch and termination, and about failed ones.
   *
   * @default - no notifications
   */
  readonly notificationTopic?: ITopic;
}
