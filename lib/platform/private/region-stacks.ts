import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { LinksStack } from './links-stack';
import { NetworkStack } from './network-stack';
import { OperationsStack } from './operations-stack';
import { PlatformPlan, RegionPlan } from './platform-plan';
import { RegionalDataStack } from './regional-data-stack';
import { RegionalKeyStack } from './regional-key-stack';
import { ServiceStack } from './service-stack';

/** The stacks of one Region. */
export interface RegionStacks {
  readonly plan: PlatformPlan;
  readonly network: NetworkStack;
  /** The key of a secondary Region; the home Region has it in the data stack. */
  readonly key?: RegionalKeyStack;
  readonly data: DataStack | RegionalDataStack;
  readonly service: ServiceStack;
  readonly operations: OperationsStack;
}

/** Creates the stacks of the home Region. Their ids are the same in every stage. */
export function homeStacks(scope: Construct, plan: PlatformPlan): RegionStacks & { readonly data: DataStack } {
  const network = new NetworkStack(scope, plan);
  const data = new DataStack(scope, plan, network);
  const service = new ServiceStack(scope, plan, network, data.stores);
  return { plan, network, data, service, operations: new OperationsStack(scope, plan, data.stores, service) };
}

/**
 * Creates the stacks of a secondary Region, below its name. Its services are deployed after those of the home Region,
 * which run the migration.
 */
export function secondaryStacks(
  scope: Construct,
  plan: RegionPlan,
  home: RegionStacks & { readonly data: DataStack },
): RegionStacks {
  const region = new Construct(scope, plan.region.name);
  const network = new NetworkStack(region, plan);
  const key = new RegionalKeyStack(region, plan, home.data);
  const data = new RegionalDataStack(region, { plan, network, key, home: home.data });
  const service = new ServiceStack(region, plan, network, data.stores);
  service.addStackDependency(home.service);
  return { plan, network, key, data, service, operations: new OperationsStack(region, plan, data.stores, service) };
}

/** Creates the links between the networks, from the last Region to the first; none if there is one Region. */
export function linkStacks(scope: Construct, regions: RegionStacks[]): LinksStack[] {
  const links: LinksStack[] = [];
  for (let index = regions.length - 1; index >= 0 && regions.length > 1; index--) {
    const own = regions[index];
    const parent = own.plan.region.isHome ? scope : (scope.node.findChild(own.plan.region.name) as Construct);
    const stack = new LinksStack(parent, own, regions.slice(0, index), [...links]);
    links.push(stack);
    own.service.addStackDependency(stack);
  }
  return links;
}
