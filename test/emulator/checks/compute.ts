import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListServicesCommand,
  Service,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ServiceSizing } from '../../../lib';
import { Deployment, expectedServices } from '../deployments';
import { Environment } from '../environment';
import { Report } from '../report';

/** Target values of the web service (mission row 3: CPU 60-70 %, memory 75 %, requests per target). */
const WEB_TARGETS = { ECSServiceAverageCPUUtilization: 65, ECSServiceAverageMemoryUtilization: 75 };
const REQUESTS_PER_TASK = 500;

/** Jobs per worker task: a job may wait one minute, and takes two seconds. */
const BACKLOG_PER_TASK = 60 / 2;

/** The variables of the workload contract that every process gets. */
const CONTRACT = [
  'PORT',
  'GROWTH_STAGE',
  'AWS_REGION',
  'DATABASE_HOST',
  'DATABASE_READER_HOST',
  'DATABASE_NAME',
  'QUEUE_URL',
  'ASSETS_BUCKET',
];

/** Where requests go, and whether the virtual machines are still there. */
export async function checkRoutes(
  report: Report,
  environment: Environment,
  { stage, shape }: Deployment,
): Promise<void> {
  const hasVm = shape ? shape.keepVmGroup : stage.sizes.compute === 'vm-group';
  const hasContainers = stage.sizes.compute === 'fargate';
  const weights = {
    ...(hasVm ? { instance: shape?.vmWeight ?? 100 } : {}),
    ...(hasContainers ? { ip: shape?.containerWeight ?? 100 } : {}),
  };
  report.equal('weights of the listener', await weightsOf(environment), weights);
  const groups = await environment.idsOf('service', 'AWS::AutoScaling::AutoScalingGroup');
  report.equal('groups of virtual machines', groups.length, hasVm ? 1 : 0);
}

/** The virtual machines of the first stage. */
export async function checkVirtualMachines(
  report: Report,
  environment: Environment,
  { stage }: Deployment,
): Promise<void> {
  const name = await environment.idOf('service', 'AWS::AutoScaling::AutoScalingGroup');
  const found = await environment.home.autoScaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  const [group] = found.AutoScalingGroups ?? [];
  const { minCapacity = 0, maxCapacity = 0 } = stage.sizes.vm ?? {};
  report.equal('least number of virtual machines', group?.MinSize, minCapacity);
  report.check('room for a rolling replacement', (group?.MaxSize ?? 0) >= maxCapacity, `MaxSize ${group?.MaxSize}`);
  report.equal('zones of the virtual machines', group?.VPCZoneIdentifier?.split(',').length, 3);
  report.equal('health of the virtual machines is judged by', group?.HealthCheckType, 'ELB');
}

/** The load balancer is reachable from inside only. */
export async function checkLoadBalancer(report: Report, environment: Environment): Promise<void> {
  const arn = await environment.idOf('service', 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const [balancer] =
    (await environment.home.elb.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }))).LoadBalancers ??
    [];
  report.equal('scheme of the load balancer', balancer?.Scheme, 'internal');
  report.equal('zones of the load balancer', balancer?.AvailabilityZones?.length, 3);
}

/** Web and worker services with the sizes of the stage, and the workload contract. */
export async function checkServices(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const { webCommand, workerCommand } = environment.config;
  const { web, worker, canary } = expectedServices(deployment);
  await checkService(report, environment, 'Web', webCommand, web);
  await checkService(report, environment, 'Worker', workerCommand, worker);
  const service = (await servicesOf(environment)).find(({ serviceName }) => serviceName?.includes('-WebService'));
  const { strategy = 'ROLLING' } = service?.deploymentConfiguration ?? {};
  report.equal('the web service is deployed', strategy, canary ? 'CANARY' : 'ROLLING');
}

/**
 * The policies of the scaling targets, by what they measure and the value that they keep. With canary deployments
 * requests arrive at two target groups in turn: the metric for one is replaced by an expression over both.
 */
export async function checkPolicies(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const requests = expectedServices(deployment).canary ? 'RequestCount' : 'ALBRequestCountPerTarget';
  const policies = await policiesOf(environment);
  const of = (name: string): ScalingPolicy[] =>
    policies.filter(({ ResourceId }) => ResourceId?.includes(`-${name}Service`));
  const web = of('Web').map(({ TargetTrackingScalingPolicyConfiguration: config }) => [
    config?.PredefinedMetricSpecification?.PredefinedMetricType ??
      config?.CustomizedMetricSpecification?.Metrics?.[0]?.MetricStat?.Metric?.MetricName,
    config?.TargetValue,
  ]);
  report.equal('the web service is scaled on', Object.fromEntries(web), {
    ...WEB_TARGETS,
    [requests]: REQUESTS_PER_TASK,
  });
  const [backlog, ...others] = of('Worker').map(({ TargetTrackingScalingPolicyConfiguration: config }) => config);
  report.equal('policies of the worker', others.length, 0);
  report.equal('backlog per worker task', backlog?.TargetValue, BACKLOG_PER_TASK);
  const metrics =
    backlog?.CustomizedMetricSpecification?.Metrics?.map(({ MetricStat }) => MetricStat?.Metric?.MetricName) ?? [];
  report.check(
    'the backlog counts waiting messages',
    metrics.includes('ApproximateNumberOfMessagesVisible'),
    `metrics: ${metrics.join(', ')}`,
  );
}

async function checkService(
  report: Report,
  environment: Environment,
  name: string,
  command: readonly string[],
  size?: ServiceSizing,
): Promise<void> {
  const service = (await servicesOf(environment)).find(({ serviceName }) => serviceName?.includes(`-${name}Service`));
  report.check(
    `the ${name} service exists`,
    service !== undefined && size !== undefined,
    'it is not in the cluster, or not in the stage',
  );
  if (!service || !size) {
    return;
  }
  const task = await taskOf(environment, service);
  const container = task.containerDefinitions?.find(
    (one) => one.essential && one.command?.join(' ') === command.join(' '),
  );
  report.equal(`CPU and memory of a ${name} task`, [task.cpu, task.memory], [String(size.cpu), String(size.memoryMiB)]);
  report.equal(`processor of a ${name} task`, task.runtimePlatform?.cpuArchitecture, 'ARM64');
  report.check(
    `a ${name} task runs ${command.join(' ')}`,
    container !== undefined,
    'no essential container has this command',
  );
  report.check(
    `a ${name} task runs the pushed image`,
    container?.image?.endsWith(`:${environment.config.imageTag}`) === true,
    `image ${container?.image}`,
  );
  const given = container?.environment?.map((variable) => variable.name) ?? [];
  report.every(`a ${name} task gets the workload contract`, CONTRACT, (variable) => given.includes(variable), String);
  const { ScalableTargets: [target] = [] } = await environment.home.scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [resourceIdOf(service)] }),
  );
  report.equal(
    `bounds of the ${name} service`,
    [target?.MinCapacity, target?.MaxCapacity],
    [size.minTasks, size.maxTasks],
  );
}

/** A variable that the web service gets. */
export async function variableOf(environment: Environment, name: string): Promise<string | undefined> {
  const service = (await servicesOf(environment)).find(({ serviceName }) => serviceName?.includes('-WebService'));
  const containers = service ? ((await taskOf(environment, service)).containerDefinitions ?? []) : [];
  return containers.flatMap((container) => container.environment ?? []).find((variable) => variable.name === name)
    ?.value;
}

async function servicesOf(environment: Environment): Promise<Service[]> {
  const cluster = await environment.idOf('service', 'AWS::ECS::Cluster');
  const { serviceArns: services = [] } = await environment.home.ecs.send(new ListServicesCommand({ cluster }));
  return (await environment.home.ecs.send(new DescribeServicesCommand({ cluster, services }))).services ?? [];
}

async function taskOf(environment: Environment, { taskDefinition }: Service): Promise<TaskDefinition> {
  const found = await environment.home.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return found.taskDefinition ?? {};
}

async function policiesOf(environment: Environment): Promise<ScalingPolicy[]> {
  const own = (await servicesOf(environment)).map(resourceIdOf);
  const { ScalingPolicies: all = [] } = await environment.home.scaling.send(
    new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }),
  );
  return all.filter(({ ResourceId }) => own.includes(String(ResourceId)));
}

function resourceIdOf({ clusterArn, serviceName }: Service): string {
  return `service/${clusterArn?.split('/')[1]}/${serviceName}`;
}

/** The weights of the listener by the kind of the target group. */
async function weightsOf(environment: Environment): Promise<Record<string, number>> {
  const arn = await environment.idOf('service', 'AWS::ElasticLoadBalancingV2::Listener');
  const { elb } = environment.home;
  const [listener] = (await elb.send(new DescribeListenersCommand({ ListenerArns: [arn] }))).Listeners ?? [];
  const tuples = listener?.DefaultActions?.[0]?.ForwardConfig?.TargetGroups ?? [];
  const { TargetGroups: groups = [] } = await elb.send(
    new DescribeTargetGroupsCommand({ TargetGroupArns: tuples.map((tuple) => String(tuple.TargetGroupArn)) }),
  );
  const kindOf = new Map(groups.map((group) => [group.TargetGroupArn, String(group.TargetType)]));
  return Object.fromEntries(tuples.map(({ TargetGroupArn, Weight }) => [kindOf.get(TargetGroupArn), Weight ?? 0]));
}
