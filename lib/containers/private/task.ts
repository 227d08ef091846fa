import { Duration, Size, Stack, Validations } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AwsLogDriverMode,
  CapacityProviderStrategy,
  ContainerDefinition,
  ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  LogDriver,
  LogDrivers,
  OperatingSystemFamily,
  PortMapping,
  Secret,
  TmpfsMountOption,
  UlimitName,
} from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { WorkloadVariable } from '../../core/workload-variable';
import { OtelCollector } from '../otel-collector';
import { ContainerTaskProps } from '../task-props';
import { TemporaryStorage } from '../temporary-storage';
import { IdentitySecret } from './identity-secret';

/** What differs between the kinds of tasks. */
export interface TaskSpec {
  /** Name of the container and prefix of its log streams. */
  readonly name: string;

  /** Time that the container has to stop. */
  readonly stopTimeout: Duration;

  /** The ports that the container listens on. */
  readonly portMappings?: PortMapping[];

  /** Variables that the construct sets. Those of the user take precedence. */
  readonly environment?: { [name: string]: string };
}

/** The parts of a task. */
export interface Task {
  readonly taskDefinition: FargateTaskDefinition;
  readonly taskRole: Role;
  readonly executionRole: Role;
  readonly container: ContainerDefinition;
  readonly securityGroup: SecurityGroup;
}

/**
 * Limit of open files per process: the current default of AWS Fargate, set so that it cannot change unnoticed.
 */
const OPEN_FILES = 65535;

/**
 * Buffer of the log driver while Amazon CloudWatch Logs is slow. When it is full, lines are dropped.
 */
const LOG_BUFFER = Size.mebibytes(25);

/** Creates the task definition with its roles and its security group. */
export function createTask(scope: Construct, props: ContainerTaskProps, spec: TaskSpec): Task {
  const taskRole = createRole(scope, 'TaskRole', `Permissions of the ${spec.name} process`);
  const executionRole = createRole(
    scope,
    'ExecutionRole',
    `Starts ${spec.name} tasks: pulls the image, reads the secrets, writes the logs`,
  );
  const taskDefinition = new FargateTaskDefinition(scope, 'TaskDefinition', {
    cpu: props.cpu,
    memoryLimitMiB: props.memoryMiB,
    runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
    taskRole,
    executionRole,
  });
  const container = addContainer(scope, taskDefinition, props, spec);
  addCollector(taskDefinition, taskRole, props, spec);
  Validations.of(taskDefinition).acknowledge({
    id: 'AwsSolutions-ECS2',
    reason:
      'The variables are the settings of the workload contract; secrets come from AWS Secrets Manager ' +
      'through `secrets`.',
  });
  acknowledgeRoles(taskRole, executionRole, spec.name);
  const securityGroup = new SecurityGroup(scope, 'SecurityGroup', {
    vpc: props.cluster.vpc,
    description: `The ${spec.name} tasks`,
    allowAllOutbound: true,
  });
  return { taskDefinition, taskRole, executionRole, container, securityGroup };
}

/**
 * The capacity of a task: by default Fargate on demand, as a strategy, because a launch type cannot be changed in
 * place.
 */
export function capacityOf(props: ContainerTaskProps): CapacityProviderStrategy[] {
  return props.capacityProviderStrategies ?? [{ capacityProvider: 'FARGATE', weight: 1 }];
}

function createRole(scope: Construct, id: string, description: string): Role {
  const stack = Stack.of(scope);
  // Only tasks of this account may assume the role. Without the conditions, another account could make Amazon ECS
  // assume it (confused deputy).
  const principal = new ServicePrincipal('ecs-tasks.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'ecs', resource: '*' }) },
    },
  });
  return new Role(scope, id, { assumedBy: principal, description });
}

function addContainer(
  scope: Construct,
  task: FargateTaskDefinition,
  props: ContainerTaskProps,
  spec: TaskSpec,
): ContainerDefinition {
  const temporary = props.temporaryStorage ?? TemporaryStorage.memory(64);
  const linuxParameters = new LinuxParameters(scope, 'LinuxParameters', { initProcessEnabled: true });
  if (temporary.memoryMiB !== undefined) {
    const mountOptions = [TmpfsMountOption.NOSUID, TmpfsMountOption.NODEV];
    linuxParameters.addTmpfs({ containerPath: '/tmp', size: temporary.memoryMiB, mountOptions });
  }
  const container = task.addContainer(spec.name, {
    image: props.image.bind(scope).containerImage,
    command: props.command,
    environment: environmentOf(props, spec),
    secrets: secretsOf(props),
    user: props.user,
    readonlyRootFilesystem: props.readonlyRootFilesystem ?? true,
    stopTimeout: props.stopTimeout ?? spec.stopTimeout,
    healthCheck: props.healthCheck,
    portMappings: spec.portMappings,
    logging: logsTo(props.logGroup, spec.name),
    linuxParameters,
    essential: true,
  });
  container.addUlimits({ name: UlimitName.NOFILE, softLimit: OPEN_FILES, hardLimit: OPEN_FILES });
  if (temporary.memoryMiB === undefined) {
    task.addVolume({ name: 'tmp' });
    container.addMountPoints({ containerPath: '/tmp', sourceVolume: 'tmp', readOnly: false });
  }
  return container;
}

function environmentOf(props: ContainerTaskProps, spec: TaskSpec): { [name: string]: string } {
  const endpoint: { [name: string]: string } = props.otelCollector
    ? { [WorkloadVariable.OTEL_EXPORTER_OTLP_ENDPOINT]: OtelCollector.ENDPOINT }
    : {};
  return { ...spec.environment, ...endpoint, ...props.environment };
}

function secretsOf(props: ContainerTaskProps): { [name: string]: Secret } | undefined {
  const entries = Object.entries(props.secrets ?? {});
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([name, secret]) => [name, new IdentitySecret(secret)]));
}

/** A non-blocking driver: if the log service is slow, lines are lost, but requests are not delayed. */
function logsTo(logGroup: ILogGroup, streamPrefix: string): LogDriver {
  return LogDrivers.awsLogs({ logGroup, streamPrefix, mode: AwsLogDriverMode.NON_BLOCKING, maxBufferSize: LOG_BUFFER });
}

function addCollector(task: FargateTaskDefinition, taskRole: Role, props: ContainerTaskProps, spec: TaskSpec): void {
  const collector = props.otelCollector;
  if (!collector) {
    return;
  }
  task.addContainer('otel', {
    image: ContainerImage.fromRegistry(collector.image),
    essential: false,
    memoryLimitMiB: collector.memoryMiB,
    readonlyRootFilesystem: true,
    environment: { AOT_CONFIG_CONTENT: collector.config },
    logging: logsTo(props.logGroup, `${spec.name}-otel`),
  });
  if (collector.writesToXRay) {
    const actions = [
      'PutTraceSegments',
      'PutTelemetryRecords',
      'GetSamplingRules',
      'GetSamplingTargets',
      'GetSamplingStatisticSummaries',
    ];
    taskRole.addToPrincipalPolicy(
      new PolicyStatement({ actions: actions.map((action) => `xray:${action}`), resources: ['*'] }),
    );
  }
}

function acknowledgeRoles(taskRole: Role, executionRole: Role, name: string): void {
  Validations.of(taskRole).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      `AWS X-Ray has no resources to name, and ECS Exec opens channels that have none; the ${name} role ` +
      `gets \`*\` only for those.`,
  });
  Validations.of(executionRole).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'ecr:GetAuthorizationToken has no resource to name; what may be pulled is limited to the repository ' +
      'of the image.',
  });
}
