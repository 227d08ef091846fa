import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { FirewallMode } from '../firewall-mode';
import { ManagedGroupName } from './web-acl-capacity';

/** Settings of the rules of a web ACL. */
export interface FirewallRulesInput {
  readonly mode: FirewallMode;

  /** The managed rule groups, in the order of evaluation. */
  readonly groups: ManagedGroupName[];

  /** Requests per address in five minutes. */
  readonly requestLimit: number;

  readonly signInPaths: string[];

  /** Sign-in requests per address in five minutes. */
  readonly signInLimit: number;
}

/** AWS WAF supports 60, 120, 300 and 600 seconds. Five minutes tolerate short bursts. */
const WINDOW_SECONDS = 300;

/**
 * Rules that are counted in both modes.
 *
 * SizeRestrictions_BODY blocks every body above 8 KiB, which would block file uploads. The application limits bodies.
 */
const ALWAYS_COUNTED: Partial<Record<ManagedGroupName, string[]>> = {
  AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY'],
};

/** The rules in the order of evaluation: by address (cheap), by rate, by content. */
export function firewallRules(input: FirewallRulesInput): CfnWebACL.RuleProperty[] {
  const byAddress = input.groups.filter(
    (group) => group.endsWith('IpReputationList') || group.endsWith('AnonymousIpList'),
  );
  const byContent = input.groups.filter((group) => !byAddress.includes(group));
  const rules = [
    ...byAddress.map((group) => managedGroup(group, input.mode)),
    ...(input.signInPaths.length > 0 ? [signInRate(input)] : []),
    rateRule('RequestRate', input.mode, {
      limit: input.requestLimit,
      aggregateKeyType: 'IP',
      evaluationWindowSec: WINDOW_SECONDS,
    }),
    ...byContent.map((group) => managedGroup(group, input.mode)),
  ];
  return rules.map((rule, priority) => ({ ...rule, priority }));
}

/** Turns on metrics and samples of a rule. */
export function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function managedGroup(name: ManagedGroupName, mode: FirewallMode): CfnWebACL.RuleProperty {
  const counted = ALWAYS_COUNTED[name];
  return {
    name,
    priority: 0,
    overrideAction: mode === FirewallMode.COUNT ? { count: {} } : { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted?.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

function rateRule(
  name: string,
  mode: FirewallMode,
  rate: CfnWebACL.RateBasedStatementProperty,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority: 0,
    action: mode === FirewallMode.COUNT ? { count: {} } : { block: { customResponse: { responseCode: 429 } } },
    statement: { rateBasedStatement: rate },
    visibilityConfig: visibility(name),
  };
}

function signInRate(input: FirewallRulesInput): CfnWebACL.RuleProperty {
  const paths = input.signInPaths.map(pathMatch);
  return rateRule('SignInRate', input.mode, {
    limit: input.signInLimit,
    aggregateKeyType: 'IP',
    evaluationWindowSec: WINDOW_SECONDS,
    scopeDownStatement: {
      andStatement: {
        statements: [methodIsPost(), paths.length === 1 ? paths[0] : { orStatement: { statements: paths } }],
      },
    },
  });
}

function methodIsPost(): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { method: {} },
      positionalConstraint: 'EXACTLY',
      searchString: 'POST',
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

function pathMatch(path: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'STARTS_WITH',
      searchString: path.toLowerCase(),
      textTransformations: [
        { priority: 0, type: 'URL_DECODE' },
        { priority: 1, type: 'LOWERCASE' },
      ],
    },
  };
}
