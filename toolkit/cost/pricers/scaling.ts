import { StackResource, StackTemplate, valueAt } from '../../assembly';
import { PricedResource } from '../charge';
import { isTrue, knownNumber, knownText, listAt } from '../literals';
import { FoundResource, references, refersTo, resourcesOfType } from '../lookup';
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
  { stacks, stack, id }: Pick<PricedResource, 'stacks' | 'stack' | 'id'>,
  dimension: string,
): FoundResource[] {
  return resourcesOfType(stacks, TARGET).filter(
    (target) =>
      knownText(target.resource, ['ScalableDimension'], dimension) === dimension &&
      refersTo(stacks, target.stack, valueAt(target.resource, ['ResourceId']), { id, stack }),
  );
}

/** The policies that scale something, with the alarms that call them. */
function wordsOfPolicies(
  stacks: readonly StackTemplate[],
  scaled: readonly FoundResource[],
): readonly { readonly policy: StackResource; readonly words: string }[] {
  const policies = resourcesOfType(stacks, ...POLICIES).filter(({ resource, stack }) =>
    scaled.some((one) => refersTo(stacks, stack, resource.Properties, one)),
  );
  return policies.map((policy) => {
    const alarms = resourcesOfType(stacks, 'AWS::CloudWatch::Alarm').filter(({ resource, stack }) =>
      refersTo(stacks, stack, valueAt(resource, ['AlarmActions']), policy),
    );
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
    ...signalsOf(priced.stacks, [target]),
  };
}

/** The scaling of a group of machines; one without policies stays at what is desired. */
export function groupScaling(priced: PricedResource): Scaling {
  const { resource, stacks, stack, id } = priced;
  const policies = wordsOfPolicies(stacks, [{ id, resource, stack }]);
  const fewest = knownNumber(resource, ['MinSize']);
  const desired = knownNumber(resource, ['DesiredCapacity'], fewest);
  const isScheduled = resourcesOfType(stacks, 'AWS::AutoScaling::ScheduledAction').some((action) =>
    refersTo(stacks, action.stack, valueAt(action.resource, ['AutoScalingGroupName']), { id, stack }),
  );
  return policies.length === 0
    ? { fewest: desired, most: desired, isByBacklog: false, isScheduled }
    : {
        fewest,
        most: knownNumber(resource, ['MaxSize']),
        isScheduled,
        ...signalsOf(stacks, [{ id, resource, stack }]),
      };
}

function signalsOf(
  stacks: readonly StackTemplate[],
  scaled: readonly FoundResource[],
): Pick<Scaling, 'isByBacklog' | 'requestsPerMinute'> {
  const policies = wordsOfPolicies(stacks, scaled);
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
export function isWeb(stacks: readonly StackTemplate[]): (resource: StackResource, stack: StackTemplate) => boolean {
  return (resource, stack) => {
    switch (resource.Type) {
      case 'AWS::ECS::Service':
        return listAt(resource, ['LoadBalancers']).length > 0;
      case 'AWS::AutoScaling::AutoScalingGroup':
        return listAt(resource, ['TargetGroupARNs']).length > 0 || listAt(resource, ['LoadBalancerNames']).length > 0;
      case 'AWS::Lambda::Function':
        return isCalledFromOutside(stacks, resource, stack);
      default:
        return false;
    }
  };
}

/** Whether something works off messages: tasks and machines that scale by a queue, functions that a queue calls. */
export function isWorker(stacks: readonly StackTemplate[]): (resource: StackResource, stack: StackTemplate) => boolean {
  return (resource, stack) => {
    const priced = { id: idOf(resource, stack), resource, stack, stacks };
    switch (resource.Type) {
      case 'AWS::ECS::Service':
        return serviceScaling(priced).isByBacklog;
      case 'AWS::AutoScaling::AutoScalingGroup':
        return groupScaling(priced).isByBacklog;
      case 'AWS::Lambda::Function':
        return mappingsOf(stacks, priced).some((mapping) => JSON.stringify(sourceOf(stacks, mapping)).includes('sqs'));
      default:
        return false;
    }
  };
}

/** Whether something names a function, by itself or by one of its versions or aliases. */
export function namesFunction(
  stacks: readonly StackTemplate[],
  caller: FoundResource,
  value: unknown,
  fn: Pick<FoundResource, 'id' | 'stack'>,
): boolean {
  const isForm = (one: FoundResource) =>
    one.resource.Type === 'AWS::Lambda::Alias' || one.resource.Type === 'AWS::Lambda::Version';
  return references(stacks, caller.stack, value).some(
    (one) =>
      (one.id === fn.id && one.stack === fn.stack) ||
      (isForm(one) && namesFunction(stacks, one, valueAt(one.resource, ['FunctionName']), fn)),
  );
}

/** A function with an address of its own, or that an API or a load balancer may call. */
function isCalledFromOutside(stacks: readonly StackTemplate[], resource: StackResource, stack: StackTemplate): boolean {
  const target = { id: idOf(resource, stack), stack };
  const callers = /^(apigateway|elasticloadbalancing)\.amazonaws\.com$/;
  return (
    resourcesOfType(stacks, 'AWS::Lambda::Url').some((one) =>
      namesFunction(stacks, one, valueAt(one.resource, ['TargetFunctionArn']), target),
    ) ||
    resourcesOfType(stacks, 'AWS::Lambda::Permission').some(
      (one) =>
        callers.test(String(valueAt(one.resource, ['Principal']))) &&
        namesFunction(stacks, one, valueAt(one.resource, ['FunctionName']), target),
    )
  );
}

/** The mappings that call a function with what they read. */
function mappingsOf(stacks: readonly StackTemplate[], fn: Pick<PricedResource, 'id' | 'stack'>): FoundResource[] {
  const isOn = ({ resource }: FoundResource) =>
    valueAt(resource, ['Enabled']) === undefined || isTrue(valueAt(resource, ['Enabled']));
  return resourcesOfType(stacks, 'AWS::Lambda::EventSourceMapping').filter(
    (one) => isOn(one) && namesFunction(stacks, one, valueAt(one.resource, ['FunctionName']), fn),
  );
}

/** What a mapping reads: the type of a resource of the application, or an ARN as it is written. */
function sourceOf(stacks: readonly StackTemplate[], { resource, stack }: FoundResource): unknown {
  const value = valueAt(resource, ['EventSourceArn']);
  return resourcesOfType(stacks, 'AWS::SQS::Queue').some((queue) => refersTo(stacks, stack, value, queue))
    ? 'sqs'
    : typeof value === 'string'
      ? value
      : '';
}

function idOf(resource: StackResource, { resources }: StackTemplate): string {
  return Object.entries(resources).find(([, one]) => one === resource)?.[0] ?? '';
}

/** The requests a second that a resource answers, on the average of the month. */
export function requestsOf(priced: PricedResource, workload: Workload): number {
  return workload.requestsPerSecond * shareOf(priced, isWeb(priced.stacks));
}

/** The messages a second that a resource works off, on the average of the month. */
export function messagesOf(priced: PricedResource, workload: Workload): number {
  return workload.messagesPerSecond * shareOf(priced, isWorker(priced.stacks));
}
