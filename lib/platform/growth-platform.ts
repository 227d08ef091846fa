import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GrowthPlatformProps } from './growth-platform-props';
import { DataStack } from './private/data-stack';
import { EdgeStack } from './private/edge-stack';
import { pinFeatureFlags } from './private/feature-flags';
import { NetworkStack } from './private/network-stack';
import { OperationsStack } from './private/operations-stack';
import { planOf } from './private/platform-plan';
import { ServiceStack } from './private/service-stack';
import { validatePlatform } from './private/validate-platform';

/**
 * One growth stage of an application as deployable stacks: network, data, service and operations in its Region, edge in us-east-1.
 *
 * Going to the next stage is the same code with another `stage`; what holds data keeps its id, its type and its create-only properties.
 * Sizes come from the stage; what the props say wins over the stage; what neither says is the default of the construct.
 */
export class GrowthPlatform extends Construct {
  /** The network of the Region and its log bucket. */
  public readonly networkStack: Stack;

  /** Everything that holds data. */
  public readonly dataStack: Stack;

  /** Load balancer and compute. */
  public readonly serviceStack: Stack;

  /** Alarms, dashboard and off-hours. */
  public readonly operationsStack: Stack;

  /** Distribution, firewall, uptime check and budget, in us-east-1. */
  public readonly edgeStack: Stack;

  /**
   * @param scope the app, or a CDK stage
   * @param id the id below the app; it is no part of a logical id
   * @param props what the platform is built from; every problem of it is reported in one error
   */
  constructor(scope: Construct, id: string, props: GrowthPlatformProps) {
    super(scope, id);
    validatePlatform(this.node.path, props);
    pinFeatureFlags(this);
    const plan = planOf(props);
    const network = new NetworkStack(this, plan);
    const data = new DataStack(this, plan, network);
    const service = new ServiceStack(this, plan, network, data);
    this.networkStack = network;
    this.dataStack = data;
    this.serviceStack = service;
    this.operationsStack = new OperationsStack(this, plan, data, service);
    this.edgeStack = new EdgeStack(this, plan, data, service);
  }

  /** The stacks in the order in which they are deployed. */
  public get stacks(): Stack[] {
    return [this.networkStack, this.dataStack, this.serviceStack, this.operationsStack, this.edgeStack];
  }
}
