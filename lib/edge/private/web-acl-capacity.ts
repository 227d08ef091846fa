/** Capacity units included in the request price. More cost extra (AWS WAF pricing, prices of 2026-09-29). */
export const INCLUDED_CAPACITY = 1500;

/** Name of a managed rule group. */
export type ManagedGroupName =
  | 'AWSManagedRulesAmazonIpReputationList'
  | 'AWSManagedRulesAnonymousIpList'
  | 'AWSManagedRulesCommonRuleSet'
  | 'AWSManagedRulesKnownBadInputsRuleSet'
  | 'AWSManagedRulesSQLiRuleSet';

/**
 * Capacity units of each managed group.
 *
 * Source: AWS WAF Developer Guide, "AWS Managed Rules rule groups list" (aws-managed-rule-groups-baseline, -use-case,
 * -ip-rep).
 */
export const MANAGED_GROUP_CAPACITY: Record<ManagedGroupName, number> = {
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
};

/** A rate-based statement without custom keys (Developer Guide, "Rate-based rule statement"). */
export const RATE_RULE_CAPACITY = 2;

/** A string match of the type "starts with" or "exactly" (Developer Guide, "String match rule statement"). */
const STRING_MATCH_CAPACITY = 2;

/** Each text transformation except NONE (same page). */
const TRANSFORMATION_CAPACITY = 10;

/** The method condition of the sign-in rule. */
export const METHOD_MATCH_CAPACITY = STRING_MATCH_CAPACITY;

/** One path of the sign-in rule, with two transformations: URL decode and lowercase. */
export const PATH_MATCH_CAPACITY = STRING_MATCH_CAPACITY + 2 * TRANSFORMATION_CAPACITY;

/** The capacity of a web ACL with managed groups, a general rate rule, and a rate rule for sign-in paths if any. */
export function webAclCapacity(groups: ManagedGroupName[], signInPaths: number): number {
  const managed = groups.reduce((sum, group) => sum + MANAGED_GROUP_CAPACITY[group], 0);
  const signIn = signInPaths > 0 ? RATE_RULE_CAPACITY + METHOD_MATCH_CAPACITY + signInPaths * PATH_MATCH_CAPACITY : 0;
  return managed + RATE_RULE_CAPACITY + signIn;
}
