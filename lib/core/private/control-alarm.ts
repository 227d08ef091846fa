import { Alarm, ComparisonOperator, IAlarmAction, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** An alarm that starts scaling or stops a deployment. */
export interface ControlAlarmPlan {
  /** What is measured. */
  readonly metric: IMetric;

  /** The threshold, in the unit of the metric. */
  readonly threshold: number;

  /** How the metric is compared with the threshold. */
  readonly comparison: ComparisonOperator;

  /** Number of periods that are evaluated. */
  readonly periods: number;

  /** How many of them must be beyond the threshold; all of them if undefined. */
  readonly datapoints?: number;

  /** What the alarm does, and when a person must act. */
  readonly description: string;

  /** The scaling that it starts; undefined if the alarm stops deployments of an Amazon ECS service. */
  readonly action?: IAlarmAction;
}

/**
 * Creates an alarm that AWS acts on instead of a person. It is not part of an `AlarmSet`, because muting it would stop
 * scaling and rollbacks.
 */
export function createControlAlarm(scope: Construct, id: string, plan: ControlAlarmPlan): Alarm {
  const alarm = new Alarm(scope, id, {
    metric: plan.metric,
    threshold: plan.threshold,
    comparisonOperator: plan.comparison,
    evaluationPeriods: plan.periods,
    datapointsToAlarm: plan.datapoints,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: plan.description,
  });
  if (plan.action) {
    alarm.addAlarmAction(plan.action);
  }
  return alarm;
}
