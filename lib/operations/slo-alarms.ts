import { Duration, Token } from 'aws-cdk-lib';
import { Alarm, CompositeAlarm, IAlarmAction, IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { checkTuning } from '../core/private/alarm-set';
import { got, Problems } from '../core/problems';
import { BurnAlarm, BurnAlarmSet } from './private/burn-alarm-set';
import { exact, FAST, MAX_FACTOR, MEDIUM, SLOW } from './private/burn-rates';
import { requireName, requirePositive } from './private/checks';
import { loadBalancerMetric, math } from './private/metrics';

/** Share of requests that may be slower than a 99th percentile, in percent. */
const LATENCY_BUDGET_PERCENT = 1;

/** Properties of `SloAlarms`. The targets of a stage (`KpiTargets`) have the same names. */
export interface SloAlarmsProps extends AlarmSetOptions {
  /** The load balancer's full name, for example `app/origin/0123456789abcdef` (`loadBalancerFullName`). */
  readonly loadBalancerFullName: string;

  /**
   * The objective for requests without a server error, in percent, above 94 and below 100 (guide G3: uptime 99.9 at 1k
   * users, 99.95 at 100k, 99.99 at 1M). The difference to 100 is the error budget of 30 days. It counts requests and
   * not minutes, so that an outage weighs more when there are more users.
   */
  readonly uptimePercent: number;

  /**
   * The objective for the 99th percentile of response time, in milliseconds (guide G3: 200 at 1k users, 150 at 100k,
   * 100 at 1M): 1 % of the requests may be slower.
   *
   * @default - no objective for latency
   */
  readonly p99LatencyMs?: number;

  /**
   * Number of requests in a window below which the share of bad requests is ignored.
   *
   * @default 100 - a choice of this library
   */
  readonly minimumRequests?: number;

  /**
   * Number of failed or slow requests in a window below which nobody is notified.
   *
   * @default 10 - a choice of this library
   */
  readonly minimumBadRequests?: number;

  /**
   * Actions of the slow burn rates, for example a topic that opens tickets. Their problems can wait for days.
   *
   * @default - `actions`
   */
  readonly ticketActions?: IAlarmAction[];

  /**
   * Alarm on failed requests over 1 hour and over 5 minutes. The threshold is the burn rate; periods cannot be tuned.
   *
   * @default - above 14.4 times the budget: 2 % of it in one hour, all of it in 2 days
   */
  readonly fastBurn?: AlarmTuning;

  /**
   * Alarm on failed requests over 6 hours and over 30 minutes. The threshold is the burn rate; periods cannot be tuned.
   *
   * @default - above 6 times the budget: 5 % of it in 6 hours, all of it in 5 days
   */
  readonly mediumBurn?: AlarmTuning;

  /**
   * Alarm on failed requests on each of three days and over 6 hours. The threshold is the burn rate; periods cannot be
   * tuned.
   *
   * @default - above 1 time the budget: 10 % of it in 3 days
   */
  readonly slowBurn?: AlarmTuning;

  /**
   * Alarm on slow requests over 1 hour and over 5 minutes. The threshold is the burn rate; periods cannot be tuned.
   *
   * @default - above 14.4 times the budget: 14.4 % of the requests are slow
   */
  readonly latencyFastBurn?: AlarmTuning;

  /**
   * Alarm on slow requests over 6 hours and over 30 minutes. The threshold is the burn rate; periods cannot be tuned.
   *
   * @default - above 6 times the budget: 6 % of the requests are slow
   */
  readonly latencyMediumBurn?: AlarmTuning;

  /**
   * Alarm on slow requests on each of three days and over 6 hours. The threshold is the burn rate; periods cannot be
   * tuned.
   *
   * @default - above 1 time the budget: 1 % of the requests are slow, as the objective allows
   */
  readonly latencySlowBurn?: AlarmTuning;
}

/**
 * Alarms on the burn rate of the error budget, over several windows (Site Reliability Workbook, chapter 5).
 *
 * Each burn rate is a composite alarm over two alarms without actions. The long window shows that the problem matters,
 * and the short window that it is not over.
 *
 * Failed requests are the 5xx responses of the load balancer and of the application. Their share is that of all
 * requests, including those that the load balancer rejected for lack of a target, which are not in `RequestCount`. A
 * 502 or 504 counts in both, so the computed share can be too low: 50 instead of 100 % at worst, which is still far
 * above every threshold. Slow requests are computed from the percentile rank of the objective.
 *
 * The alarms use the metrics of the load balancer and not of the target groups, because only those include the 5xx
 * responses of the load balancer, and because a canary deployment moves requests from one group to another.
 *
 * With both objectives, the alarms cost about 6 USD a month: 30 alarm metrics at 0.10 and 6 composite alarms at 0.50
 * (list prices of 2025-09-23, us-east-1).
 */
export class SloAlarms extends Construct implements IAlarmSet {
  /** The alarms on single windows, which have no actions, in the order of the README. */
  public readonly alarms: Alarm[];

  /** The composite alarms, which notify people or open tickets. */
  public readonly burnRateAlarms: CompositeAlarm[];

  private readonly set: BurnAlarmSet;

  constructor(scope: Construct, id: string, props: SloAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new BurnAlarmSet(this, props);
    this.addAvailability(props);
    this.addLatency(props);
    this.alarms = this.set.alarms;
    this.burnRateAlarms = this.set.composites;
  }

  private addAvailability(props: SloAlarmsProps): void {
    const objective = {
      budgetPercent: exact(100 - props.uptimePercent),
      metric: (period: Duration) => failedPercent(props, period),
      bad: 'failed',
      promise: `${props.uptimePercent} % without a server error`,
      firstSteps:
        'compare with the time of the last deployment and undo it, then see whether the load balancer (502, ' +
        '503, 504) or the application answers with 5xx, ' +
        'then check healthy targets, database and cache. Stop risky releases until the budget has recovered.',
    };
    this.set.add({ id: 'FastBurn', rate: FAST, tuning: props.fastBurn, ...objective });
    this.set.add({ id: 'MediumBurn', rate: MEDIUM, tuning: props.mediumBurn, ...objective });
    this.set.add({ id: 'SlowBurn', rate: SLOW, tuning: props.slowBurn, ...objective });
  }

  private addLatency(props: SloAlarmsProps): void {
    const p99LatencyMs = props.p99LatencyMs;
    if (p99LatencyMs === undefined) {
      return;
    }
    const objective: Omit<BurnAlarm, 'id' | 'rate' | 'tuning'> = {
      budgetPercent: LATENCY_BUDGET_PERCENT,
      metric: (period: Duration) => slowPercent(props, p99LatencyMs, period),
      bad: 'were slow',
      promise: `99 % within ${p99LatencyMs} ms`,
      firstSteps:
        'find the slow route in the traces, then the slow query in Database Insights; move work above 200 ms ' +
        'to the queue, pool connections, cache, then scale out.',
    };
    this.set.add({ id: 'LatencyFastBurn', rate: FAST, tuning: props.latencyFastBurn, ...objective });
    this.set.add({ id: 'LatencyMediumBurn', rate: MEDIUM, tuning: props.latencyMediumBurn, ...objective });
    this.set.add({ id: 'LatencySlowBurn', rate: SLOW, tuning: props.latencySlowBurn, ...objective });
  }

  private checkProps(props: SloAlarmsProps): void {
    const problems = new Problems();
    requireName(problems, 'loadBalancerFullName', props.loadBalancerFullName);
    const uptime = props.uptimePercent;
    problems.require(
      Token.isUnresolved(uptime) || (uptime > 94 && uptime < 100),
      `\`uptimePercent\` must be above 94 and below 100, got: ${got(uptime)}; a promise of 100 has no budget, ` +
        `and below 94 no share of failures is ${MAX_FACTOR} times the budget`,
    );
    requirePositive(problems, 'p99LatencyMs', props.p99LatencyMs, "give the stage's target");
    requirePositive(problems, 'minimumRequests', props.minimumRequests, 'give a number of requests');
    requirePositive(problems, 'minimumBadRequests', props.minimumBadRequests, 'give a number of requests');
    const { fastBurn, mediumBurn, slowBurn } = props;
    const latency = {
      latencyFastBurn: props.latencyFastBurn,
      latencyMediumBurn: props.latencyMediumBurn,
      latencySlowBurn: props.latencySlowBurn,
    };
    checkTuning(problems, { fastBurn, mediumBurn, slowBurn, ...latency });
    checkFixedWindows(problems, { fastBurn, mediumBurn, slowBurn, ...latency });
    const tuned = Object.entries(latency).filter(
      ([, tuning]) => tuning !== undefined && props.p99LatencyMs === undefined,
    );
    tuned.forEach(([name]) =>
      problems.add(
        `\`${name}\` must be absent without \`p99LatencyMs\`, got: a tuning; give the promised latency or remove it`,
      ),
    );
    problems.throwIfAny(this.node.path);
  }
}

function checkFixedWindows(problems: Problems, tunings: Record<string, AlarmTuning | undefined>): void {
  for (const [name, tuning] of Object.entries(tunings)) {
    problems.require(
      tuning?.periods === undefined,
      `\`${name}.periods\` must be absent, got: ${got(tuning?.periods)}; the two windows of a burn rate ` +
        `are fixed, tune \`${name}.threshold\` instead`,
    );
  }
}

/**
 * Failed requests, in percent of all; 0 if there are too few. The load balancer publishes a count of errors only if
 * there are any. `SUM` over a list ignores a series without data, but `+` may have no result.
 */
function failedPercent(props: SloAlarmsProps, period: Duration): IMetric {
  const sum = (metricName: string) => loadBalancerMetric(metricName, props.loadBalancerFullName, 'Sum', { period });
  const failed = 'SUM([balancer, application])';
  const all = 'SUM([requests, balancer])';
  return math(
    `IF(${enough(props, all, failed)}, 100 * ${failed} / ${all}, 0)`,
    {
      balancer: sum('HTTPCode_ELB_5XX_Count'),
      application: sum('HTTPCode_Target_5XX_Count'),
      requests: sum('RequestCount'),
    },
    'failed requests (%)',
    period,
  );
}

/** Requests slower than the objective, in percent of all; 0 if there are too few. */
function slowPercent(props: SloAlarmsProps, p99LatencyMs: number, period: Duration): IMetric {
  const metric = (metricName: string, statistic: string) =>
    loadBalancerMetric(metricName, props.loadBalancerFullName, statistic, { period });
  const slow = '(100 - inTime)';
  return math(
    `IF(${enough(props, 'requests', `requests * ${slow} / 100`)}, ${slow}, 0)`,
    {
      inTime: metric('TargetResponseTime', Stats.percentileRank(p99LatencyMs / 1000)),
      requests: metric('RequestCount', 'Sum'),
    },
    `requests slower than ${p99LatencyMs} ms (%)`,
    period,
  );
}

function enough(props: SloAlarmsProps, all: string, bad: string): string {
  return `(${all} >= ${props.minimumRequests ?? 100}) AND (${bad} >= ${props.minimumBadRequests ?? 10})`;
}
