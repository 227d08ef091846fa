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

/** Properties of `WorkerService`. */
export interface WorkerServiceProps extends ContainerServiceProps {
  /** The queue that the workers read. Their role is granted to receive and delete its messages. */
  readonly queue: IQueue;

  /**
   * Time that a message may wait until a worker takes it; at least `messageProcessingTime`. The ratio of the two is the
   * backlog that scaling allows each task.
   */
  readonly acceptableLatency: Duration;

  /**
   * Average time to process a message. Measure it: if the value is too low, messages wait longer than
   * `acceptableLatency`.
   */
  readonly messageProcessingTime: Duration;

  /**
   * Number of messages that a task processes at the same time, 1 to 10000.
   *
   * @default 1
   */
  readonly messagesPerTask?: number;

  /**
   * Whether tasks may protect themselves from being stopped by scaling and deployments while they process a message
   * (Amazon ECS task scale-in protection).
   *
   * @default true
   */
  readonly taskProtection?: boolean;

  /**
   * The dead-letter queue of `queue`. A message that arrives there during a deployment rolls the deployment back.
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
   * The share of tasks on Fargate Spot. Not allowed together with `capacityProviderStrategies`. Can be changed in
   * place.
   *
   * @default - `capacityProviderStrategies`
   */
  readonly spotShare?: SpotShare;
}

/**
 * The worker process of the workload as an Amazon ECS service on AWS Fargate, scaled by the number of waiting messages.
 *
 * **Scaling.** A target tracking policy keeps the number of waiting messages per running task at
 * `acceptableLatency / messageProcessingTime * messagesPerTask`. CloudWatch computes the metric with metric math, so no
 * Lambda function is needed.
 *
 * - *Running tasks* are the samples of the free metric `CPUUtilization`, of which Amazon ECS sends one per running task
 *   and minute. `RunningTaskCount` requires Container Insights, which is billed per metric.
 * - *Busy tasks are not removed.* Messages in flight are not visible, so the backlog is 0 while every task processes a
 *   long job. The metric is therefore never below the share of busy tasks, so that scaling in keeps the busy tasks.
 * - *Missing data is not filled.* While no task runs, the metric has no data and target tracking does nothing. With a
 *   filled value, a late data point would multiply the tasks.
 * - *Scaling from zero* only happens with `minTasks: 0`. An alarm on metrics of the queue, "messages wait and none is
 *   in flight", starts one task, and the policy takes over. A queue that has not been used for six hours publishes no
 *   metrics for up to 15 minutes. Keep one task if the first message must not wait.
 * - *There is no CPU policy*, because the CPU of a worker says little about how many messages wait.
 *
 * **Long jobs.** A task that is stopped has `stopTimeout` (at most 120 seconds) after SIGTERM. A worker with longer
 * jobs sets scale-in protection around each job (`PUT $ECS_AGENT_URI/task-protection/v1/state`), which its role allows.
 * If a job is killed nevertheless, its message is delivered again after the visibility timeout, so jobs must be
 * idempotent.
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

  /** The target of scaling: waiting messages per task. */
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
    // Availability Zones are not rebalanced, because that stops running tasks without a benefit for workers.
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
