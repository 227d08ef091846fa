import { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';

/** Changes one alarm of a set; what is left out keeps the library's value. */
export interface AlarmTuning {
  /**
   * Whether the alarm exists.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The figure at which the alarm goes off, in the unit that the alarm's property names.
   *
   * @default - the figure that the alarm's property names
   */
  readonly threshold?: number;

  /**
   * How many periods in a row have to be beyond the threshold. The length of a period belongs to the alarm and is in
   * its description.
   *
   * @default - as the alarm's property says
   */
  readonly periods?: number;
}

/** What every set of alarms takes. */
export interface AlarmSetOptions {
  /**
   * What happens when an alarm goes off and when it recovers, for example `OnCallTopic.alarmAction`.
   *
   * @default - nothing; the alarms are seen in the console only
   */
  readonly actions?: IAlarmAction[];

  /**
   * Whether the alarms keep quiet: they change their state but perform no action. Meant for everything outside
   * production.
   *
   * @default false
   */
  readonly muted?: boolean;
}

/** What every set of alarms gives. */
export interface IAlarmSet {
  /** The alarms that exist, in the order of the documentation. */
  readonly alarms: Alarm[];
}
