import { Duration } from 'aws-cdk-lib';
import { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ISecurityGroup, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CapacityProviderStrategy, HealthCheck, ICluster } from 'aws-cdk-lib/aws-ecs';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { WorkloadImage } from '../core/workload-image';
import { WorkloadSecret } from '../core/workload-secret';
import { OtelCollector } from './otel-collector';
import { TemporaryStorage } from './temporary-storage';

/** What every Fargate task of the workload needs: the image, its command, its variables and its size. */
export interface ContainerTaskProps {
  /** The cluster. Its Fargate capacity providers must be enabled; `ContainerCluster` does that. */
  readonly cluster: ICluster;

  /**
   * The subnets of the tasks. They must reach the image registry and the AWS APIs through NAT or VPC endpoints: a task
   * never gets a public IP address.
   */
  readonly vpcSubnets: SubnetSelection;

  /** The container image, built for arm64. */
  readonly image: WorkloadImage;

  /** The command that the image runs, for example `['node', 'web.js']`. */
  readonly command: string[];

  /**
   * Environment variables by name. They are readable in the task definition: secrets belong into `secrets`.
   *
   * @default - no variables besides those that the construct sets
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
   * Memory of one task, in MiB. Which values are possible depends on `cpu`; an impossible one is refused with the
   * nearest possible one.
   */
  readonly memoryMiB: number;

  /** The log group that receives stdout and stderr of the containers. */
  readonly logGroup: ILogGroup;

  /**
   * Security groups that the tasks carry besides their own, for example the one that the data stores admit.
   *
   * @default - only the security group that the construct creates
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * The user that runs the process, as `uid`, `uid:gid` or a name that the image knows.
   *
   * @default - the user that the image declares; declare one that is not root
   */
  readonly user?: string;

  /**
   * Whether the root file system of the container is read-only; `/tmp` stays writable.
   *
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * What is mounted at `/tmp`.
   *
   * @default TemporaryStorage.memory(64)
   */
  readonly temporaryStorage?: TemporaryStorage;

  /**
   * How long a container may take after SIGTERM before it is killed, 2 to 120 seconds (the Fargate limits).
   *
   * @default - 30 seconds for web processes and migrations, 120 seconds for workers
   */
  readonly stopTimeout?: Duration;

  /**
   * A command that Amazon ECS runs inside the container to find out whether it still works.
   *
   * @default - no container health check; a web process is checked by its target group
   */
  readonly healthCheck?: HealthCheck;

  /**
   * A collector for traces and metrics that runs beside the container; the workload sends OTLP to
   * `http://127.0.0.1:4318`.
   *
   * @default - no collector
   */
  readonly otelCollector?: OtelCollector;

  /**
   * Whether people with the right permissions may open a shell in a running task (ECS Exec). Needs
   * `readonlyRootFilesystem: false`, because the agent that it starts writes to the root file system.
   *
   * @default false
   */
  readonly enableExecuteCommand?: boolean;

  /**
   * Which capacity the tasks run on. A launch type is never used: it could not be changed to a strategy without
   * replacing the service.
   *
   * @default - on-demand Fargate only
   */
  readonly capacityProviderStrategies?: CapacityProviderStrategy[];
}

/** What every Fargate service of the workload needs besides its tasks. */
export interface ContainerServiceProps extends ContainerTaskProps {
  /**
   * Fewest tasks that run at any time. The template has no desired count, so that a deployment never resets what
   * scaling has chosen; a new service starts with one task (the default of Amazon ECS) and is raised to this number at
   * once.
   */
  readonly minTasks: number;

  /** Most tasks that scaling may start. */
  readonly maxTasks: number;

  /**
   * Lower limit of healthy tasks during a deployment, in percent of the desired count.
   *
   * @default - 100 for web services (no capacity is lost while deploying), 50 for workers (the queue keeps what half of
   * them do not take)
   */
  readonly minHealthyPercent?: number;

  /**
   * Upper limit of running tasks during a deployment, in percent of the desired count.
   *
   * @default 200
   */
  readonly maxHealthyPercent?: number;

  /**
   * Alarms that stop a deployment and roll it back. Amazon ECS ignores alarms that are already in alarm when a
   * deployment starts. An empty list switches deployment alarms off. The alarms must not depend on the service itself:
   * that would be a circle.
   *
   * @default - the alarms that the construct creates
   */
  readonly deploymentAlarms?: IAlarm[];

  /**
   * Pause after a scale-out before the next one.
   *
   * @default Duration.seconds(60)
   */
  readonly scaleOutCooldown?: Duration;

  /**
   * Pause after a scale-in before the next one.
   *
   * @default Duration.seconds(300)
   */
  readonly scaleInCooldown?: Duration;
}
