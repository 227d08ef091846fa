import { Alarm, ComparisonOperator, IAlarmAction, IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** An alarm that drives scaling or stops a deployment. */
export interface ControlAlarmPlan {
  /** What is measured. */
  readonly metric: IMetric;

  /** The figure at which the alarm goes off. */
  readonly threshold: number;

  /** How the figure is compared. */
  readonly comparison: ComparisonOperator;

  /** Periods that are looked at. */
  readonly periods: number;

  /** How many of them have to be beyond the threshold; all if undefined. */
  readonly datapoints?: number;

  /** What the alarm does, and when a person has to look at it. */
  readonly description: string;

  /** The scaling that it starts; undefined if an Amazon ECS service names the alarm for its deployments. */
  readonly action?: IAlarmAction;
}

/**
 * Makes an alarm that a machine acts on. It is not part of an `AlarmSet`: muting it would stop scaling and rollbacks,
 * and nobody is called when it goes off or recovers.
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
