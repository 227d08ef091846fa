import { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';

/** Changes to one alarm of a set. Whatever you leave out keeps its default. */
export interface AlarmTuning {
  /**
   * Whether the alarm exists.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The threshold, in the unit that the property of the alarm documents.
   *
   * @default - the threshold that the property of the alarm documents
   */
  readonly threshold?: number;

  /**
   * Number of consecutive periods beyond the threshold after which the alarm goes off, 1 to 100. The length of a period
   * is fixed for each alarm, and the property of the alarm documents it.
   *
   * @default - the number that the property of the alarm documents
   */
  readonly periods?: number;
}

/** Options of every set of alarms. */
export interface AlarmSetOptions {
  /**
   * What happens when an alarm goes off and when it recovers, for example `OnCallTopic.alarmAction`.
   *
   * @default - nothing; the alarms only show in the console
   */
  readonly actions?: IAlarmAction[];

  /**
   * Whether the alarms change their state without performing an action. Use it outside production.
   *
   * @default false - the alarms perform their actions
   */
  readonly muted?: boolean;
}

/** What every set of alarms provides. */
export interface IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  readonly alarms: Alarm[];
}
