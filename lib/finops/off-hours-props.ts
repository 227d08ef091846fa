import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';

/** An Amazon ECS service that is stopped. Both names can be tokens. */
export interface OffHoursService {
  /** Name of the cluster. */
  readonly clusterName: string;

  /** Name of the service. */
  readonly serviceName: string;
}

/** Properties of `OffHours`. At least one Auto Scaling group, service or database instance must be given. */
export interface OffHoursProps {
  /** Local time at which the environment stops on each of the `days`, `HH:MM`. */
  readonly stopAt: string;

  /** Local time at which the environment starts on each of the `days`, `HH:MM`. */
  readonly startAt: string;

  /** IANA name of the time zone, `Area/City` or `UTC`. Daylight saving time is taken into account. */
  readonly timeZone: string;

  /**
   * Days of the week with a start and a stop, as in the day-of-week field of a cron expression, for example `MON-FRI`,
   * `MON,WED` or `SUN-THU`. With `MON-FRI`, the environment is stopped from Friday evening to Monday morning.
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
   * Amazon ECS services that are stopped, with or without auto scaling.
   *
   * @default - none
   */
  readonly services?: OffHoursService[];

  /**
   * Identifiers of the Amazon RDS instances that are stopped. Amazon RDS cannot stop an instance that is or has a read
   * replica, nor a single instance of an Aurora cluster.
   *
   * @default - none
   */
  readonly databaseInstanceIdentifiers?: string[];

  /**
   * What happens when a stop or a start fails or does not take place, for example `OnCallTopic.alarmAction`.
   *
   * @default - nothing; the alarms only show in the console
   */
  readonly alarmActions?: IAlarmAction[];
}
