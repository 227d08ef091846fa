import { StackResource } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ChargeExtras, ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownText, lengthAt, listAt } from '../literals';
import { shareOf } from '../workload-share';
import { amount, readable } from './amounts';

/** Firewalls. */
export const FIREWALLS: Readonly<Record<string, Pricer>> = {
  'AWS::NetworkFirewall::Firewall': tallied((tally) =>
    tally.unknown('hours and GB of AWS Network Firewall have no known price'),
  ),
  'AWS::Shield::Protection': tallied((tally) => tally.unknown('Shield Advanced has no known price')),
  'AWS::WAFv2::RuleGroup': tallied(ruleGroup),
  'AWS::WAFv2::WebACL': tallied(webAcl),
};

/** What the user may say. */
export const FIREWALLS_USAGE: ResourceUsage = {
  'AWS::WAFv2::WebACL': { requests: 'requests that the web ACL inspects in a month' },
};

const MILLION = 1_000_000;

/**
 * Managed groups that cost more than a rule: a fee of their own and one for each request (AWS WAF pricing, "intelligent
 * threat mitigation").
 */
const PAID_GROUPS: Readonly<Record<string, string>> = {
  AWSManagedRulesACFPRuleSet: 'fraud control',
  AWSManagedRulesATPRuleSet: 'account takeover prevention',
  AWSManagedRulesAntiDDoSRuleSet: 'the anti-DDoS rules',
  AWSManagedRulesBotControlRuleSet: 'bot control',
};

/**
 * Units of capacity of the groups of AWS that cost nothing more (AWS WAF developer guide, AWS Managed Rules rule groups
 * list).
 */
const CAPACITIES: Readonly<Record<string, number>> = {
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesWordPressRuleSet: 100,
};

/** Up to this capacity a request has the base price (AWS WAF pricing). */
const BASE_CAPACITY = 1_500;

interface Rule {
  readonly Action?: Readonly<Record<string, unknown>>;
  readonly Statement?: {
    readonly ManagedRuleGroupStatement?: { readonly Name?: string; readonly VendorName?: string };
  };
}

/** A managed group or a group of one's own counts as one rule of the web ACL (AWS WAF pricing). */
function webAcl(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const extras = regionOf(resource);
  const rules = lengthAt(resource, ['Rules']) ?? 0;
  tally
    .fixed('WAF', 'web-acl', 1, 'web ACL', extras)
    .fixed('WAF', 'rule', rules, `${rules} rules of the web ACL`, extras);
  paidRules(resource).forEach((reason) => tally.unknown(reason));
  tally.withWorkload((workload) => {
    const isEdge = extras.priceRegion !== undefined;
    const peers = priced.index
      .ofType('AWS::WAFv2::WebACL')
      .filter((located) => knownText(located.resource, ['Scope']) === knownText(resource, ['Scope']));
    const share = isEdge
      ? 1 / peers.length
      : shareOf(priced, ({ address }) => peers.some((peer) => peer.address === address));
    const seen = isEdge ? workload.requests + workload.assetRequests : workload.requests;
    const { quantity, basis } = amount(
      tally,
      'requests',
      share * seen,
      isEdge ? 'every request to the edge, files included' : 'every request to the application',
    );
    tally.usage(
      'WAF',
      'requests-first-1500-WCU',
      quantity / MILLION,
      `${readable(quantity / MILLION)} million requests through the web ACL`,
      `${basis}; rules of at most ${BASE_CAPACITY} units of capacity`,
      extras,
    );
  });
}

/** A group of one's own has the price of a web ACL's rules, for itself and each of its rules. */
function ruleGroup(tally: ChargeCollector, { resource }: PricedResource): void {
  const rules = lengthAt(resource, ['Rules']) ?? 0;
  tally.fixed('WAF', 'rule', 1 + rules, `rule group with ${rules} rules`, regionOf(resource));
}

/** A web ACL for CloudFront is of no Region. */
function regionOf(resource: StackResource): ChargeExtras {
  return knownText(resource, ['Scope']) === 'CLOUDFRONT' ? { priceRegion: 'global-cloudfront' } : {};
}

function paidRules(resource: StackResource): readonly string[] {
  const rules = listAt<Rule>(resource, ['Rules']);
  const groups = rules.flatMap(({ Statement }) => Statement?.ManagedRuleGroupStatement ?? []);
  const paid = groups.flatMap(({ Name = '' }) => PAID_GROUPS[Name] ?? []);
  const capacity = groups.reduce((sum, { Name = '' }) => sum + (CAPACITIES[Name] ?? 0), 0);
  const bought = groups
    .filter(({ VendorName }) => VendorName !== undefined && VendorName !== 'AWS')
    .map(({ VendorName, Name }) => `${VendorName}/${Name}`);
  return [
    ...paid.map((name) => `the monthly fee and the requests of ${name} have no known price`),
    ...bought.map((name) => `the rules ${name} are sold in AWS Marketplace at their own price`),
    ...(capacity > BASE_CAPACITY
      ? [
          `requests cost more per 500 units of capacity above ${BASE_CAPACITY.toLocaleString('en-US')}, at a price ` +
            `that is not known; the managed groups have ${capacity.toLocaleString('en-US')}`,
        ]
      : []),
    ...(rules.some(({ Action }) => Action?.Captcha !== undefined) ? ['attempts at a CAPTCHA have no known price'] : []),
    ...(rules.some(({ Action }) => Action?.Challenge !== undefined)
      ? ['challenges that are served have no known price']
      : []),
  ];
}
