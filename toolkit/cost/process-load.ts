import { LocatedResource, TemplateIndex } from '../assembly';
import { PricedResource } from './charge';
import { listAt } from './literals';
import { logGroupsOf, referrersOf } from './referrers';
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
 * @param index the application
 * @param located the task definition, function or machine
 */
export function loadsOf(index: TemplateIndex, located: LocatedResource): readonly Load[] {
  const { Type } = located.resource;
  if (MACHINES.includes(Type)) {
    return [Load.REQUESTS, Load.MESSAGES];
  }
  const callers = callersOf(index, located);
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
function callersOf(index: TemplateIndex, located: LocatedResource): readonly LocatedResource[] {
  return referrersOf(index, located).flatMap((caller) =>
    ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].includes(caller.resource.Type) ? callersOf(index, caller) : [caller],
  );
}

/**
 * The part of a load that a process bears: equal parts for all processes with the same load in a Region.
 *
 * @param priced any resource of the application
 * @param located the process
 * @param load the load
 */
export function loadShare(priced: PricedResource, located: LocatedResource, load: Load): number {
  const bearing = new Set(
    bearersOf(priced.index)
      .get(load)
      ?.map(({ address }) => address),
  );
  return bearing.has(located.address) ? shareOf({ ...priced, ...located }, ({ address }) => bearing.has(address)) : 0;
}

type Bearers = ReadonlyMap<Load, readonly LocatedResource[]>;

const KNOWN = new WeakMap<TemplateIndex, Bearers>();

/** The processes that write a log, by their load. A machine that only carries containers writes none of its own. */
function bearersOf(index: TemplateIndex): Bearers {
  const known = KNOWN.get(index);
  if (known !== undefined) {
    return known;
  }
  const processes = index.ofType('AWS::ECS::TaskDefinition', 'AWS::Lambda::Function', ...MACHINES);
  const writing = new Set(logGroupsOf(index).flatMap(({ writers }) => writers.map(({ address }) => address)));
  const counted = processes.filter(
    ({ address, resource }) => !MACHINES.includes(resource.Type) || writing.has(address),
  );
  const bearers = new Map(
    Object.values(Load).map(
      (load) => [load, counted.filter((located) => loadsOf(index, located).includes(load))] as const,
    ),
  );
  KNOWN.set(index, bearers);
  return bearers;
}
