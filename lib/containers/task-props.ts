import { Duration } from 'aws-cdk-lib';
import { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ISecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CapacityProviderStrategy, HealthCheck, ICluster } from 'aws-cdk-lib/aws-ecs';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { WorkloadImage } from '../core/workload-image';
import { WorkloadSecret } from '../core/workload-secret';
import { OtelCollector } from './otel-collector';
import { TemporaryStorage } from './temporary-storage';

/** Properties of every Fargate task of the workload: its image, command, variables and size. */
export interface ContainerTaskProps {
  /** The cluster. Its Fargate capacity providers must be enabled; `ContainerCluster` does that. */
  readonly cluster: ICluster;

  /**
   * The subnets of the tasks. They must reach the image registry and the AWS APIs through NAT or VPC endpoints, because
   * tasks have no public IP addresses.
   */
  readonly vpcSubnets: SubnetSelection;

  /** The container image, built for arm64. */
  readonly image: WorkloadImage;

  /** The command of the container, one entry per argument, for example `['node', 'web.js']`. */
  readonly command: string[];

  /**
   * Environment variables by name. Their values can be read in the task definition: use `secrets` for secrets.
   *
   * @default - only the variables that the construct sets
   */
  readonly environment?: { [name: string]: string };

  /**
   * Environment variables by name whose values Amazon ECS reads from AWS Secrets Manager when a task starts.
   *
   * @default - no secrets
   */
  readonly secrets?: { [name: string]: WorkloadSecret };

  /** CPU units of one task: 256, 512, 1024, 2048, 4096, 8192 or 16384; 1024 is one vCPU. */
  readonly cpu: number;

  /**
   * Memory of one task, in MiB. The allowed values depend on `cpu` (Amazon ECS Developer Guide, Fargate task sizes).
   */
  readonly memoryMiB: number;

  /** The log group for stdout and stderr of the containers. */
  readonly logGroup: ILogGroup;

  /**
   * Additional security groups of the tasks, for example the one that databases admit.
   *
   * @default - only the security group that the construct creates
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * The user that runs the process, as `uid`, `uid:gid` or a user name of the image.
   *
   * @default - the user that the image declares, which should not be root
   */
  readonly user?: string;

  /**
   * Whether the root file system of the container is read-only; `/tmp` stays writable.
   *
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * The storage at `/tmp`.
   *
   * @default TemporaryStorage.memory(64)
   */
  readonly temporaryStorage?: TemporaryStorage;

  /**
   * Time that a container has after SIGTERM before it is killed, 2 to 120 seconds (Fargate limits).
   *
   * @default - 30 seconds for web processes and migrations, 120 seconds for workers
   */
  readonly stopTimeout?: Duration;

  /**
   * A command that Amazon ECS runs in the container to check its health.
   *
   * @default - no container health check; the target group checks web processes
   */
  readonly healthCheck?: HealthCheck;

  /**
   * A collector for traces and metrics in the same task. The workload sends OTLP to `OtelCollector.ENDPOINT`.
   *
   * @default - no collector
   */
  readonly otelCollector?: OtelCollector;

  /**
   * Whether people with the permission can open a shell in a running task (ECS Exec). Requires
   * `readonlyRootFilesystem: false`, because its agent writes to the root file system.
   *
   * @default false
   */
  readonly enableExecuteCommand?: boolean;

  /**
   * The capacity providers that the tasks run on. The construct never sets a launch type, because changing from it to a
   * strategy would replace the service.
   *
   * @default - Fargate on demand
   */
  readonly capacityProviderStrategies?: CapacityProviderStrategy[];
}

/** Properties of every Fargate service of the workload. */
export interface ContainerServiceProps extends ContainerTaskProps {
  /**
   * Smallest number of tasks, up to 5000. The template has no desired count, so that a deployment does not reset the
   * number that scaling has chosen. A new service starts with one task (the default of Amazon ECS), and scaling raises
   * it to this number at once.
   */
  readonly minTasks: number;

  /** Largest number of tasks that scaling may start, 1 to 5000. */
  readonly maxTasks: number;

  /**
   * Lower limit of healthy tasks during a deployment, in percent of the desired count, 0 to 100.
   *
   * @default - 100 for web services, which keep their capacity; 50 for workers, whose messages can wait in the queue
   */
  readonly minHealthyPercent?: number;

  /**
   * Upper limit of running tasks during a deployment, in percent of the desired count, 100 to 200.
   *
   * @default 200
   */
  readonly maxHealthyPercent?: number;

  /**
   * Alarms that stop a deployment and roll it back. Amazon ECS ignores alarms that are already in alarm when a
   * deployment starts. An empty list turns deployment alarms off. The alarms must not refer to the service, which would
   * be a circular dependency.
   *
   * @default - the alarms that the construct creates
   */
  readonly deploymentAlarms?: IAlarm[];

  /**
   * Time between a scale-out and the next one, 0 to 3600 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly scaleOutCooldown?: Duration;

  /**
   * Time between a scale-in and the next one, 0 to 3600 seconds.
   *
   * @default Duration.seconds(300)
   */
  readonly scaleInCooldown?: Duration;
}
