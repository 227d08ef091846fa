import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GrowthPlatformProps } from './growth-platform-props';
import { EdgeStack } from './private/edge-stack';
import { pinFeatureFlags } from './private/feature-flags';
import { planOf } from './private/platform-plan';
import { secondaryStacks, homeStacks, linkStacks } from './private/region-stacks';
import { validatePlatform } from './private/validate-platform';

/**
 * One growth stage of an application as deployable stacks: network, data, service and operations in each Region, edge
 * in us-east-1.
 *
 * Going to the next stage is the same code with another `stage`; what holds data keeps its id, its type and its
 * create-only properties. Sizes come from the stage; what the props say wins over the stage; what neither says is the
 * default of the construct.
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

  /** The stacks of the Regions besides the home Region: network, key, data, service and operations of each. */
  public readonly regionalStacks: Stack[];

  /** The links between the networks of the Regions, one stack per Region; empty where there is one Region. */
  public readonly linkStacks: Stack[];

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
    const home = homeStacks(this, plan);
    const secondaries = plan.secondaries.map((secondary) => secondaryStacks(this, secondary, home));
    this.linkStacks = linkStacks(this, [home, ...secondaries]);
    this.networkStack = home.network;
    this.dataStack = home.data;
    this.serviceStack = home.service;
    this.operationsStack = home.operations;
    this.regionalStacks = secondaries.flatMap(({ network, key, data, service, operations }) => [
      network,
      ...(key ? [key] : []),
      data,
      service,
      operations,
    ]);
    this.edgeStack = new EdgeStack(this, plan, home, secondaries);
  }

  /** Every stack; AWS CDK deploys them in the order of what they need. */
  public get stacks(): Stack[] {
    return [
      this.networkStack,
      this.dataStack,
      this.serviceStack,
      this.operationsStack,
      ...this.regionalStacks,
      ...this.linkStacks,
      this.edgeStack,
    ];
  }
}
