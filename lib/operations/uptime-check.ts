import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { AlarmSet, BELOW, checkTuning, GAP_IS_FAILURE } from '../core/private/alarm-set';
import { got, Problems } from '../core/problems';
import { requireName, requireWhole } from './private/checks';

/** The only Region with the metrics of Route 53 health checks. */
const METRICS_REGION = 'us-east-1';

/** Properties of `UptimeCheck`. */
export interface UptimeCheckProps extends AlarmSetOptions {
  /** The host name at which users reach the product, for example `EdgeDistribution.domainName`. */
  readonly domainName: string;

  /**
   * The path that answers with status 200 to 399 if the product works.
   *
   * @default '/health' - the workload contract
   */
  readonly path?: string;

  /**
   * Time between two requests of each checker, in seconds: 30 or 10. An interval of 10 seconds is billed as an optional
   * feature.
   *
   * @default 30 - the guides ask for a check every minute
   */
  readonly intervalSeconds?: number;

  /**
   * Number of consecutive failures after which a checker reports the product as unhealthy, 1 to 10.
   *
   * @default 3
   */
  readonly failureThreshold?: number;

  /**
   * Alarm on the status of the health check, 1 for healthy and 0 for unhealthy; periods of 1 minute.
   *
   * @default - below 1, 2 periods
   */
  readonly down?: AlarmTuning;
}

/**
 * A Route 53 health check that requests `https://<domain>/health` from several continents, with an alarm that goes off
 * when most checkers get no answer. The stack must be in us-east-1.
 *
 * List prices of 2025-08-28 per month: 0.50 USD for the check of an AWS endpoint (the first 50 are free) and 1.00 USD
 * for HTTPS; 0.75 and 2.00 USD for an endpoint outside AWS; another 1.00 or 2.00 USD for an interval of 10 seconds;
 * 0.10 USD for the alarm.
 */
export class UptimeCheck extends Construct implements IAlarmSet {
  /** The id of the Route 53 health check. */
  public readonly healthCheckId: string;

  /** The URL that is requested. */
  public readonly url: string;

  /** The alarm; empty if it is turned off. */
  public readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: UptimeCheckProps) {
    super(scope, id);
    this.checkProps(props);
    const path = props.path ?? '/health';
    this.url = `https://${props.domainName}${path}`;
    this.healthCheckId = this.createHealthCheck(props, path).attrHealthCheckId;
    this.alarms = this.createAlarm(props);
  }

  private createHealthCheck(props: UptimeCheckProps, resourcePath: string): CfnHealthCheck {
    return new CfnHealthCheck(this, 'Resource', {
      healthCheckConfig: {
        type: 'HTTPS',
        fullyQualifiedDomainName: props.domainName,
        port: 443,
        resourcePath,
        enableSni: true,
        requestInterval: props.intervalSeconds ?? 30,
        failureThreshold: props.failureThreshold ?? 3,
      },
    });
  }

  private createAlarm(props: UptimeCheckProps): Alarm[] {
    const set = new AlarmSet(this, props);
    set.add('Down', {
      metric: new Metric({
        namespace: 'AWS/Route53',
        metricName: 'HealthCheckStatus',
        dimensionsMap: { HealthCheckId: this.healthCheckId },
        statistic: 'Minimum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      periods: 2,
      comparison: BELOW,
      missing: GAP_IS_FAILURE,
      meaning: 'Users cannot reach the product: its health address does not answer from most places.',
      firstSteps:
        'open the address yourself, undo the last deployment, look at the healthy targets of the load balancer, ' +
        'then at the database, then at DNS, certificate and firewall.',
      tuning: props.down,
    });
    return set.alarms;
  }

  private checkProps(props: UptimeCheckProps): void {
    const problems = new Problems();
    const region = Stack.of(this).region;
    problems.require(
      Token.isUnresolved(region) || region === METRICS_REGION,
      `\`env.region\` of the stack must be ${METRICS_REGION}, got: ${got(region)}; ` +
        'the metrics of health checks exist only there, so put the construct into a stack of that Region',
    );
    requireName(problems, 'domainName', props.domainName);
    this.checkAddress(problems, props);
    requireWhole(problems, 'failureThreshold', props.failureThreshold, [1, 10], 'choose a number in that range');
    checkTuning(problems, { down: props.down });
    problems.throwIfAny(this.node.path);
  }

  private checkAddress(problems: Problems, props: UptimeCheckProps): void {
    const { domainName, path, intervalSeconds } = props;
    problems.require(
      Token.isUnresolved(domainName) || !/[/:\s]/.test(domainName),
      `\`domainName\` must be a host name without scheme, port and path, got: ${got(domainName)}; move the ` +
        `path to \`path\``,
    );
    problems.require(
      path === undefined || Token.isUnresolved(path) || /^\/\S{0,254}$/.test(path),
      `\`path\` must start with a slash and hold at most 255 characters without blanks, got: ${got(path)}; ` +
        'write for example "/health"',
    );
    problems.require(
      intervalSeconds === undefined || Token.isUnresolved(intervalSeconds) || [10, 30].includes(intervalSeconds),
      `\`intervalSeconds\` must be 10 or 30, got: ${got(intervalSeconds)}; Route 53 offers no other interval`,
    );
  }
}
