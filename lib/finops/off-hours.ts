import { Duration, Names, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import { Alarm, IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { IAlarmSet } from '../core/alarm-tuning';
import { ABOVE, AlarmSet, GAP_IS_FINE } from '../core/private/alarm-set';
import { OffHoursProps } from './off-hours-props';
import { startDefinition, stopDefinition } from './private/off-hours-definition';
import { admit, OwnActions, START_ACTIONS, STOP_ACTIONS } from './private/off-hours-policy';
import { OffHoursTargets } from './private/off-hours-targets';
import { State } from './private/states';
import { validateOffHours } from './private/validate-off-hours';

/** EventBridge Scheduler gives up after this time. A stop that is hours late would disturb people at work. */
const LATEST = Duration.hours(1);

/**
 * Stops an environment outside working hours, and starts it again with the capacity that it had.
 *
 * The stop saves the current minimum, maximum and desired capacity of each Auto Scaling group and service in a
 * parameter of AWS Systems Manager and sets all three to zero. Then it stops the databases. The start starts the
 * databases, waits until they are available, restores the saved capacities and deletes the parameters. The start only
 * changes what a stop has saved: a database that was stopped by hand stays stopped, and capacity that a deployment has
 * raised meanwhile stays raised.
 *
 * The parameters are created at run time and are not part of the template, so that a deployment does not overwrite
 * them. Caches keep running, because Amazon ElastiCache cannot stop them. Load balancers, NAT gateways and storage keep
 * their cost.
 */
export class OffHours extends Construct implements IAlarmSet {
  /** The state machine that runs at `stopAt`. Start it by hand to stop the environment at another time. */
  public readonly stopStateMachine: StateMachine;

  /** The state machine that runs at `startAt`. Start it by hand to work outside working hours. */
  public readonly startStateMachine: StateMachine;

  /** Prefix of the names of the parameters: `/off-hours/<stack and construct>`. */
  public readonly parameterPrefix: string;

  /** The alarms: a stop has failed, a start has failed, a schedule could not start a state machine. */
  public readonly alarms: Alarm[];

  private readonly targets: OffHoursTargets;
  private readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: OffHoursProps) {
    super(scope, id);
    validateOffHours(this.node.path, props);
    this.parameterPrefix = `/off-hours/${Names.uniqueResourceName(this, { maxLength: 100, separator: '-' })}`;
    this.targets = new OffHoursTargets(Stack.of(this), this.parameterPrefix, props);
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.stopStateMachine = this.createStateMachine('Stop', stopDefinition(this.targets), STOP_ACTIONS);
    this.startStateMachine = this.createStateMachine('Start', startDefinition(this.targets), START_ACTIONS);
    const group = this.createSchedules(props);
    this.alarms = this.createAlarms(group, new AlarmSet(this, { actions: props.alarmActions }));
  }

  private createStateMachine(id: string, definition: State, actions: OwnActions): StateMachine {
    const machine = new StateMachine(this, id, {
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      logs: { destination: this.logGroup, level: LogLevel.ALL, includeExecutionData: true },
      tracingEnabled: true,
    });
    admit(machine, this.targets, actions);
    return machine;
  }

  /** The schedules have a group of their own, because dropped invocations are counted per group. */
  private createSchedules(props: OffHoursProps): ScheduleGroup {
    const scheduleGroup = new ScheduleGroup(this, 'Schedules');
    const role = new Role(this, 'SchedulerRole', {
      description: 'Lets EventBridge Scheduler start the off-hours state machines',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': scheduleGroup.scheduleGroupArn,
          },
        },
      }),
    });
    const plans = {
      Stop: { time: props.stopAt, machine: this.stopStateMachine },
      Start: { time: props.startAt, machine: this.startStateMachine },
    };
    for (const [name, { time, machine }] of Object.entries(plans)) {
      new Schedule(this, `${name}Schedule`, {
        description: `Off-hours: ${name.toLowerCase()}`,
        scheduleGroup,
        schedule: cron(time, props),
        target: new StepFunctionsStartExecution(machine, { role, maxEventAge: LATEST, retryAttempts: 10 }),
      });
    }
    return scheduleGroup;
  }

  private createAlarms(group: ScheduleGroup, set: AlarmSet): Alarm[] {
    const add = (id: string, metric: IMetric, meaning: string) =>
      set.add(id, {
        metric,
        threshold: 0,
        periods: 1,
        comparison: ABOVE,
        missing: GAP_IS_FINE,
        meaning: `Off-hours: ${meaning}`,
        firstSteps: 'read the executions of the state machine, fix the cause, then start it by hand.',
      });
    add('StopFailed', failures(this.stopStateMachine), 'something was not stopped and costs money until it is.');
    add(
      'StartFailed',
      failures(this.startStateMachine),
      'something was not started. What was remembered is kept, so the start can run again.',
    );
    add(
      'NotTriggered',
      group.metricDropped({ period: Duration.minutes(5) }),
      'EventBridge Scheduler could not start a stop or a start.',
    );
    return set.alarms;
  }
}

function cron(time: string, { days = 'MON-FRI', timeZone }: OffHoursProps): ScheduleExpression {
  const [hour, minute] = time.split(':').map((part) => String(Number(part)));
  return ScheduleExpression.cron({ minute, hour, weekDay: days, timeZone: TimeZone.of(timeZone) });
}

/** Executions that failed or ran out of time. */
function failures(machine: StateMachine): IMetric {
  const options = { period: Duration.minutes(5), statistic: 'Sum' };
  return new MathExpression({
    expression: 'failed + timedOut',
    usingMetrics: { failed: machine.metricFailed(options), timedOut: machine.metricTimedOut(options) },
    period: options.period,
    label: 'failed or timed out',
  });
}
