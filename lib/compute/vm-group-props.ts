import { Duration } from 'aws-cdk-lib';
import { IMachineImage, InstanceType, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { WorkloadImage } from '../core/workload-image';
import { WorkloadSecret } from '../core/workload-secret';

/** Properties of `VmGroup`. */
export interface VmGroupProps {
  /** The VPC of the virtual machines. */
  readonly vpc: IVpc;

  /**
   * The subnets of the virtual machines: public subnets, or private subnets with NAT. The machines need the internet to
   * install packages and pull images.
   */
  readonly vpcSubnets: SubnetSelection;

  /** The instance type, with an arm64 (Graviton) processor, for example `t4g.small`. */
  readonly instanceType: InstanceType;

  /** Smallest number of virtual machines, at least 1. */
  readonly minCapacity: number;

  /**
   * Largest number of virtual machines. If it is above `minCapacity`, the group scales on CPU: it adds a machine above
   * 70 % and removes one below 30 % (guide G4).
   */
  readonly maxCapacity: number;

  /** The arm64 container image of all processes. */
  readonly image: WorkloadImage;

  /**
   * The TCP port of the web process, in the container and on the machine. Ports 4317 and 4318 are taken by the receiver
   * of traces on the machine.
   */
  readonly port: number;

  /**
   * Environment variables of all processes. Values must not contain line breaks, which env files of Docker do not
   * support.
   */
  readonly environment: { [name: string]: string };

  /**
   * Environment variables from AWS Secrets Manager, which every machine reads into memory (`/run`) when it boots. A new
   * value only reaches new machines.
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
   * The command that migrates the database at every boot, before web and worker start. It must take a lock, because
   * several machines may run it at the same time.
   *
   * @default - no migration
   */
  readonly migrateCommand?: string[];

  /** The log group of the web process. */
  readonly webLogGroup: ILogGroup;

  /**
   * The log group of the worker process.
   *
   * @default - `webLogGroup`, in streams of its own
   */
  readonly workerLogGroup?: ILogGroup;

  /**
   * The log group of the migration.
   *
   * @default - `webLogGroup`, in streams of its own
   */
  readonly migrateLogGroup?: ILogGroup;

  /**
   * The log group of the operating system: boot, packages, audit.
   *
   * @default - `webLogGroup`, in streams of its own
   */
  readonly systemLogGroup?: ILogGroup;

  /**
   * Additional security groups of the virtual machines, for example the one that databases admit; at most 4, because a
   * network interface has at most 5. No rules are added to them.
   *
   * @default - only the security group that the construct creates
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether a Valkey container runs on every machine, which the other containers reach at `VmGroup.LOCAL_CACHE_URL`.
   * Its content is lost with the machine. With more than one machine, sessions need a shared cache.
   *
   * @default true
   */
  readonly localCache?: boolean;

  /**
   * The memory for the data of the local cache, in MiB, at least 16. When it is full, the least recently used keys are
   * evicted.
   *
   * @default 128 - a sixteenth of the memory of a t4g.small
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
   * @default - the newest Amazon Linux 2023 at launch, from its public SSM parameter; a new release does not replace
   * running machines
   */
  readonly machineImage?: IMachineImage;

  /**
   * Whether machines have a public IPv4 address, which costs 0.005 USD per hour. It does not open the machines: only
   * their security groups decide what reaches them.
   *
   * @default - true in public subnets, where it is the only way to the internet; false in private subnets
   */
  readonly associatePublicIpAddress?: boolean;

  /**
   * Size of the encrypted gp3 root volume, in GiB, 8 to 16384. It holds the system and the images, but no data.
   *
   * @default 20
   */
  readonly rootVolumeGiB?: number;

  /**
   * Whether containers can use the role of the machine for AWS calls. If true, the hop limit of the instance metadata
   * service is 2 instead of 1.
   *
   * @default true
   */
  readonly containersUseRole?: boolean;

  /**
   * Whether the root file system of the containers is read-only. `/tmp` stays writable, in memory.
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
   * Time that a new machine may take from launch to a healthy web process, including the migration; 120 to 3600 seconds
   * (the limit of AWS CloudFormation). If it takes longer or fails, a deployment is rolled back. Outside of
   * deployments, the machine is replaced.
   *
   * @default Duration.minutes(15)
   */
  readonly startTimeout?: Duration;

  /**
   * Time that the web process has to finish its requests after SIGTERM, 1 to 600 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly webStopTimeout?: Duration;

  /**
   * Time that the worker has to finish its job after SIGTERM, 1 to 600 seconds. A machine that is terminated may be
   * turned off earlier. The queue then delivers an unfinished job again.
   *
   * @default Duration.seconds(90)
   */
  readonly workerStopTimeout?: Duration;

  /**
   * Age at which a machine is replaced by a new one with the newest system, 1 to 365 days; `Duration.days(0)` for no
   * limit.
   *
   * @default Duration.days(30)
   */
  readonly maxInstanceLifetime?: Duration;

  /**
   * A topic that is notified of launches and terminations, successful or not.
   *
   * @default - no notifications
   */
  readonly notificationTopic?: ITopic;
}
