import { Construct } from 'constructs';
import { GrowthNetwork, NatStrategy } from '../../network';
import { LogBucket } from '../../storage';
import { GrowthStack } from './growth-stack';
import { PlatformPlan } from './platform-plan';

/** Network and log bucket; the stack that every other one builds on. */
export class NetworkStack extends GrowthStack {
  public readonly network: GrowthNetwork;
  public readonly logs: LogBucket;

  constructor(scope: Construct, plan: PlatformPlan) {
    super(scope, 'Network', { plan, part: 'network', description: 'Network and log bucket', tagStage: false });
    const { availabilityZones, cidr } = plan.region;
    this.logs = new LogBucket(this, 'Logs', { retentionDays: plan.props.logRetentionDays ?? 90 });
    this.network = new GrowthNetwork(this, 'Network', {
      availabilityZones,
      cidr,
      nat: NatStrategy.ofKind(plan.sizes.nat),
      flowLogsBucket: this.logs.bucket,
    });
  }
}
