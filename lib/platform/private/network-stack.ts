import { Construct } from 'constructs';
import { CidrPlan, GrowthNetwork, NatStrategy } from '../../network';
import { LogBucket } from '../../storage';
import { GrowthStack } from './growth-stack';
import { PlatformPlan } from './platform-plan';

/** Network and log bucket; the stack that every other one builds on. */
export class NetworkStack extends GrowthStack {
  public readonly network: GrowthNetwork;
  public readonly logs: LogBucket;

  constructor(scope: Construct, plan: PlatformPlan) {
    super(scope, 'Network', { plan, part: 'network', description: 'Network and log bucket', tagStage: false });
    const { region, networkIndex, availabilityZones, logRetentionDays } = plan.props;
    this.logs = new LogBucket(this, 'Logs', { retentionDays: logRetentionDays ?? 90 });
    this.network = new GrowthNetwork(this, 'Network', {
      availabilityZones,
      cidr: CidrPlan.forRegion(region, networkIndex ?? 0),
      nat: NatStrategy.ofKind(plan.sizes.nat),
      flowLogsBucket: this.logs.bucket,
    });
  }
}
