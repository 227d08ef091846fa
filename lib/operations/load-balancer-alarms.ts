import { Duration, Token } from 'aws-cdk-lib';
import { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { ABOVE, AlarmSet, BELOW, checkTuning, GAP_IS_FAILURE, GAP_IS_FINE, HIGH } from '../core/private/alarm-set';
import { got, Problems } from '../core/problems';
import { requireName, requirePositive } from './private/checks';
import { failurePercent, loadBalancerMetric, math, targetGroupMetric } from './private/metrics';

/** Largest number of metrics in the expression of an alarm (CloudWatch quota). */
const MAX_TARGET_GROUPS = 10;

/** Properties of `LoadBalancerAlarms`. */
export interface LoadBalancerAlarmsProps extends AlarmSetOptions {
  /** The load balancer's full name, for example `app/origin/0123456789abcdef` (`loadBalancerFullName`). */
  readonly loadBalancerFullName: string;

  /**
   * The full names of the target groups, for example `targetgroup/web/0123456789abcdef` (`targetGroupFullName`); 1 to
   * 10.
   */
  readonly targetGroupFullNames: string[];

  /**
   * The target for the 99th percentile of response time, in milliseconds (guide G3: 200 at 1k users, 150 at 100k, 100
   * at 1M).
   */
  readonly p99LatencyMs: number;

  /**
   * The largest acceptable share of failed requests, in percent (guide G3: 1 at 1k users, 0.1 at 100k, 0.01 at 1M).
   *
   * @default 1
   */
  readonly errorRatePercent?: number;

  /**
   * Number of requests in 5 minutes below which the share of failures is ignored.
   *
   * @default 100 - a choice of this library
   */
  readonly minimumRequests?: number;

  /**
   * Alarm on 5xx responses of the load balancer itself (no healthy target, timeout), in percent of all requests;
   * periods of 5 minutes.
   *
   * @default - above `errorRatePercent`, 2 periods
   */
  readonly loadBalancerErrors?: AlarmTuning;

  /**
   * Alarm on 5xx responses of the application, in percent of all requests; periods of 5 minutes.
   *
   * @default - above `errorRatePercent`, 2 periods
   */
  readonly targetErrors?: AlarmTuning;

  /**
   * Alarm on the 99th percentile of response time, in milliseconds; periods of 5 minutes.
   *
   * @default - above `p99LatencyMs`, 3 periods
   */
  readonly latency?: AlarmTuning;

  /**
   * Alarm on the number of targets of a group that fail their health check; periods of 1 minute.
   *
   * @default - 1 target, 10 periods, which is longer than a rolling replacement takes
   */
  readonly unhealthyHosts?: AlarmTuning;

  /**
   * Alarm on the number of healthy targets of the group that has the most; periods of 1 minute.
   *
   * @default - below 1 target, 3 periods
   */
  readonly noHealthyHosts?: AlarmTuning;
}

/** Alarms on an Application Load Balancer and its target groups. */
export class LoadBalancerAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: LoadBalancerAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new AlarmSet(this, props);
    this.addNoHealthyHosts(props);
    this.addLoadBalancerErrors(props);
    this.addTargetErrors(props);
    this.addLatency(props);
    this.addUnhealthyHosts(props);
    this.alarms = this.set.alarms;
  }

  private addNoHealthyHosts(props: LoadBalancerAlarmsProps): void {
    const metrics: Record<string, IMetric> = {};
    props.targetGroupFullNames.forEach((targetGroup, index) => {
      metrics[`healthy${index + 1}`] = targetGroupMetric(
        'HealthyHostCount',
        { loadBalancer: props.loadBalancerFullName, targetGroup },
        'Maximum',
      );
    });
    // `MAX` over a list ignores a group that publishes nothing because it has no targets. With `+`, the whole
    // expression would have no data.
    this.set.add('NoHealthyHosts', {
      metric: math(`MAX([${Object.keys(metrics).join(', ')}])`, metrics, 'healthy targets of the best group'),
      threshold: 1,
      periods: 3,
      comparison: BELOW,
      missing: GAP_IS_FAILURE,
      meaning: 'No target passes its health check: the product is down.',
      firstSteps:
        'undo the last deployment, then read the log of the newest task or machine, then check that the ' +
        'database answers: GET /health depends on it.',
      tuning: props.noHealthyHosts,
    });
  }

  private addLoadBalancerErrors(props: LoadBalancerAlarmsProps): void {
    this.set.add('LoadBalancerErrors', {
      metric: this.share('HTTPCode_ELB_5XX_Count', props),
      threshold: props.errorRatePercent ?? 1,
      periods: 2,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning: 'The load balancer itself answers with errors: targets refuse connections, time out or are missing.',
      firstSteps:
        'look at the healthy targets (503), at slow requests (504) and at tasks that were killed while ' +
        'answering (502), then add capacity.',
      tuning: props.loadBalancerErrors,
    });
  }

  private addTargetErrors(props: LoadBalancerAlarmsProps): void {
    this.set.add('TargetErrors', {
      metric: this.share('HTTPCode_Target_5XX_Count', props),
      threshold: props.errorRatePercent ?? 1,
      periods: 2,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning: 'The application answers too many requests with a server error.',
      firstSteps:
        'compare with the time of the last deployment and undo it, then read the errors in the log or in ' +
        'error tracking, then check database and cache.',
      tuning: props.targetErrors,
    });
  }

  private addLatency(props: LoadBalancerAlarmsProps): void {
    this.set.add('Latency', {
      metric: loadBalancerMetric('TargetResponseTime', props.loadBalancerFullName, 'p99', {
        period: Duration.minutes(5),
      }),
      threshold: props.p99LatencyMs / 1000,
      periods: 3,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      ignoreFewSamples: true,
      meaning: 'One request in a hundred is slower than the stage promises.',
      firstSteps:
        'find the slow route in the traces, then the slow query in Database Insights; move work above 200 ms ' +
        'to the queue, pool connections, cache, then scale out.',
      tuning: inSeconds(props.latency),
    });
  }

  private addUnhealthyHosts(props: LoadBalancerAlarmsProps): void {
    props.targetGroupFullNames.forEach((targetGroup, index) => {
      this.set.add(`UnhealthyHosts${index + 1}`, {
        metric: targetGroupMetric(
          'UnHealthyHostCount',
          { loadBalancer: props.loadBalancerFullName, targetGroup },
          'Maximum',
        ),
        threshold: 1,
        periods: 10,
        comparison: HIGH,
        missing: GAP_IS_FINE,
        meaning: `A target of group ${index + 1} has failed its health check for ten minutes and was not replaced.`,
        firstSteps:
          'read the log of that task or machine, check its memory, then stop it so that a new one takes its place.',
        tuning: props.unhealthyHosts,
      });
    });
  }

  private share(metricName: string, props: LoadBalancerAlarmsProps): IMetric {
    const period = Duration.minutes(5);
    const failed = loadBalancerMetric(metricName, props.loadBalancerFullName, 'Sum', { period });
    const requests = loadBalancerMetric('RequestCount', props.loadBalancerFullName, 'Sum', { period });
    return failurePercent(failed, requests, props.minimumRequests ?? 100);
  }

  private checkProps(props: LoadBalancerAlarmsProps): void {
    const problems = new Problems();
    requireName(problems, 'loadBalancerFullName', props.loadBalancerFullName);
    const groups = props.targetGroupFullNames;
    problems.require(
      Token.isUnresolved(groups) || (groups.length >= 1 && groups.length <= MAX_TARGET_GROUPS),
      `\`targetGroupFullNames\` must hold 1 to ${MAX_TARGET_GROUPS} names, got: ${got(groups.length)}; ` +
        'watch further groups with a second set',
    );
    requirePositive(problems, 'p99LatencyMs', props.p99LatencyMs, "give the stage's target");
    requirePositive(problems, 'errorRatePercent', props.errorRatePercent, "give the stage's target");
    requirePositive(problems, 'minimumRequests', props.minimumRequests, 'give a number of requests');
    const { loadBalancerErrors, targetErrors, latency, unhealthyHosts, noHealthyHosts } = props;
    checkTuning(problems, { loadBalancerErrors, targetErrors, latency, unhealthyHosts, noHealthyHosts });
    problems.throwIfAny(this.node.path);
  }
}

function inSeconds(tuning: AlarmTuning | undefined): AlarmTuning | undefined {
  return tuning?.threshold === undefined ? tuning : { ...tuning, threshold: tuning.threshold / 1000 };
}
