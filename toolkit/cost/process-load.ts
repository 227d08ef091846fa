import { StackTemplate } from '../assembly';
import { PricedResource } from './charge';
import { listAt } from './literals';
import { FoundResource } from './lookup';
import { everyResource, logGroupsOf, referrersOf } from './referrers';
import { shareOf } from './workload-share';

/** What makes a process work. */
export enum Load {
  /** Requests of users. */
  REQUESTS = 'requests',
  /** Messages of queues and topics. */
  MESSAGES = 'messages',
}

const TRIGGERS: Readonly<Record<string, Load>> = {
  'AWS::ApiGateway::Method': Load.REQUESTS,
  'AWS::ApiGatewayV2::Integration': Load.REQUESTS,
  'AWS::AppSync::DataSource': Load.REQUESTS,
  'AWS::ElasticLoadBalancingV2::TargetGroup': Load.REQUESTS,
  'AWS::Lambda::Url': Load.REQUESTS,
  'AWS::Lambda::EventSourceMapping': Load.MESSAGES,
  'AWS::SNS::Subscription': Load.MESSAGES,
};

/** Machines run everything that their user data starts. */
const MACHINES = ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Instance', 'AWS::AutoScaling::LaunchConfiguration'];

/**
 * What makes a task definition, a function or a machine work, by what calls it: a service behind a load balancer and a
 * function behind an interface get requests, a service without one and a function behind a queue get messages. Nothing
 * for one-off tasks and for functions that only deployments or a clock start.
 *
 * @param stacks every stack of the application
 * @param one the task definition, function or machine
 */
export function loadsOf(stacks: readonly StackTemplate[], one: FoundResource): readonly Load[] {
  const { Type } = one.resource;
  if (MACHINES.includes(Type)) {
    return [Load.REQUESTS, Load.MESSAGES];
  }
  const callers = callersOf(stacks, one);
  if (Type === 'AWS::ECS::TaskDefinition') {
    return [
      ...new Set(
        callers
          .filter(({ resource }) => resource.Type === 'AWS::ECS::Service')
          .map(({ resource }) => (listAt(resource, ['LoadBalancers']).length > 0 ? Load.REQUESTS : Load.MESSAGES)),
      ),
    ];
  }
  return Type === 'AWS::Lambda::Function'
    ? [...new Set(callers.flatMap(({ resource }) => TRIGGERS[resource.Type] ?? []))]
    : [];
}

/** What names a process, itself or by a version or an alias of it. */
function callersOf(stacks: readonly StackTemplate[], one: FoundResource): readonly FoundResource[] {
  return referrersOf(stacks, one).flatMap((caller) =>
    ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].includes(caller.resource.Type)
      ? callersOf(stacks, caller)
      : [caller],
  );
}

/**
 * The part of a load that a process bears: equal parts for all processes with the same load in a Region.
 *
 * @param priced any resource of the application
 * @param one the process
 * @param load the load
 */
export function loadShare(priced: PricedResource, one: FoundResource, load: Load): number {
  const bearing = new Set(
    bearersOf(priced.stacks)
      .get(load)
      ?.map(({ resource }) => resource),
  );
  return bearing.has(one.resource) ? shareOf({ ...priced, ...one }, (resource) => bearing.has(resource)) : 0;
}

type Bearers = ReadonlyMap<Load, readonly FoundResource[]>;

const KNOWN = new WeakMap<readonly StackTemplate[], Bearers>();

/** The processes that write a log, by their load. A machine that only carries containers writes none of its own. */
function bearersOf(stacks: readonly StackTemplate[]): Bearers {
  const known = KNOWN.get(stacks);
  if (known !== undefined) {
    return known;
  }
  const all = everyResource(stacks);
  const processes = all.filter(({ resource }) =>
    ['AWS::ECS::TaskDefinition', 'AWS::Lambda::Function', ...MACHINES].includes(resource.Type),
  );
  const writing = new Set(logGroupsOf(stacks).flatMap(({ writers }) => writers.map(({ resource }) => resource)));
  const counted = processes.filter(({ resource }) => !MACHINES.includes(resource.Type) || writing.has(resource));
  const bearers = new Map(
    Object.values(Load).map((load) => [load, counted.filter((one) => loadsOf(stacks, one).includes(load))] as const),
  );
  KNOWN.set(stacks, bearers);
  return bearers;
}
