import { StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownNumber, knownText, listAt } from '../literals';
import { Workload } from '../workload';
import { readable } from './amounts';
import { containerInsights } from './metrics';
import { capacityOf, isWeb, loadOf, running, Scaling, serviceScaling } from './scaling';

/** Containers. */
export const CONTAINERS: Readonly<Record<string, Pricer>> = {
  'AWS::ECS::Cluster': tallied(cluster),
  'AWS::ECS::Service': tallied(service),
  'AWS::ECS::TaskDefinition': tallied(tasksOnDemand),
  'AWS::EKS::Cluster': tallied(kubernetes),
  'Custom::MigrationRun': tallied(() => undefined),
};

/** What the usage of single services and tasks may say. */
export const CONTAINER_USAGE: ResourceUsage = {
  'AWS::ECS::Service': { tasks: 'tasks that run on average over the month' },
  'AWS::ECS::TaskDefinition': { taskHours: 'hours a month that tasks of this definition run outside of services' },
};

/** Disk that a task has without paying more (Amazon ECS developer guide, Fargate task ephemeral storage). */
const FREE_DISK_GIB = 20;

/** What decides what a task costs. */
interface TaskShape {
  readonly vcpu?: number;
  readonly gib?: number;
  readonly diskGib?: number;
  readonly architecture: 'linux-arm64' | 'linux-x86';
  readonly isWindows: boolean;
}

function cluster(tally: ChargeCollector, priced: PricedResource): void {
  const settings = listAt<{ readonly Name?: unknown; readonly Value?: unknown }>(priced.resource, ['ClusterSettings']);
  const insights = settings.find(({ Name }) => Name === 'containerInsights')?.Value;
  if (insights === 'enabled' || insights === 'enhanced') {
    containerInsights(tally, priced, insights);
  }
}

/** A text such as `512`, `0.5 vCPU` or `1 GB` (CloudFormation, AWS::ECS::TaskDefinition) in vCPU or GiB. */
function amount(text: string | undefined, perUnit: number): number | undefined {
  const [, number, unit] = /^\s*([\d.]+)\s*(vcpu|gb)?\s*$/i.exec(text ?? '') ?? [];
  if (number === undefined) {
    return undefined;
  }
  return unit === undefined ? Number(number) / perUnit : Number(number);
}

function taskShape(definition: StackResource): TaskShape {
  return {
    vcpu: amount(knownText(definition, ['Cpu']), 1024),
    gib: amount(knownText(definition, ['Memory']), 1024),
    diskGib: knownNumber(definition, ['EphemeralStorage', 'SizeInGiB'], FREE_DISK_GIB),
    architecture:
      knownText(definition, ['RuntimePlatform', 'CpuArchitecture'], 'X86_64') === 'ARM64' ? 'linux-arm64' : 'linux-x86',
    isWindows: /^WINDOWS/.test(knownText(definition, ['RuntimePlatform', 'OperatingSystemFamily'], 'LINUX') ?? ''),
  };
}

type Strategy = { readonly CapacityProvider?: unknown; readonly Weight?: unknown; readonly Base?: unknown };

/**
 * Where the tasks of a service run: on Fargate, with or without Spot, or on machines that are paid for by themselves.
 */
function placement({ resource, index, stack }: PricedResource): 'fargate' | 'spot' | 'machines' | 'external' {
  const type = knownText(resource, ['LaunchType']);
  const own = listAt<Strategy>(resource, ['CapacityProviderStrategy']);
  const shared = listAt<Strategy>(index.target(valueAt(resource, ['Cluster']), stack)?.resource, [
    'DefaultCapacityProviderStrategy',
  ]);
  const providers = (own.length > 0 ? own : shared).map(({ CapacityProvider }) => CapacityProvider);
  if (type === undefined && providers.includes('FARGATE_SPOT')) {
    return 'spot';
  }
  if (type === 'FARGATE' || (type === undefined && providers.includes('FARGATE'))) {
    return 'fargate';
  }
  return type === 'EXTERNAL' ? 'external' : 'machines';
}

/**
 * The fewest tasks that scaling keeps; a service without scaling runs its desired count. Tasks on machines cost nothing
 * by themselves.
 */
function service(tally: ChargeCollector, priced: PricedResource): void {
  const { resource, index, stack } = priced;
  const place = placement(priced);
  if (place === 'machines' || place === 'external') {
    if (place === 'external') {
      tally.unknown('no known price for tasks on machines outside AWS');
    }
    return;
  }
  const definition = index.target(valueAt(resource, ['TaskDefinition']), stack);
  if (definition === undefined) {
    tally.unknown('the task definition is not in the application, so the size of its tasks is not known');
    return;
  }
  const [shape, scaling] = [taskShape(definition.resource), serviceScaling(priced)];
  const note = place === 'spot' ? ', Spot at the on-demand price' : '';
  fewestTasks(tally, resource, shape, scaling, note);
  tally.withWorkload((workload) => moreTasks(tally, priced, workload, shape, scaling, note));
}

function fewestTasks(
  tally: ChargeCollector,
  resource: StackResource,
  shape: TaskShape,
  { fewest, isScheduled }: Scaling,
  note: string,
): void {
  if (isScheduled) {
    tally.unknown('scheduled actions change the number of tasks; the minimum is included');
  }
  if (shape.isWindows || fewest === undefined || shape.vcpu === undefined || shape.gib === undefined) {
    tally.unknown(
      shape.isWindows
        ? 'no known price for Fargate tasks with Windows'
        : 'the number and size of the tasks are known only at deployment',
    );
    return;
  }
  const disk = Math.max(0, (shape.diskGib ?? NaN) - FREE_DISK_GIB);
  tally.hourly(
    'Fargate',
    `${shape.architecture}/vcpu`,
    fewest * shape.vcpu,
    `${fewest} x ${shape.vcpu} vCPU of a task${note}`,
  );
  tally.hourly(
    'Fargate',
    `${shape.architecture}/memory`,
    fewest * shape.gib,
    `${fewest} x ${shape.gib} GiB of a task${note}`,
  );
  tally.hourly('Fargate', 'ephemeral-storage-above-20GB', fewest * disk, `${fewest} x ${disk} GiB of disk of a task`);
  tally.hourly(
    'VPC',
    'public-ipv4-in-use',
    isPublic(resource) ? fewest : 0,
    `${fewest} x public IPv4 address of a task`,
  );
  if (listAt(resource, ['VolumeConfigurations']).length > 0) {
    tally.unknown('volumes that ECS creates for each task');
  }
}

function isPublic(resource: StackResource): boolean {
  return valueAt(resource, ['NetworkConfiguration', 'AwsvpcConfiguration', 'AssignPublicIp']) === 'ENABLED';
}

/** Tasks above the fewest: what the user measured, or what the load of the day needs. */
function moreTasks(
  tally: ChargeCollector,
  priced: PricedResource,
  workload: Workload,
  shape: TaskShape,
  { fewest, most = fewest, requestsPerMinute, isByBacklog }: Scaling,
  note: string,
): void {
  const { vcpu, gib } = shape;
  const own = tally.own('tasks');
  if (fewest === undefined || most === undefined || vcpu === undefined || gib === undefined || shape.isWindows) {
    return;
  }
  if (own !== undefined) {
    taskHours(
      tally,
      priced.resource,
      shape,
      Math.max(0, own - fewest) * 730,
      `tasks above the minimum${note}`,
      `${own} tasks on average, from --usage`,
    );
    return;
  }
  const load = loadOf(priced, workload, isByBacklog);
  const perTask = capacityOf(vcpu, workload, { requestsPerMinute, isByBacklog });
  if (load === 0) {
    if (!isByBacklog && !isWeb(priced.index)(priced) && most > fewest) {
      tally.unknown('the number of tasks above the minimum: their load is not known; set `tasks` with --usage');
    }
    return;
  }
  const { extraHours, atPeak } = running(workload, load, perTask, fewest, most);
  const unit = isByBacklog ? 'messages' : 'requests';
  taskHours(
    tally,
    priced.resource,
    shape,
    extraHours,
    `tasks above the minimum${note}`,
    `${Math.min(atPeak, most)} at the peak, each handling ${readable(perTask)} ${unit} a second`,
  );
  tally.limit(`tasks, each handling ${readable(perTask)} ${unit} a second`, atPeak, most);
}

/** Tasks that do not run all the time. */
function taskHours(
  tally: ChargeCollector,
  resource: StackResource | undefined,
  { architecture, vcpu, gib, diskGib = FREE_DISK_GIB }: TaskShape,
  hours: number,
  what: string,
  basis: string,
): void {
  const place = `${vcpu} vCPU, ${gib} GiB`;
  tally.usage(
    'Fargate',
    `${architecture}/vcpu`,
    vcpu === undefined ? undefined : hours * vcpu,
    `vCPU of ${what} (${place})`,
    basis,
  );
  tally.usage(
    'Fargate',
    `${architecture}/memory`,
    gib === undefined ? undefined : hours * gib,
    `memory of ${what} (${place})`,
    basis,
  );
  tally.usage(
    'Fargate',
    'ephemeral-storage-above-20GB',
    hours * Math.max(0, diskGib - FREE_DISK_GIB),
    `disk of ${what}`,
    basis,
  );
  tally.usage(
    'VPC',
    'public-ipv4-in-use',
    resource && isPublic(resource) ? hours : 0,
    `public IPv4 addresses of ${what}`,
    basis,
  );
}

/** Tasks that no service runs: those of a deployment run a few minutes; others, as the usage says. */
function tasksOnDemand(tally: ChargeCollector, priced: PricedResource): void {
  const { index, resource } = priced;
  const isFargate = listAt(resource, ['RequiresCompatibilities']).includes('FARGATE');
  const services = index
    .ofType('AWS::ECS::Service')
    .filter((located) => index.leadsTo(valueAt(located.resource, ['TaskDefinition']), located.stack, priced));
  if (!isFargate || services.length > 0) {
    return;
  }
  const shape = taskShape(resource);
  tally.withWorkload(({ assumptions: { deploymentsPerMonth, migrationMinutes } }) => {
    const own = tally.own('taskHours');
    if (own !== undefined) {
      taskHours(tally, undefined, shape, own, 'tasks outside of services', `${own} hours, from --usage`);
    } else if (isRunByDeployments(priced)) {
      taskHours(
        tally,
        undefined,
        shape,
        (deploymentsPerMonth * migrationMinutes) / 60,
        'a task of deployments',
        `${deploymentsPerMonth} deployments a month of ${migrationMinutes} minutes`,
      );
    }
  });
  if (tally.own('taskHours') === undefined && !isRunByDeployments(priced)) {
    tally.unknown(
      'tasks that no service runs (by schedule, by a state machine or by hand): set `taskHours` with --usage',
    );
  }
}

/** Whether a custom resource runs the task. */
function isRunByDeployments(priced: PricedResource): boolean {
  return priced.index.usesOf(priced).some(({ user }) => isCustom(user.resource));
}

/** A resource of a type that is the application's own. */
export function isCustom({ Type }: StackResource): boolean {
  return Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource';
}

function kubernetes(tally: ChargeCollector, { resource }: PricedResource): void {
  tally.hourly('EKS', 'cluster-standard-support', 1, 'Kubernetes control plane');
  if (valueAt(resource, ['ComputeConfig', 'Enabled']) === true) {
    tally.unknown('machines that EKS Auto Mode starts, and its fee for them');
  }
  if (valueAt(resource, ['UpgradePolicy', 'SupportType']) !== 'STANDARD') {
    tally.unknown('extended support, once standard support of the Kubernetes version has ended');
  }
}
