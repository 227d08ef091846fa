import { LocatedResource, StackResource, TemplateIndex, valueAt } from '../../assembly';
import { PricedResource } from '../charge';
import { isTrue, knownNumber, knownText, listAt } from '../literals';
import { Workload } from '../workload';
import { shareOf } from '../workload-share';

/** Between how many something scales, and by what. */
export interface Scaling {
  /** As many there always are. */
  readonly fewest?: number;

  /** As many there can be; the fewest where nothing scales. */
  readonly most?: number;

  /** Requests a minute of one target, where the scaling says so. */
  readonly requestsPerMinute?: number;

  /** It scales by the messages that wait. */
  readonly isByBacklog: boolean;

  /** Something changes the number at fixed times. */
  readonly isScheduled: boolean;
}

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICIES = ['AWS::ApplicationAutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScalingPolicy'];

/** Names of metrics that grow with the messages that wait. */
const BACKLOG = /AWS\/SQS|ApproximateNumberOfMessages|ApproximateAgeOfOldestMessage/;

/** The scalable targets of a resource that Application Auto Scaling knows, for one dimension. */
export function targetsOf(
  { index, address }: Pick<PricedResource, 'index' | 'address'>,
  dimension: string,
): LocatedResource[] {
  return index
    .ofType(TARGET)
    .filter(
      (target) =>
        knownText(target.resource, ['ScalableDimension'], dimension) === dimension &&
        index.leadsTo(valueAt(target.resource, ['ResourceId']), target.stack, { address }),
    );
}

/** The policies that scale something, with the alarms that call them. */
function wordsOfPolicies(
  index: TemplateIndex,
  scaled: readonly LocatedResource[],
): readonly { readonly policy: StackResource; readonly words: string }[] {
  const policies = index
    .ofType(...POLICIES)
    .filter(({ resource, stack }) => scaled.some((located) => index.leadsTo(resource.Properties, stack, located)));
  return policies.map((policy) => {
    const alarms = index
      .ofType('AWS::CloudWatch::Alarm')
      .filter(({ resource, stack }) => index.leadsTo(valueAt(resource, ['AlarmActions']), stack, policy));
    return {
      policy: policy.resource,
      words: JSON.stringify([policy.resource.Properties, ...alarms.map(({ resource }) => resource.Properties)]),
    };
  });
}

const TRACKED = ['TargetTrackingScalingPolicyConfiguration', 'TargetTrackingConfiguration'];
const METRICS = ['PredefinedMetricSpecification', 'PredefinedMetricType'];

/**
 * How requests for each target are tracked; the value is that of a minute (Elastic Load Balancing,
 * `RequestCountPerTarget`).
 */
function requestsPerMinute(policy: StackResource): number | undefined {
  const tracked = TRACKED.find((name) => valueAt(policy, [name, ...METRICS]) === 'ALBRequestCountPerTarget');
  return tracked === undefined ? undefined : knownNumber(policy, [tracked, 'TargetValue']);
}

/** The scaling of an ECS service. */
export function serviceScaling(priced: PricedResource): Scaling {
  const [target] = targetsOf(priced, 'ecs:service:DesiredCount');
  const desired = knownNumber(priced.resource, ['DesiredCount'], 1);
  if (target === undefined) {
    return { fewest: desired, most: desired, isByBacklog: false, isScheduled: false };
  }
  const scheduled = listAt(target.resource, ['ScheduledActions']).length > 0;
  return {
    fewest: knownNumber(target.resource, ['MinCapacity']),
    most: knownNumber(target.resource, ['MaxCapacity']),
    isScheduled: scheduled,
    ...signalsOf(priced.index, [target]),
  };
}

/** The scaling of a group of machines; one without policies stays at what is desired. */
export function groupScaling(priced: PricedResource): Scaling {
  const { resource, index } = priced;
  const policies = wordsOfPolicies(index, [priced]);
  const fewest = knownNumber(resource, ['MinSize']);
  const desired = knownNumber(resource, ['DesiredCapacity'], fewest);
  const isScheduled = index
    .ofType('AWS::AutoScaling::ScheduledAction')
    .some((action) => index.leadsTo(valueAt(action.resource, ['AutoScalingGroupName']), action.stack, priced));
  return policies.length === 0
    ? { fewest: desired, most: desired, isByBacklog: false, isScheduled }
    : {
        fewest,
        most: knownNumber(resource, ['MaxSize']),
        isScheduled,
        ...signalsOf(index, [priced]),
      };
}

function signalsOf(
  index: TemplateIndex,
  scaled: readonly LocatedResource[],
): Pick<Scaling, 'isByBacklog' | 'requestsPerMinute'> {
  const policies = wordsOfPolicies(index, scaled);
  const [requests] = policies.flatMap(({ policy }) => requestsPerMinute(policy) ?? []);
  return {
    isByBacklog: policies.some(({ words }) => BACKLOG.test(words)),
    ...(requests === undefined ? {} : { requestsPerMinute: requests }),
  };
}

/** Hours of a month above the fewest, and how many the peak needs. */
export interface Running {
  readonly extraHours: number;
  readonly atPeak: number;
}

/**
 * How long how many run, over the periods of a day.
 *
 * @param workload what users do
 * @param load the average load, a second
 * @param perTarget what one takes, a second
 * @param fewest as many there always are
 * @param most as many there can be
 * @param step in which steps they come
 */
export function running(
  workload: Workload,
  load: number,
  perTarget: number,
  fewest: number,
  most: number,
  step = 1,
): Running {
  // A load that is whole but for rounding needs no further target.
  const needed = (factor: number) => Math.ceil((load * factor) / perTarget / step - 1e-9) * step;
  const extraHours = workload.periods.reduce(
    (sum, { hours, factor }) => sum + hours * Math.max(0, Math.min(most, needed(factor)) - fewest),
    0,
  );
  return { extraHours, atPeak: Math.max(...workload.periods.map(({ factor }) => needed(factor))) };
}

/**
 * Whether something answers requests: tasks and machines behind a load balancer, functions that are called from
 * outside.
 */
export function isWeb(index: TemplateIndex): (located: LocatedResource) => boolean {
  return (located) => {
    const { resource } = located;
    switch (resource.Type) {
      case 'AWS::ECS::Service':
        return listAt(resource, ['LoadBalancers']).length > 0;
      case 'AWS::AutoScaling::AutoScalingGroup':
        return listAt(resource, ['TargetGroupARNs']).length > 0 || listAt(resource, ['LoadBalancerNames']).length > 0;
      case 'AWS::Lambda::Function':
        return isCalledFromOutside(index, located);
      default:
        return false;
    }
  };
}

/** Whether something works off messages: tasks and machines that scale by a queue, functions that a queue calls. */
export function isWorker(index: TemplateIndex): (located: LocatedResource) => boolean {
  return (located) => {
    switch (located.resource.Type) {
      case 'AWS::ECS::Service':
        return serviceScaling({ ...located, index }).isByBacklog;
      case 'AWS::AutoScaling::AutoScalingGroup':
        return groupScaling({ ...located, index }).isByBacklog;
      case 'AWS::Lambda::Function':
        return mappingsOf(index, located).some((mapping) => JSON.stringify(sourceOf(index, mapping)).includes('sqs'));
      default:
        return false;
    }
  };
}

/** Whether a resource refers to a function, or to one of its versions or aliases. */
export function namesFunction(
  index: TemplateIndex,
  caller: LocatedResource,
  value: unknown,
  fn: Pick<LocatedResource, 'address'>,
): boolean {
  const isForm = (located: LocatedResource) =>
    located.resource.Type === 'AWS::Lambda::Alias' || located.resource.Type === 'AWS::Lambda::Version';
  return index
    .targets(value, caller.stack)
    .some(
      (located) =>
        located.address === fn.address ||
        (isForm(located) && namesFunction(index, located, valueAt(located.resource, ['FunctionName']), fn)),
    );
}

/** A function with an address of its own, or that an API or a load balancer may call. */
function isCalledFromOutside(index: TemplateIndex, target: LocatedResource): boolean {
  const callers = /^(apigateway|elasticloadbalancing)\.amazonaws\.com$/;
  return (
    index
      .ofType('AWS::Lambda::Url')
      .some((located) => namesFunction(index, located, valueAt(located.resource, ['TargetFunctionArn']), target)) ||
    index
      .ofType('AWS::Lambda::Permission')
      .some(
        (located) =>
          callers.test(String(valueAt(located.resource, ['Principal']))) &&
          namesFunction(index, located, valueAt(located.resource, ['FunctionName']), target),
      )
  );
}

/** The mappings that call a function with what they read. */
function mappingsOf(index: TemplateIndex, fn: LocatedResource): LocatedResource[] {
  const isOn = ({ resource }: LocatedResource) =>
    valueAt(resource, ['Enabled']) === undefined || isTrue(valueAt(resource, ['Enabled']));
  return index
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(
      (located) => isOn(located) && namesFunction(index, located, valueAt(located.resource, ['FunctionName']), fn),
    );
}

/** What a mapping reads: the type of a resource of the application, or an ARN as it is written. */
function sourceOf(index: TemplateIndex, { resource, stack }: LocatedResource): unknown {
  const value = valueAt(resource, ['EventSourceArn']);
  if (index.ofType('AWS::SQS::Queue').some((queue) => index.leadsTo(value, stack, queue))) {
    return 'sqs';
  }
  return typeof value === 'string' ? value : '';
}

/** The requests per second that a resource answers, averaged over the month. */
export function requestsOf(priced: PricedResource, workload: Workload): number {
  return workload.requestsPerSecond * shareOf(priced, isWeb(priced.index));
}

/** The messages per second that a resource handles, averaged over the month. */
export function messagesOf(priced: PricedResource, workload: Workload): number {
  return workload.messagesPerSecond * shareOf(priced, isWorker(priced.index));
}

/** The messages or requests per second that a service or a group of machines scales with; 0 if neither is known. */
export function loadOf(priced: PricedResource, workload: Workload, isByBacklog: boolean): number {
  if (isByBacklog) {
    return messagesOf(priced, workload);
  }
  return isWeb(priced.index)(priced) ? requestsOf(priced, workload) : 0;
}

/** The messages or requests per second that one task or machine handles. */
export function capacityOf(
  vcpus: number,
  { assumptions }: Workload,
  { requestsPerMinute, isByBacklog }: Pick<Scaling, 'requestsPerMinute' | 'isByBacklog'>,
): number {
  if (isByBacklog) {
    return 1 / assumptions.messageSeconds;
  }
  return requestsPerMinute === undefined ? vcpus * assumptions.requestsPerSecondPerVcpu : requestsPerMinute / 60;
}
