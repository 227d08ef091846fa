/**
 * The web ACL capacity that the price of a request includes; more costs extra (AWS WAF pricing, prices of 2026-09-29).
 */
export const INCLUDED_CAPACITY = 1500;

/** Name of a rule group that AWS keeps up to date. */
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

/** A string match that compares from the start or exactly (Developer Guide, "String match rule statement"). */
const STRING_MATCH_CAPACITY = 2;

/** Each text transformation of a match, other than NONE (same page). */
const TRANSFORMATION_CAPACITY = 10;

/** The condition on the method of the sign-in rule. */
export const METHOD_MATCH_CAPACITY = STRING_MATCH_CAPACITY;

/** The condition on one sign-in path: decoded and in lower case, hence two transformations. */
export const PATH_MATCH_CAPACITY = STRING_MATCH_CAPACITY + 2 * TRANSFORMATION_CAPACITY;

/**
 * The capacity of a web ACL with the given managed groups, one general rate rule, and one for the sign-in paths where
 * there are any.
 */
export function webAclCapacity(groups: ManagedGroupName[], signInPaths: number): number {
  const managed = groups.reduce((sum, group) => sum + MANAGED_GROUP_CAPACITY[group], 0);
  const signIn = signInPaths > 0 ? RATE_RULE_CAPACITY + METHOD_MATCH_CAPACITY + signInPaths * PATH_MATCH_CAPACITY : 0;
  return managed + RATE_RULE_CAPACITY + signIn;
}
