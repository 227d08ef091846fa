import { Duration, Stack } from 'aws-cdk-lib';
import { ScalableTarget } from 'aws-cdk-lib/aws-applicationautoscaling';
import { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { FargateService, FargateTaskDefinition, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import { IGrantable, IPrincipal, IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HIGH } from '../core/private/alarm-set';
import { createControlAlarm } from '../core/private/control-alarm';
import { acknowledgeWildcards } from '../core/private/nag-findings';
import { Problems } from '../core/problems';
import { createBacklogPolicy } from './private/backlog-policy';
import { checkInteger, checkService } from './private/checks';
import { addSchedules, checkSchedules } from './private/schedules';
import { createService, scaleBetween } from './private/service';
import { checkSpotShare, strategiesOf } from './private/spot';
import { createTask } from './private/task';
import { createWakeUp } from './private/wake-up';
import { SpotShare } from './spot-share';
import { ContainerServiceProps } from './task-props';
import { TaskSchedule } from './task-schedule';

/** Settings of a worker service. */
export interface WorkerServiceProps extends ContainerServiceProps {
  /** The queue that the workers read. They are granted to receive and delete its messages. */
  readonly queue: IQueue;

  /**
   * How long a message may wait before a worker takes it. Together with `messageProcessingTime` it decides the number
   * of tasks.
   */
  readonly acceptableLatency: Duration;

  /**
   * How long one message takes on average. Measure it; a guess that is too low makes messages wait longer than
   * `acceptableLatency`.
   */
  readonly messageProcessingTime: Duration;

  /**
   * Messages that one task works on at the same time.
   *
   * @default 1
   */
  readonly messagesPerTask?: number;

  /**
   * Whether tasks may protect themselves from being stopped by scaling and deployments while they work on a message
   * (Amazon ECS task scale-in protection), within this cluster.
   *
   * @default true
   */
  readonly taskProtection?: boolean;

  /**
   * The dead-letter queue of `queue`. A message that arrives there during a deployment rolls it back.
   *
   * @default - no deployment alarm is created
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * Changes of `minTasks` and `maxTasks` at fixed times.
   *
   * @default - the bounds never change
   */
  readonly schedules?: TaskSchedule[];

  /**
   * Runs some of the tasks on Fargate Spot. Changes in place.
   *
   * @default - as `capacityProviderStrategies` says: on demand only
   */
  readonly spotShare?: SpotShare;
}

/**
 * The worker process of the workload as an Amazon ECS service on AWS Fargate, scaled by the messages that wait.
 *
 * **Scaling.** One task may have `acceptableLatency / messageProcessingTime * messagesPerTask` messages waiting: that
 * is the target of a target tracking policy on "messages waiting per running task". AWS computes the metric itself
 * (metric math), so there is no Lambda function to run.
 *
 * - *Running tasks* are the number of samples of the free `CPUUtilization` metric of the service: Amazon ECS sends one
 * sample per running task and minute. `RunningTaskCount` would need Container Insights, which is paid for per metric;
 * the desired count is no metric at all without it.
 * - *Busy tasks are not removed.* Messages in work are not visible, so a plain backlog reads 0 while every task works
 * on a long job, and scaling in would stop them. The policy therefore never reads lower than the share of busy tasks:
 * it shrinks the service to the tasks that work.
 * - *No filling of gaps.* While no task runs, `running` has no data and the policy rests (target tracking does nothing
 * without data). Filling the gap
 *   with a number would multiply the tasks whenever one data point is late.
 * - *From zero.* Only with `minTasks: 0`: an alarm on "messages wait and none is in work", from metrics of the queue
 * alone, starts one task, and the policy above takes over. A queue that nobody touched for six hours sends no metrics,
 * and it can take up to 15 minutes until they come
 *   back: keep one task where the first message must not wait.
 * - *No CPU policy*: a worker that waits for something else is not idle, and one that computes is not behind.
 *
 * **Long jobs.** A task that is stopped gets SIGTERM and `stopTimeout` (at most 120 seconds). A worker with longer jobs
 * sets scale-in protection around each job (`PUT $ECS_AGENT_URI/task-protection/v1/state`); the task role may do that.
 * What is killed anyhow comes back when the visibility timeout of the queue ends, so jobs must be idempotent.
 */
export class WorkerService extends Construct implements IConnectable, IGrantable {
  /** The service. */
  public readonly service: FargateService;

  /** The scaling of the service, for policies of your own. */
  public readonly scaling: ScalableTaskCount;

  /** The task definition. */
  public readonly taskDefinition: FargateTaskDefinition;

  /** The role of the worker process; grant it what the process needs. */
  public readonly taskRole: IRole;

  /** The security group that the construct created for the tasks; nothing may connect to them. */
  public readonly securityGroup: SecurityGroup;

  /** The tasks as a network peer. */
  public readonly connections: Connections;

  /** The principal to grant permissions to: the role of the worker process. */
  public readonly grantPrincipal: IPrincipal;

  /** The alarms that stop a deployment. */
  public readonly deploymentAlarms: IAlarm[];

  /** The number of waiting messages per task that scaling aims at. */
  public readonly backlogPerTask: number;

  constructor(scope: Construct, id: string, props: WorkerServiceProps) {
    super(scope, id);
    this.validate(props);
    const task = createTask(this, props, { name: 'worker', stopTimeout: Duration.seconds(120) });
    this.taskDefinition = task.taskDefinition;
    this.taskRole = task.taskRole;
    this.grantPrincipal = task.taskRole;
    this.securityGroup = task.securityGroup;
    this.connections = new Connections({ securityGroups: [task.securityGroup] });
    props.queue.grantConsumeMessages(task.taskRole);
    this.allowTaskProtection(props);

    this.deploymentAlarms = props.deploymentAlarms ?? this.createDeploymentAlarms(props);
    // zones are not rebalanced: that stops running tasks, and a queue does not care where its workers are
    const placed = props.spotShare ? { ...props, capacityProviderStrategies: strategiesOf(props.spotShare) } : props;
    this.service = createService(this, placed, task, {
      minHealthyPercent: 50,
      alarms: this.deploymentAlarms,
      rebalanceZones: false,
    });
    this.backlogPerTask = this.computeBacklog(props);
    this.scaling = scaleBetween(this.service, props.minTasks, props.maxTasks);
    this.addPolicies(props);
    addSchedules(this.scaling, props.schedules);
  }

  private validate(props: WorkerServiceProps): void {
    const problems = new Problems();
    checkService(problems, props, 0);
    checkInteger(problems, 'messagesPerTask', props.messagesPerTask, 1, 10_000);
    checkSchedules(problems, props.schedules, 0);
    checkSpotShare(problems, props.spotShare, props.capacityProviderStrategies);
    const latency = props.acceptableLatency.toMilliseconds();
    const processing = props.messageProcessingTime.toMilliseconds();
    problems.require(
      processing > 0,
      '`messageProcessingTime` must be more than 0, got: 0 seconds; measure what one message takes',
    );
    problems.require(
      latency >= processing,
      `\`acceptableLatency\` must be at least \`messageProcessingTime\` (${processing / 1000} seconds), ` +
        `got: ${latency / 1000} seconds; ` +
        'raise it, or make messages smaller',
    );
    problems.throwIfAny(this.node.path);
  }

  private computeBacklog(props: WorkerServiceProps): number {
    const perTask =
      (props.acceptableLatency.toMilliseconds() / props.messageProcessingTime.toMilliseconds()) *
      (props.messagesPerTask ?? 1);
    return Math.round(perTask * 100) / 100;
  }

  private allowTaskProtection(props: WorkerServiceProps): void {
    if (props.taskProtection === false) {
      return;
    }
    const resourceName = `${props.cluster.clusterName}/*`;
    const tasks = Stack.of(this).formatArn({ service: 'ecs', resource: 'task', resourceName });
    const actions = ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'];
    this.taskRole.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [tasks] }));
    const reason =
      'A task protects itself and its id exists only once it runs; the permission covers the tasks of this ' +
      'cluster only.';
    acknowledgeWildcards(this.taskRole, [tasks], reason);
  }

  private createDeploymentAlarms(props: WorkerServiceProps): IAlarm[] {
    if (!props.deadLetterQueue) {
      return [];
    }
    const alarm = createControlAlarm(this, 'DeadLetters', {
      metric: props.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparison: HIGH,
      periods: 1,
      description:
        'The dead-letter queue holds messages that the workers could not process. ' +
        'A deployment that began before is rolled back. ' +
        'Read the worker logs, repair the cause, then redrive the messages.',
    });
    return [alarm];
  }

  private addPolicies(props: WorkerServiceProps): void {
    const target = this.scaling.node.findChild('Target') as ScalableTarget;
    createBacklogPolicy(this, 'BacklogPolicy', {
      scalingTargetId: target.scalableTargetId,
      service: this.service,
      queue: props.queue,
      backlogPerTask: this.backlogPerTask,
      messagesPerTask: props.messagesPerTask ?? 1,
      scaleOutCooldownSeconds: (props.scaleOutCooldown ?? Duration.seconds(60)).toSeconds(),
      scaleInCooldownSeconds: (props.scaleInCooldown ?? Duration.seconds(300)).toSeconds(),
    });
    if (props.minTasks === 0 || props.schedules?.some((schedule) => schedule.minTasks === 0)) {
      createWakeUp(this, props.queue, target);
    }
  }
}
