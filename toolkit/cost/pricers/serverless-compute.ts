import { LocatedResource, StackResource, TemplateIndex, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownNumber, knownText, listAt } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';
import { Workload } from '../workload';
import { isCustom } from './containers';
import { isWeb, isWorker, messagesOf, namesFunction, requestsOf } from './scaling';
import { runsPerMonth } from './schedule';

/** Functions, schedules and other things without machines. */
export const SERVERLESS: Readonly<Record<string, Pricer>> = {
  'AWS::FIS::ExperimentTemplate': tallied(experiment),
  'AWS::GlobalAccelerator::Accelerator': tallied(accelerator),
  'AWS::Lambda::Alias': tallied(provisioned),
  'AWS::Lambda::Function': tallied(lambda),
  'AWS::Lambda::Version': tallied(provisioned),
  'AWS::OpenSearchServerless::Collection': tallied(collection),
  'AWS::Scheduler::Schedule': tallied(schedule),
};

/** What the usage of single functions and the like may say. */
export const SERVERLESS_USAGE: ResourceUsage = {
  'AWS::FIS::ExperimentTemplate': { actionMinutes: 'minutes a month that actions of experiments run' },
  'AWS::GlobalAccelerator::Accelerator': {
    usToUsGb: 'GB a month from endpoints in the US to users in the US, in the direction with more data',
    usToEuGb: 'the same, to users in Europe',
    usToApacGb: 'the same, to users in Asia Pacific',
    euToEuGb: 'GB a month from endpoints in Europe to users in Europe, in the direction with more data',
    euToUsGb: 'the same, to users in the US',
  },
  'AWS::Lambda::Function': { invocations: 'calls a month', milliseconds: 'milliseconds of a call' },
  'AWS::OpenSearchServerless::Collection': {
    capacityUnits: 'capacity units (OCU) on average over the month',
    storageGb: 'GB of the indexes',
  },
  'AWS::Scheduler::Schedule': { invocations: 'calls a month' },
};

const MILLION = 1_000_000;
const MB_PER_GB = 1_024;
const SECONDS_PER_HOUR = 3_600;

/** Memory of a function that says nothing (AWS Lambda developer guide). */
const MEMORY_MB = 128;

function architectureOf(fn: StackResource | undefined): 'arm64' | 'x86' {
  return listAt(fn, ['Architectures']).includes('arm64') ? 'arm64' : 'x86';
}

/**
 * A function by its calls: those that the usage says, the users' requests, messages of queues, schedules or
 * deployments.
 */
function lambda(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const memory = knownNumber(resource, ['MemorySize'], MEMORY_MB);
  storageOf(tally, resource);
  tally.withWorkload((workload) => {
    const calls = callsOf(tally, priced, workload);
    if (calls === undefined) {
      tally.unknown('the number of calls does not depend on users: set `invocations` and `milliseconds` with --usage');
      return;
    }
    const { count, ms, basis } = calls;
    tally.usage('Lambda', 'requests', count / MILLION, 'calls of the function', basis);
    tally.usage(
      'Lambda',
      `duration-${architectureOf(resource)}-tier1`,
      memory === undefined ? undefined : count * (ms / 1_000) * (memory / MB_PER_GB),
      `time of the function with ${memory ?? 'some'} MB`,
      `${basis}, ${ms} ms each`,
    );
  });
}

interface Calls {
  readonly count: number;
  readonly ms: number;
  readonly basis: string;
}

function callsOf(tally: ChargeCollector, priced: PricedResource, workload: Workload): Calls | undefined {
  const { index } = priced;
  const { functionMs, messageSeconds, deploymentsPerMonth, deploymentFunctionMs } = workload.assumptions;
  const [count, milliseconds] = [tally.own('invocations'), tally.own('milliseconds')];
  if (count !== undefined) {
    return { count, ms: milliseconds ?? functionMs, basis: `${count} calls a month, from --usage` };
  }
  if (isRunByDeployments(priced)) {
    return {
      count: deploymentsPerMonth,
      ms: milliseconds ?? deploymentFunctionMs,
      basis: `${deploymentsPerMonth} deployments a month`,
    };
  }
  const seconds = HOURS_PER_MONTH * SECONDS_PER_HOUR;
  if (isWorker(index)(priced)) {
    return {
      count: messagesOf(priced, workload) * seconds,
      ms: milliseconds ?? messageSeconds * 1_000,
      basis: 'one call per message',
    };
  }
  if (isWeb(index)(priced)) {
    return {
      count: requestsOf(priced, workload) * seconds,
      ms: milliseconds ?? functionMs,
      basis: 'one call per request',
    };
  }
  const runs = scheduledRuns(priced);
  return runs === undefined
    ? undefined
    : { count: runs, ms: milliseconds ?? functionMs, basis: `${Math.round(runs)} calls a month by schedule` };
}

/** Calls a month by rules and schedules; `undefined` if no schedule calls the function. */
function scheduledRuns({ index, address }: PricedResource): number | undefined {
  const callers = index.ofType('AWS::Events::Rule', 'AWS::Scheduler::Schedule').filter((located) =>
    namesFunction(index, located, valueAt(located.resource, ['Targets']) ?? valueAt(located.resource, ['Target']), {
      address,
    }),
  );
  const runs = callers.map(({ resource }) => runsPerMonth(valueAt(resource, ['ScheduleExpression'])));
  return runs.length === 0 || runs.includes(undefined) ? undefined : runs.reduce<number>((sum, run) => sum + run!, 0);
}

/** Types through which a custom resource reaches further functions. */
const CHAIN = ['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine'];

/** Whether only deployments call the function: a custom resource names it, or something that one names does. */
function isRunByDeployments({ index, address }: PricedResource): boolean {
  return deploymentFunctions(index).some((located) => located.address === address);
}

const found = new WeakMap<TemplateIndex, readonly LocatedResource[]>();

/** What the service tokens of custom resources name, and what that names in turn. */
function deploymentFunctions(index: TemplateIndex): readonly LocatedResource[] {
  const known = found.get(index);
  if (known) {
    return known;
  }
  const tokens = index.resources
    .filter(({ resource }) => isCustom(resource))
    .flatMap(({ resource, stack }) => index.target(valueAt(resource, ['ServiceToken']), stack) ?? []);
  const reached: LocatedResource[] = [];
  for (const queue = [...tokens]; queue.length > 0;) {
    const next = queue.pop()!;
    if (CHAIN.includes(next.resource.Type) && !reached.includes(next)) {
      reached.push(next);
      queue.push(...index.targets(next.resource.Properties, next.stack));
    }
  }
  found.set(index, reached);
  return reached;
}

/** What a function has above the free disk of 512 MB (AWS Lambda pricing). */
function storageOf(tally: ChargeCollector, resource: StackResource): void {
  if ((knownNumber(resource, ['EphemeralStorage', 'Size'], 512) ?? NaN) !== 512) {
    tally.unknown('no known price for disk of functions above 512 MB');
  }
}

/** Concurrency that is kept ready is paid for by the time it is there. */
function provisioned(tally: ChargeCollector, { resource, index, stack }: PricedResource): void {
  const wanted = valueAt(resource, ['ProvisionedConcurrencyConfig']);
  if (wanted === undefined) {
    return;
  }
  const fn = index.target(valueAt(resource, ['FunctionName']), stack)?.resource;
  const memory = fn === undefined ? undefined : knownNumber(fn, ['MemorySize'], MEMORY_MB);
  const count = knownNumber(resource, ['ProvisionedConcurrencyConfig', 'ProvisionedConcurrentExecutions']);
  const gbSeconds =
    count === undefined || memory === undefined
      ? undefined
      : count * (memory / MB_PER_GB) * HOURS_PER_MONTH * SECONDS_PER_HOUR;
  tally.fixed(
    'Lambda',
    `provisioned-concurrency-${architectureOf(fn)}`,
    gbSeconds,
    `${count ?? 'some'} x ${memory ?? 'some'} MB of provisioned concurrency`,
  );
}

/** What calls a schedule makes; which of them are free is not counted (Amazon EventBridge pricing, Scheduler). */
function schedule(tally: ChargeCollector, { resource }: PricedResource): void {
  tally.withWorkload(() => {
    const own = tally.own('invocations');
    const runs =
      own ??
      (knownText(resource, ['State'], 'ENABLED') === 'DISABLED'
        ? 0
        : runsPerMonth(valueAt(resource, ['ScheduleExpression'])));
    tally.usage(
      'EventBridgeScheduler',
      'invocations',
      runs === undefined ? undefined : runs / MILLION,
      'calls of the schedule',
      own === undefined ? String(valueAt(resource, ['ScheduleExpression'])) : `${own} calls a month, from --usage`,
    );
  });
}

/**
 * Capacity units that the first collection of a kind and a key needs: for indexing and for search, each twice with
 * standby (OpenSearch Serverless developer guide, capacity limits).
 */
const UNITS = { withStandby: 2, without: 1 };

function collection(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const isStandby = knownText(resource, ['StandbyReplicas'], 'ENABLED') !== 'DISABLED';
  const least = isStandby ? UNITS.withStandby : UNITS.without;
  if (isFirst(priced)) {
    tally.hourly(
      'OpenSearchServerless',
      'compute',
      least,
      `${least} capacity units, which collections of its kind share`,
    );
  }
  tally.withWorkload(() => {
    const [units, gb] = [tally.own('capacityUnits'), tally.own('storageGb')];
    tally.usage(
      'OpenSearchServerless',
      'compute',
      Math.max(0, (units ?? 0) - least) * HOURS_PER_MONTH,
      'capacity units above the minimum',
      `${units} on average, from --usage`,
    );
    tally.usage('OpenSearchServerless', 'managed-storage', gb ?? 0, 'storage of the indexes', `${gb} GB, from --usage`);
    if (units === undefined || gb === undefined) {
      tally.unknown('capacity units above the minimum, and storage: set `capacityUnits` and `storageGb` with --usage');
    }
  });
}

/** Collections of an account and Region share capacity units, those for vectors among themselves. */
function isFirst({ index, stack, address, resource }: PricedResource): boolean {
  const kindOf = (collection: StackResource) => {
    const isVectors = knownText(collection, ['Type'], 'TIMESERIES') === 'VECTORSEARCH';
    return `${isVectors} ${knownText(collection, ['StandbyReplicas'], 'ENABLED')}`;
  };
  const environment = index.environmentOf(stack);
  const [first] = index
    .ofType(resource.Type)
    .filter((other) => index.environmentOf(other.stack) === environment && kindOf(other.resource) === kindOf(resource));
  return first?.address === address;
}

/** Ways between endpoints and users that the list has prices for; other ways are not in it. */
const WAYS: Readonly<Record<string, { readonly sku: string; readonly words: string }>> = {
  usToUsGb: { sku: 'us-endpoint/us-client', words: 'from endpoints in the US to users in the US' },
  usToEuGb: { sku: 'us-endpoint/eu-client', words: 'from endpoints in the US to users in Europe' },
  usToApacGb: { sku: 'us-endpoint/apac-client', words: 'from endpoints in the US to users in Asia Pacific' },
  euToEuGb: { sku: 'eu-endpoint/eu-client', words: 'from endpoints in Europe to users in Europe' },
  euToUsGb: { sku: 'eu-endpoint/us-client', words: 'from endpoints in Europe to users in the US' },
};

function accelerator(tally: ChargeCollector, { resource }: PricedResource): void {
  if (valueAt(resource, ['Enabled']) !== false) {
    tally.hourly('GlobalAccelerator', 'fixed-fee', 1, 'accelerator');
  }
  const own = Object.entries(WAYS).filter(([name]) => tally.own(name) !== undefined);
  for (const [name, { sku, words }] of own) {
    tally.usage(
      'GlobalAccelerator',
      `data-premium/${sku}`,
      tally.own(name),
      `data ${words}`,
      `${tally.own(name)} GB, from --usage`,
    );
  }
  if (own.length === 0) {
    tally.unknown(
      'data over the accelerator: its price depends on where users and endpoints are; set its GB with --usage',
    );
  }
  tally.unknown('the public IPv4 addresses of the accelerator');
}

function experiment(tally: ChargeCollector): void {
  tally.withWorkload(() => {
    const minutes = tally.own('actionMinutes');
    if (minutes === undefined) {
      tally.unknown('experiments are charged by the minute: set `actionMinutes` with --usage');
    } else {
      tally.usage('FIS', 'action-minute', minutes, 'minutes of actions', `${minutes} a month, from --usage`);
    }
  });
}
