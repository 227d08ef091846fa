import { DescribeBudgetsCommand, DescribeNotificationsForBudgetCommand } from '@aws-sdk/client-budgets';
import { GetDistributionConfigCommand, GetDistributionConfigCommandOutput } from '@aws-sdk/client-cloudfront';
import { GetHealthCheckCommand } from '@aws-sdk/client-route-53';
import { GetWebACLCommand } from '@aws-sdk/client-wafv2';
import { RegionPhase } from '../../../lib';
import { Deployment, expectedGlobals } from '../deployments';
import { Environment } from '../environment';
import { Report } from '../report';

/** Managed groups that the firewall of a stage must have (mission row 15). */
const MANAGED_GROUPS = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
];

/** The distribution: TLS only, private origins, assets cached, answers to people not. */
export async function checkDistribution(
  report: Report,
  environment: Environment,
  deployment: Deployment,
): Promise<void> {
  const { DistributionConfig: config } = await distributionOf(environment);
  report.equal('the distribution is on', config?.Enabled, true);
  report.equal(
    'behaviour of the distribution towards HTTP',
    config?.DefaultCacheBehavior?.ViewerProtocolPolicy,
    'redirect-to-https',
  );
  // The managed policy CachingDisabled.
  report.equal(
    'cache policy of answers to people',
    config?.DefaultCacheBehavior?.CachePolicyId,
    '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  );
  report.equal(
    'paths with a cache',
    config?.CacheBehaviors?.Items?.map(({ PathPattern }) => PathPattern),
    ['/assets/*'],
  );
  const regions =
    expectedGlobals(deployment).phase === RegionPhase.SERVE
      ? [environment.region, ...environment.others.map(({ region }) => region)]
      : [];
  report.equal(
    'origins: load balancer and bucket of each Region',
    config?.Origins?.Quantity,
    2 * Math.max(1, regions.length),
  );
  // The emulator keeps the function, but forgets which behaviour of the distribution calls it.
  report.equal(
    'functions that choose a Region',
    (await environment.idsOf('edge', 'AWS::CloudFront::Function')).length,
    regions.length > 1 ? 1 : 0,
  );
  const ids = config?.Origins?.Items?.map(({ Id }) => String(Id)) ?? [];
  report.check(
    'every Region that serves is an origin',
    regions.every((region) => ids.includes(region)),
    `origins: ${ids.join(', ')}`,
  );
  report.equal(
    'stores of the marks of Regions',
    (await environment.idsOf('edge', 'AWS::CloudFront::KeyValueStore')).length,
    regions.length > 1 ? 1 : 0,
  );
}

/** The firewall in front of the distribution. */
export async function checkFirewall(report: Report, environment: Environment): Promise<void> {
  const [Name, Id] = (await environment.idOf('edge', 'AWS::WAFv2::WebACL')).split('|');
  const { WebACL: acl } = await environment.edge.waf.send(new GetWebACLCommand({ Name, Id, Scope: 'CLOUDFRONT' }));
  const rules = acl?.Rules ?? [];
  const groups = rules.map(({ Statement }) => Statement?.ManagedRuleGroupStatement?.Name);
  report.every('managed groups of the firewall', MANAGED_GROUPS, (name) => groups.includes(name), String);
  const limits = rules.flatMap(({ Statement }) => Statement?.RateBasedStatement ?? []);
  report.check(
    'the firewall limits requests, and those to sign-in more strictly',
    limits.length >= 2 && limits.some(({ ScopeDownStatement }) => ScopeDownStatement),
    `limits: ${limits.length}`,
  );
  const { DistributionConfig: config } = await distributionOf(environment);
  report.equal('the distribution uses the firewall', config?.WebACLId, acl?.ARN);
}

/** The health check that looks at the distribution from outside. */
export async function checkUptime(report: Report, environment: Environment): Promise<void> {
  const HealthCheckId = await environment.idOf('edge', 'AWS::Route53::HealthCheck');
  const { HealthCheck: check } = await environment.edge.route53.send(new GetHealthCheckCommand({ HealthCheckId }));
  report.equal(
    'the uptime check asks',
    [check?.HealthCheckConfig?.Type, check?.HealthCheckConfig?.ResourcePath],
    ['HTTPS', '/health'],
  );
}

/** The monthly budget of the stage, filtered by the tags of the environment. */
export async function checkBudget(report: Report, environment: Environment, { stage }: Deployment): Promise<void> {
  const { budgets } = environment.edge;
  const AccountId = environment.config.account;
  const BudgetName = await environment.idOf('edge', 'AWS::Budgets::Budget');
  const { Budgets: all = [] } = await budgets.send(new DescribeBudgetsCommand({ AccountId }));
  const limit = all.find((budget) => budget.BudgetName === BudgetName)?.BudgetLimit;
  report.equal('monthly budget', [Number(limit?.Amount), limit?.Unit], [stage.monthlyBudgetUsd, 'USD']);
  const { Notifications: notifications = [] } = await budgets.send(
    new DescribeNotificationsForBudgetCommand({ AccountId, BudgetName }),
  );
  const actual = notifications
    .filter(({ NotificationType }) => NotificationType === 'ACTUAL')
    .map(({ Threshold }) => Threshold);
  report.equal(
    'the budget tells at percent',
    actual.sort((a = 0, b = 0) => a - b),
    [50, 80, 100],
  );
}

async function distributionOf(environment: Environment): Promise<GetDistributionConfigCommandOutput> {
  const Id = await environment.idOf('edge', 'AWS::CloudFront::Distribution');
  return environment.edge.cloudFront.send(new GetDistributionConfigCommand({ Id }));
}
