import { Names, Token } from 'aws-cdk-lib';
import { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { FirewallMode } from './firewall-mode';
import { FirewallLogs } from './private/firewall-logs';
import { firewallRules, visibility } from './private/firewall-rules';
import { requireGlobalRegion } from './private/global-region';
import { INCLUDED_CAPACITY, ManagedGroupName, webAclCapacity } from './private/web-acl-capacity';

/** Limits of a rate-based rule (AWS WAF API, RateBasedStatement.Limit). */
const MIN_RATE = 10;
const MAX_RATE = 2_000_000_000;

/** Properties of `EdgeFirewall`. */
export interface EdgeFirewallProps {
  /**
   * Whether matching requests are blocked or only counted. If you already have users, count for a week, read the log,
   * and then block.
   *
   * @default FirewallMode.BLOCK
   */
  readonly mode?: FirewallMode;

  /**
   * Requests that one IP address may send in five minutes (10 to 2,000,000,000).
   *
   * @default 2000 - the limit in the examples of AWS, about 7 a second; increase it if many users share one address
   */
  readonly requestsPer5MinutesPerIp?: number;

  /**
   * Paths for sign-in, sign-up and password reset. `POST` requests to paths that start with one of them have a stricter
   * limit. Use an empty list for no such limit.
   *
   * @default ['/login', '/signin', '/signup', '/password']
   */
  readonly signInPaths?: string[];

  /**
   * Sign-in requests that one IP address may send in five minutes (10 to 2,000,000,000).
   *
   * An address may be a whole office, so limit sign-ins per user in your application (5 a minute in the Krishan guide,
   * see docs/guides/sources.md).
   *
   * @default 100 - four users with one address, at 5 sign-ins a minute each
   */
  readonly signInRequestsPer5MinutesPerIp?: number;

  /**
   * Whether requests from anonymizing services and hosting providers are blocked, too. This also blocks VPN users and
   * requests from the servers of other companies.
   *
   * @default false
   */
  readonly anonymousIpList?: boolean;

  /**
   * Whether requests that match a rule are logged, without credentials.
   *
   * @default true
   */
  readonly logs?: boolean;

  /**
   * Whether requests that match no rule are logged, too.
   *
   * @default false - they are nearly all requests, and a GB of logs costs 0.50 USD (us-east-1, 2026-09-29)
   */
  readonly logAllRequests?: boolean;

  /**
   * How long logs are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * The name of the web ACL in CloudWatch metrics: at most 128 letters, digits, hyphens and underscores.
   *
   * @default - derived from the construct's path
   */
  readonly metricName?: string;
}

/**
 * An AWS WAF web ACL for CloudFront, with managed rule groups and rate limits.
 *
 * It uses at most 1,500 capacity units, so a million requests cost 0.60 USD. The web ACL costs 5 USD and each rule 1
 * USD a month (list prices of 2026-09-29). It must be in a stack in us-east-1.
 */
export class EdgeFirewall extends Construct {
  /** The ARN for `EdgeDistributionProps.webAclArn`. */
  public readonly webAclArn: string;

  /** The value of the `WebACL` dimension in the namespace `AWS/WAFV2`. */
  public readonly metricName: string;

  /** The capacity units of the web ACL, computed from the AWS documentation. */
  public readonly capacity: number;

  /** The log group, undefined if `logs` is false. */
  public readonly logGroup?: ILogGroup;

  constructor(scope: Construct, id: string, props: EdgeFirewallProps = {}) {
    super(scope, id);
    const signInPaths = props.signInPaths ?? ['/login', '/signin', '/signup', '/password'];
    const groups = managedGroups(props);
    this.capacity = webAclCapacity(groups, signInPaths.length);
    this.checkProps(props, signInPaths);
    this.metricName = props.metricName ?? Names.uniqueResourceName(this, { maxLength: 128 });
    this.webAclArn = this.createWebAcl(props, groups, signInPaths).attrArn;
    this.logGroup = this.createLogs(props);
  }

  private createWebAcl(props: EdgeFirewallProps, groups: ManagedGroupName[], signInPaths: string[]): CfnWebACL {
    return new CfnWebACL(this, 'Resource', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(this.metricName),
      rules: firewallRules({
        mode: props.mode ?? FirewallMode.BLOCK,
        groups,
        signInPaths,
        requestLimit: props.requestsPer5MinutesPerIp ?? 2000,
        signInLimit: props.signInRequestsPer5MinutesPerIp ?? 100,
      }),
    });
  }

  private createLogs(props: EdgeFirewallProps): ILogGroup | undefined {
    if (props.logs === false) {
      return undefined;
    }
    return new FirewallLogs(this, 'Logs', {
      webAclArn: this.webAclArn,
      retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
      allRequests: props.logAllRequests ?? false,
    }).logGroup;
  }

  private checkProps(props: EdgeFirewallProps, signInPaths: string[]): void {
    const problems = new Problems();
    requireGlobalRegion(problems, this, 'web ACLs for CloudFront exist only there');
    checkRate(problems, 'requestsPer5MinutesPerIp', props.requestsPer5MinutesPerIp);
    checkRate(problems, 'signInRequestsPer5MinutesPerIp', props.signInRequestsPer5MinutesPerIp);
    checkSignIn(problems, props, signInPaths);
    checkLogs(problems, props);
    this.checkNameAndCapacity(problems, props.metricName, signInPaths);
    problems.throwIfAny(this.node.path);
  }

  private checkNameAndCapacity(problems: Problems, metricName: string | undefined, signInPaths: string[]): void {
    problems.require(
      metricName === undefined || Token.isUnresolved(metricName) || /^[\w-]{1,128}$/.test(metricName),
      `\`metricName\` must be 1 to 128 letters, digits, hyphens or underscores, got: ${got(metricName)}`,
    );
    problems.require(
      this.capacity <= INCLUDED_CAPACITY,
      `\`signInPaths\` must fit into ${INCLUDED_CAPACITY} web ACL capacity units, got: ` +
        `${signInPaths.length} paths that need ${this.capacity} units; replace paths by a common prefix`,
    );
  }
}

function managedGroups(props: EdgeFirewallProps): ManagedGroupName[] {
  return [
    'AWSManagedRulesAmazonIpReputationList',
    ...(props.anonymousIpList ? (['AWSManagedRulesAnonymousIpList'] as ManagedGroupName[]) : []),
    'AWSManagedRulesCommonRuleSet',
    'AWSManagedRulesKnownBadInputsRuleSet',
    'AWSManagedRulesSQLiRuleSet',
  ];
}

function checkRate(problems: Problems, name: string, value: number | undefined): void {
  problems.require(
    value === undefined ||
      Token.isUnresolved(value) ||
      (Number.isInteger(value) && value >= MIN_RATE && value <= MAX_RATE),
    `\`${name}\` must be a whole number from ${MIN_RATE} to ${MAX_RATE}, got: ${got(value)}; enforce smaller limits ` +
      'in the application',
  );
}

function checkSignIn(problems: Problems, props: EdgeFirewallProps, paths: string[]): void {
  const wrong = paths.filter((path) => !Token.isUnresolved(path) && !/^\/[^?#\s]{1,199}$/.test(path));
  problems.require(
    wrong.length === 0,
    '`signInPaths` must be paths of at most 200 characters that start with a slash and have no query, got: ' +
      `${got(wrong)}; for example "/login"`,
  );
  problems.require(
    paths.length > 0 || props.signInRequestsPer5MinutesPerIp === undefined,
    '`signInRequestsPer5MinutesPerIp` must not be set if `signInPaths` is empty, got: ' +
      `${got(props.signInRequestsPer5MinutesPerIp)}`,
  );
}

function checkLogs(problems: Problems, props: EdgeFirewallProps): void {
  const tuned = props.logRetention !== undefined || props.logAllRequests !== undefined;
  problems.require(
    props.logs !== false || !tuned,
    '`logRetention` and `logAllRequests` must not be set if `logs` is false, got: ' +
      `${got(props.logRetention)} and ${got(props.logAllRequests)}`,
  );
}
