import { CfnOutput } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EdgeDistribution, EdgeFirewall, FirewallMode } from '../../edge';
import { CostAnomalyMonitor, MonthlyBudget } from '../../finops';
import { OnCallTopic, UptimeCheck } from '../../operations';
import { DataStack } from './data-stack';
import { GrowthStack } from './growth-stack';
import { PlatformPlan } from './platform-plan';
import { ServiceStack } from './service-stack';

/** The Region in which CloudFront expects certificates and web ACLs, and Route 53 publishes health metrics. */
const EDGE_REGION = 'us-east-1';

/** Distribution, firewall, uptime check and bill: what exists once, whatever the number of Regions. */
export class EdgeStack extends GrowthStack {
  public readonly distribution: EdgeDistribution;
  public readonly firewall?: EdgeFirewall;
  public readonly topic: OnCallTopic;

  constructor(
    scope: Construct,
    plan: PlatformPlan,
    private readonly data: DataStack,
    private readonly service: ServiceStack,
  ) {
    super(scope, 'Edge', { plan, part: 'edge', region: EDGE_REGION, description: 'Distribution, firewall, uptime check and budget', tagStage: true });
    const { onCallEmails, onCallHttpsEndpoints } = plan.props;
    this.topic = new OnCallTopic(this, 'OnCall', { emails: onCallEmails, httpsEndpoints: onCallHttpsEndpoints });
    this.firewall = this.createFirewall();
    this.distribution = this.createDistribution();
    this.createUptimeCheck();
    new CfnOutput(this, 'Url', { description: 'Where users reach the application', value: this.distribution.url });
    this.createBill();
  }

  private createFirewall(): EdgeFirewall | undefined {
    if (!this.plan.firewall) {
      return undefined;
    }
    const { countOnly, requestsPer5MinutesPerIp, signInRequestsPer5MinutesPerIp, signInPaths } = this.plan.props.firewall ?? {};
    const mode = countOnly ? FirewallMode.COUNT : FirewallMode.BLOCK;
    return new EdgeFirewall(this, 'Firewall', { mode, requestsPer5MinutesPerIp, signInRequestsPer5MinutesPerIp, signInPaths });
  }

  private createDistribution(): EdgeDistribution {
    const { loadBalancer } = this.service;
    const { domain, region } = this.plan.props;
    const bucket = this.data.assets.bucket.node.defaultChild as CfnBucket;
    return new EdgeDistribution(this, 'Distribution', {
      loadBalancerArn: loadBalancer.loadBalancer.loadBalancerArn,
      loadBalancerDnsName: loadBalancer.loadBalancer.loadBalancerDnsName,
      originPort: loadBalancer.listenerPort,
      originIsHttps: loadBalancer.isHttps,
      // The L2's name refuses to cross Regions before deployment; a weak reference to the resource itself may.
      assetsBucketName: bucket.ref,
      assetsBucketRegion: region,
      webAclArn: this.firewall?.webAclArn,
      domain,
    });
  }

  private createUptimeCheck(): void {
    new UptimeCheck(this, 'UptimeCheck', {
      domainName: this.distribution.domainName,
      actions: [this.topic.alarmAction],
      muted: !this.plan.production,
    });
  }

  private createBill(): void {
    const { application, environment, onCallEmails, monthlyBudgetUsd, stage } = this.plan.props;
    const scope = { application, environment, emails: onCallEmails };
    new MonthlyBudget(this, 'Budget', { ...scope, monthlyUsd: monthlyBudgetUsd ?? stage.monthlyBudgetUsd });
    if (this.plan.containers) {
      new CostAnomalyMonitor(this, 'CostAnomalies', scope);
    }
  }
}
