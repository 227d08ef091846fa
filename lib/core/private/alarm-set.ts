import { Token } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmBase,
  AlarmRule,
  AlarmState,
  CfnCompositeAlarm,
  ComparisonOperator,
  CompositeAlarm,
  IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning } from '../alarm-tuning';
import { got, Problems } from '../problems';

/** An alarm with its defaults. */
export interface AlarmPlan {
  /** What is measured. */
  readonly metric: IMetric;

  /** The threshold, unless tuned. */
  readonly threshold: number;

  /** Consecutive periods beyond the threshold, unless tuned. */
  readonly periods: number;

  /** How the metric is compared with the threshold. */
  readonly comparison: ComparisonOperator;

  /** What a gap in the metric means. */
  readonly missing: TreatMissingData;

  /** What the alarm means. */
  readonly meaning: string;

  /** What to do, most urgent first. */
  readonly firstSteps: string;

  /** The user's changes. */
  readonly tuning?: AlarmTuning;

  /** For percentiles: whether the state stays as it is while there are too few samples. */
  readonly ignoreFewSamples?: boolean;
}

/** At or above the threshold. */
export const HIGH = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;

/** Above the threshold. */
export const ABOVE = ComparisonOperator.GREATER_THAN_THRESHOLD;

/** Below the threshold. */
export const BELOW = ComparisonOperator.LESS_THAN_THRESHOLD;

/** Missing data is harmless: the resource is stopped, for example at night, or had nothing to do. */
export const GAP_IS_FINE = TreatMissingData.NOT_BREACHING;

/** Missing data is the failure: what reports the metric has stopped. */
export const GAP_IS_FAILURE = TreatMissingData.BREACHING;

/** CloudWatch's limit on descriptions (PutMetricAlarm, AlarmDescription). */
const MAX_DESCRIPTION = 1024;

/** Creates the alarms of a construct that notify people, all with the same actions. */
export class AlarmSet {
  /** The alarms made so far, without composite alarms. */
  public readonly alarms: Alarm[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly options: AlarmSetOptions,
  ) {}

  /** Creates an alarm; `undefined` if the user has turned it off. */
  public add(id: string, plan: AlarmPlan): Alarm | undefined {
    if (plan.tuning?.enabled === false) {
      return undefined;
    }
    const periods = plan.tuning?.periods ?? plan.periods;
    const alarm = new Alarm(this.scope, id, {
      metric: plan.metric,
      threshold: plan.tuning?.threshold ?? plan.threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      comparisonOperator: plan.comparison,
      treatMissingData: plan.missing,
      evaluateLowSampleCountPercentile: plan.ignoreFewSamples ? 'ignore' : undefined,
      actionsEnabled: this.actionsEnabled,
      alarmDescription: `${plan.meaning} First: ${plan.firstSteps}`.slice(0, MAX_DESCRIPTION),
    });
    this.notify(alarm);
    this.alarms.push(alarm);
    return alarm;
  }

  /** Creates an alarm that is on while all of the given alarms are. */
  public addComposite(id: string, alarms: Alarm[], alarmDescription: string): CompositeAlarm {
    const composite = new CompositeAlarm(this.scope, id, {
      alarmRule: AlarmRule.allOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
      actionsEnabled: this.actionsEnabled,
      alarmDescription,
    });
    // AWS CDK gives it a fixed name, and a resource with a fixed name cannot be replaced.
    (composite.node.defaultChild as CfnCompositeAlarm).alarmName = undefined;
    this.notify(composite);
    return composite;
  }

  private get actionsEnabled(): boolean | undefined {
    return this.options.muted ? false : undefined;
  }

  private notify(alarm: AlarmBase): void {
    for (const action of this.options.actions ?? []) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}

/** Records the problems of the given tunings, by property name. */
export function checkTuning(problems: Problems, tunings: Record<string, AlarmTuning | undefined>): void {
  for (const [name, tuning] of Object.entries(tunings)) {
    if (tuning !== undefined) {
      checkAlarmTuning(problems, name, tuning);
    }
  }
}

function checkAlarmTuning(problems: Problems, name: string, tuning: AlarmTuning): void {
  const { enabled, threshold, periods } = tuning;
  problems.require(
    threshold === undefined || Token.isUnresolved(threshold) || (Number.isFinite(threshold) && threshold >= 0),
    `\`${name}.threshold\` must be a number from 0, got: ${got(threshold)}; ` +
      'set `enabled: false` to switch the alarm off',
  );
  problems.require(
    periods === undefined ||
      Token.isUnresolved(periods) ||
      (Number.isInteger(periods) && periods >= 1 && periods <= 100),
    `\`${name}.periods\` must be a whole number from 1 to 100, got: ${got(periods)}; ` +
      'set `enabled: false` to switch the alarm off',
  );
  problems.require(
    enabled !== false || (threshold === undefined && periods === undefined),
    `\`${name}.enabled\` must not be false if the alarm is tuned, got: ${got(tuning)}; ` +
      'remove `enabled` or the tuning',
  );
}
