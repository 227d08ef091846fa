import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CostTags } from '../../finops';
import { PlatformPlan } from './platform-plan';

/** What differs between the stacks of a platform. */
export interface GrowthStackProps {
  /** The plan of the platform. */
  readonly plan: PlatformPlan;

  /** The last part of the stack's name, for example `data`. */
  readonly part: string;

  /**
   * The Region of the stack.
   *
   * @default - the Region of the plan
   */
  readonly region?: string;

  /** What the stack is for. */
  readonly description: string;

  /**
   * Whether the stack is tagged with the growth stage; false for stateful stacks, whose templates must not change with
   * the stage.
   */
  readonly tagStage: boolean;
}

/**
 * A stack of the platform: explicit environment, a name without the stage, cost tags, termination protection in
 * production.
 */
export class GrowthStack extends Stack {
  protected readonly plan: PlatformPlan;

  constructor(scope: Construct, id: string, { plan, part, region, description, tagStage }: GrowthStackProps) {
    const { application, environment, account, owner, costCenter, stage } = plan.props;
    const { isHome, name } = plan.region;
    super(scope, id, {
      env: { account, region: region ?? name },
      stackName: [application, environment, ...(isHome ? [] : [name]), part].join('-'),
      description,
      terminationProtection: plan.production,
    });
    this.plan = plan;
    CostTags.apply(this, {
      application,
      environment,
      owner,
      costCenter,
      growthStage: tagStage ? stage.name : undefined,
    });
  }

  /**
   * The zones of the configuration. CDK would otherwise look them up in the account, and synthesis would not be pure.
   */
  public override get availabilityZones(): string[] {
    return this.plan.region.availabilityZones;
  }
}
