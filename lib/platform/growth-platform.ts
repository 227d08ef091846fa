import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GrowthPlatformProps } from './growth-platform-props';
import { EdgeStack } from './private/edge-stack';
import { pinFeatureFlags } from './private/feature-flags';
import { planOf } from './private/platform-plan';
import { secondaryStacks, homeStacks, linkStacks } from './private/region-stacks';
import { validatePlatform } from './private/validate-platform';

/**
 * A growth stage of an application as deployable stacks: network, data, service and operations in each Region, and edge
 * in us-east-1.
 *
 * To move to the next stage, change `stage` and deploy the steps in between. Stateful resources keep their logical ids,
 * types and create-only properties.
 *
 * A property given here takes precedence over the stage, and the stage over the defaults of the constructs.
 */
export class GrowthPlatform extends Construct {
  /** The network of the Region and its log bucket. */
  public readonly networkStack: Stack;

  /** All stateful resources. */
  public readonly dataStack: Stack;

  /** Load balancer and compute. */
  public readonly serviceStack: Stack;

  /** Alarms, dashboard and off-hours. */
  public readonly operationsStack: Stack;

  /** The stacks of the secondary Regions: network, key, data, service and operations of each. */
  public readonly regionalStacks: Stack[];

  /** The links between the networks of the Regions, one stack per Region; empty if there is one Region. */
  public readonly linkStacks: Stack[];

  /** Distribution, firewall, uptime check and budget, in us-east-1. */
  public readonly edgeStack: Stack;

  /**
   * @param scope the app, or a CDK stage
   * @param id the id below the app; it is not part of any logical id
   * @param props the properties
   * @throws one error with all problems of the properties
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

  /** All stacks. CDK deploys them in the order of their dependencies. */
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
