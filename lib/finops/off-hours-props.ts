import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';

/** An Amazon ECS service that is stopped. Both names may be tokens. */
export interface OffHoursService {
  /** Name of the cluster. */
  readonly clusterName: string;

  /** Name of the service. */
  readonly serviceName: string;
}

/** Properties of an off-hours stop. */
export interface OffHoursProps {
  /** Local time at which the environment stops on each of the `days`, `HH:MM`. */
  readonly stopAt: string;

  /** Local time at which the environment starts on each of the `days`, `HH:MM`. */
  readonly startAt: string;

  /** IANA name of the time zone, `Area/City` or `UTC`; daylight saving is taken care of. */
  readonly timeZone: string;

  /**
   * Days of the week with a start and a stop, as in the day-of-week field of a cron expression: `MON-FRI`, `MON,WED`,
   * `SUN-THU`. With `MON-FRI` the environment is down from the stop on Friday to the start on Monday.
   *
   * @default 'MON-FRI'
   */
  readonly days?: string;

  /**
   * Names of the Auto Scaling groups that are stopped.
   *
   * @default - none
   */
  readonly autoScalingGroupNames?: string[];

  /**
   * Amazon ECS services that are stopped, autoscaled or not.
   *
   * @default - none
   */
  readonly services?: OffHoursService[];

  /**
   * Identifiers of the Amazon RDS instances that are stopped. Amazon RDS stops no instance that is or has a read
   * replica, and no single instance of an Aurora cluster.
   *
   * @default - none
   */
  readonly databaseInstanceIdentifiers?: string[];

  /**
   * What happens when a stop or a start fails, or does not take place.
   *
   * @default - the alarms change state and notify nobody
   */
  readonly alarmActions?: IAlarmAction[];
}
