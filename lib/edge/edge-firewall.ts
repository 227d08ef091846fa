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

/** The limits of a rate-based rule (AWS WAF API, RateBasedStatement.Limit). */
const MIN_RATE = 10;
const MAX_RATE = 2_000_000_000;

/** Properties of the firewall. */
export interface EdgeFirewallProps {
  /**
   * Whether matches are refused or only counted. Count for a week first where real users exist already, read the log,
   * then block.
   *
   * @default FirewallMode.BLOCK
   */
  readonly mode?: FirewallMode;

  /**
   * Requests that one IP address may send in five minutes (10 to 2,000,000,000).
   *
   * @default 2000 - the blanket limit of AWS's own rate-rule examples, about 7 a second; raise it where many users
   * share one address
   */
  readonly requestsPer5MinutesPerIp?: number;

  /**
   * Paths that sign users in, sign them up or reset passwords; `POST` requests whose path starts with one of them get
   * the stricter limit.
   *
   * @default ['/login', '/signin', '/signup', '/password'] - give an empty list for none
   */
  readonly signInPaths?: string[];

  /**
   * Sign-in requests that one IP address may send in five minutes (10 to 2,000,000,000).
   *
   * Guide G2's limit is 5 logins a minute for each user, and that one is the application's to keep. An address may be a
   * whole office.
   *
   * @default 100 - four users behind one address, each at G2's limit of 5 a minute
   */
  readonly signInRequestsPer5MinutesPerIp?: number;

  /**
   * Whether requests from anonymizing services and hosting providers are refused as well. Also keeps out users of VPNs
   * and calls from other companies' servers.
   *
   * @default false
   */
  readonly anonymousIpList?: boolean;

  /**
   * Whether requests that matched a rule are logged, without credentials.
   *
   * @default true
   */
  readonly logs?: boolean;

  /**
   * Whether the log also holds the requests that no rule matched.
   *
   * @default false - they are nearly all requests and a GB of log costs 0.50 USD (us-east-1, 2026-09-29)
   */
  readonly logAllRequests?: boolean;

  /**
   * How long the log is kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * The web ACL's name in CloudWatch metrics, letters, digits, hyphens and underscores, at most 128.
   *
   * @default - made from the construct's path
   */
  readonly metricName?: string;
}

/**
 * An AWS WAF web ACL for CloudFront: managed rule groups and rate limits.
 *
 * Stays below 1,500 capacity units, so a million requests cost 0.60 USD; the web ACL costs 5 USD and each rule 1 USD a
 * month (list prices of 2026-09-29). Belongs into a stack in us-east-1.
 */
export class EdgeFirewall extends Construct {
  /** The ARN that a distribution takes. */
  public readonly webAclArn: string;

  /** The value of the `WebACL` dimension in the namespace `AWS/WAFV2`. */
  public readonly metricName: string;

  /** The capacity units that the web ACL takes, computed from AWS's documentation. */
  public readonly capacity: number;

  /** The log; absent where it is switched off. */
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
      `\`metricName\` must be 1 to 128 letters, digits, hyphens or underscores, got: ${got(metricName)}; ` +
        'choose another name',
    );
    problems.require(
      this.capacity <= INCLUDED_CAPACITY,
      `\`signInPaths\` must fit into ${INCLUDED_CAPACITY} web ACL capacity units, got: ` +
        `${signInPaths.length} paths that need ${this.capacity}; ` +
        'share a prefix between paths',
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
    `\`${name}\` must be a whole number from ${MIN_RATE} to ${MAX_RATE}, got: ${got(value)}; keep ` +
      'smaller limits in the application',
  );
}

function checkSignIn(problems: Problems, props: EdgeFirewallProps, paths: string[]): void {
  const wrong = paths.filter((path) => !Token.isUnresolved(path) && !/^\/[^?#\s]{1,199}$/.test(path));
  problems.require(
    wrong.length === 0,
    `\`signInPaths\` must be paths that start with a slash, without query and at most 200 characters, ` +
      `got: ${got(wrong)}; write for example "/login"`,
  );
  problems.require(
    paths.length > 0 || props.signInRequestsPer5MinutesPerIp === undefined,
    `\`signInRequestsPer5MinutesPerIp\` must be absent where \`signInPaths\` is empty, got: ` +
      (`${got(props.signInRequestsPer5MinutesPerIp)}; ` + 'remove one of the two'),
  );
}

function checkLogs(problems: Problems, props: EdgeFirewallProps): void {
  const tuned = props.logRetention !== undefined || props.logAllRequests !== undefined;
  problems.require(
    props.logs !== false || !tuned,
    '`logRetention` and `logAllRequests` must be absent where `logs` is false, got: both kinds; remove ' +
      '`logs: false` or the tuning',
  );
}
