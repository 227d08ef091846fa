import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RegionPhase } from '../../core/stage-transition';
import {
  EdgeDistribution,
  EdgeDistributionProps,
  EdgeFirewall,
  EdgeRouting,
  FirewallMode,
  ResidencyRule,
} from '../../edge';
import { CostAnomalyMonitor, MonthlyBudget } from '../../finops';
import { OriginLoadBalancer } from '../../load-balancer';
import { OnCallTopic, UptimeCheck } from '../../operations';
import { RegionRouting } from '../growth-platform-props';
import { DataStack } from './data-stack';
import { GrowthStack } from './growth-stack';
import { PlatformPlan, RegionPlan } from './platform-plan';
import { RegionStacks } from './region-stacks';

/** The Region in which CloudFront expects certificates and web ACLs, and Route 53 publishes health metrics. */
const EDGE_REGION = 'us-east-1';

/** Distribution, firewall, uptime check and budget, which exist once for all Regions. */
export class EdgeStack extends GrowthStack {
  public readonly distribution: EdgeDistribution;
  public readonly firewall?: EdgeFirewall;
  public readonly topic: OnCallTopic;

  constructor(
    scope: Construct,
    plan: PlatformPlan,
    private readonly home: RegionStacks & { readonly data: DataStack },
    private readonly secondaries: RegionStacks[],
  ) {
    super(scope, 'Edge', {
      plan,
      part: 'edge',
      region: EDGE_REGION,
      description: 'Distribution, firewall, uptime check and budget',
      tagStage: true,
    });
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
    const { countOnly, requestsPer5MinutesPerIp, signInRequestsPer5MinutesPerIp, signInPaths } =
      this.plan.props.firewall ?? {};
    const mode = countOnly ? FirewallMode.COUNT : FirewallMode.BLOCK;
    return new EdgeFirewall(this, 'Firewall', {
      mode,
      requestsPer5MinutesPerIp,
      signInRequestsPer5MinutesPerIp,
      signInPaths,
    });
  }

  private createDistribution(): EdgeDistribution {
    const { loadBalancer } = this.home.service;
    const { domain, region, anonymousPaths } = this.plan.props;
    return new EdgeDistribution(this, 'Distribution', {
      loadBalancerArn: loadBalancer.loadBalancer.loadBalancerArn,
      loadBalancerDnsName: loadBalancer.loadBalancer.loadBalancerDnsName,
      originPort: loadBalancer.listenerPort,
      originIsHttps: loadBalancer.isHttps,
      originGeneration: generationOf(loadBalancer),
      assetsBucketName: this.home.data.stores.bucket.bucketName,
      assetsBucketRegion: region,
      webAclArn: this.firewall?.webAclArn,
      domain,
      anonymousPaths,
      ...this.regionalOrigins(),
    });
  }

  /** The Regions that receive requests, and the routing between them; empty if there is one Region. */
  private regionalOrigins(): Partial<EdgeDistributionProps> {
    const { region, residency, regionRouting } = this.plan.props;
    const serving = this.secondaries.filter(({ plan }) => (plan as RegionPlan).phase === RegionPhase.SERVE);
    if (serving.length === 0) {
      return {};
    }
    const options = {
      residency: residency && servedOnly(residency, [region, ...serving.map(({ plan }) => plan.region.name)]),
    };
    return {
      homeRegion: region,
      routing: regionRouting === RegionRouting.FAILOVER ? EdgeRouting.failover(options) : EdgeRouting.nearest(options),
      regionalOrigins: serving.map(({ plan, service, data }) => ({
        region: plan.region.name,
        loadBalancerArn: service.loadBalancer.loadBalancer.loadBalancerArn,
        loadBalancerDnsName: service.loadBalancer.loadBalancer.loadBalancerDnsName,
        originGeneration: generationOf(service.loadBalancer),
        assetsBucketName: data.stores.bucket.bucketName,
      })),
    };
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

/**
 * HTTP and HTTPS are two origins, because CloudFront refuses to change an origin that is in use: adding a domain
 * creates the second and removes the first.
 */
function generationOf({ isHttps }: OriginLoadBalancer): number {
  return isHttps ? 2 : 1;
}

/** The residency rules, limited to the Regions that serve. */
function servedOnly(rules: ResidencyRule[], regions: string[]): ResidencyRule[] {
  return rules
    .map(({ countryCodes, regions: allowed }) => ({
      countryCodes,
      regions: allowed.filter((region) => regions.includes(region)),
    }))
    .filter((rule) => rule.regions.length > 0);
}
