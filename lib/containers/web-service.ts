import { Duration, Token } from 'aws-cdk-lib';
import { PredefinedMetric, ScalableTarget, TargetTrackingScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, IConnectable, ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnService, FargateService, FargateTaskDefinition, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import { ApplicationTargetGroup, IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IGrantable, IPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Problems } from '../core/problems';
import { WorkloadVariable } from '../core/workload-variable';
import { CanaryRollout } from './canary-rollout';
import { advancedConfiguration, canarySpec, checkCanary, createCanaryRequestsPolicy } from './private/canary';
import { checkInteger, checkSeconds, checkService } from './private/checks';
import { addSchedules, checkSchedules } from './private/schedules';
import { createService, scaleBetween } from './private/service';
import { namesOf, TargetGroupNames } from './private/target-group';
import { createTask, Task } from './private/task';
import { createWebAlarms } from './private/web-alarms';
import { ContainerServiceProps } from './task-props';
import { TaskSchedule } from './task-schedule';

/** Properties of `WebService`. */
export interface WebServiceProps extends ContainerServiceProps {
  /** The TCP port on which the web process listens. It is also the value of the variable `PORT`. */
  readonly port: number;

  /**
   * The target group (target type `ip`) of the tasks. A listener must forward to it before the service is created.
   */
  readonly targetGroup: IApplicationTargetGroup;

  /**
   * The security group of the load balancer, which the tasks admit on `port`. No rule is added to it, so it must allow
   * outgoing traffic to `port`.
   *
   * @default - no ingress rule is created; add one to `securityGroup`
   */
  readonly loadBalancerSecurityGroup?: ISecurityGroup;

  /**
   * The load balancer's full name (`app/<name>/<id>`), for the metrics of an imported target group.
   *
   * @default - taken from the listener of `targetGroup`
   */
  readonly loadBalancerFullName?: string;

  /**
   * Time after the start of a task for which failing health checks are ignored, 0 to 3600 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly healthCheckGracePeriod?: Duration;

  /**
   * Target of scaling for average CPU, in percent; 0 turns the policy off. A lower target reacts earlier and costs
   * more.
   *
   * @default 65 - comparable platforms use 60 to 75, and guide G4 scales out above 70
   */
  readonly cpuTargetPercent?: number;

  /**
   * Target of scaling for average memory, in percent; 0 turns the policy off. A process that uses more than this
   * without any load keeps the service at `maxTasks`: give it more memory, or turn the policy off.
   *
   * @default 75
   */
  readonly memoryTargetPercent?: number;

  /**
   * Target of scaling for requests per task and minute; 0 turns the policy off. Set it to the number that one task
   * answered within the promised latency in a load test.
   *
   * @default 500 - the default of comparable platforms
   */
  readonly requestsPerTargetPerMinute?: number;

  /**
   * Changes of `minTasks` and `maxTasks` at fixed times.
   *
   * @default - the bounds never change
   */
  readonly schedules?: TaskSchedule[];

  /**
   * Deploys new versions as a canary. Requires at least one deployment alarm, because nothing else would stop it.
   *
   * @default - rolling deployment: tasks are replaced a few at a time
   */
  readonly canary?: CanaryRollout;
}

/**
 * The web process of the workload as an Amazon ECS service on AWS Fargate.
 *
 * Scaling follows CPU, memory and requests per task. It adds tasks when any of them is above its target, and removes
 * tasks only when all of them are below. A deployment starts new tasks first. It is rolled back if a deployment alarm
 * goes off or if the tasks do not become healthy. With `canary`, all tasks of the new version run in addition to the
 * old ones, so that there are twice as many tasks during a deployment.
 */
export class WebService extends Construct implements IConnectable, IGrantable {
  /** The service. */
  public readonly service: FargateService;

  /** The scaling of the service, for policies of your own. */
  public readonly scaling: ScalableTaskCount;

  /** The task definition. */
  public readonly taskDefinition: FargateTaskDefinition;

  /** The role of the web process; grant it what the process needs. */
  public readonly taskRole: IRole;

  /** The security group that the construct created for the tasks. */
  public readonly securityGroup: SecurityGroup;

  /** The tasks as a network peer; the default port is `port`. */
  public readonly connections: Connections;

  /** The principal to grant permissions to: the role of the web process. */
  public readonly grantPrincipal: IPrincipal;

  /** The alarms that stop a deployment. */
  public readonly deploymentAlarms: IAlarm[];

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    this.validate(props);
    const task = this.createTask(props);
    this.taskDefinition = task.taskDefinition;
    this.taskRole = task.taskRole;
    this.grantPrincipal = task.taskRole;
    this.securityGroup = task.securityGroup;
    this.connections = new Connections({ securityGroups: [task.securityGroup], defaultPort: Port.tcp(props.port) });
    this.admitLoadBalancer(props);

    const names = namesOf(props.targetGroup, props.loadBalancerFullName);
    const alternate = props.canary && namesOf(props.canary.alternateTargetGroup, names.loadBalancer);
    this.deploymentAlarms = props.deploymentAlarms ?? createWebAlarms(this, names, alternate);
    this.service = this.createService(props, task);
    this.scaling = scaleBetween(this.service, props.minTasks, props.maxTasks);
    this.addPolicies(props);
    this.addRequestsPolicy(props, names, alternate);
    addSchedules(this.scaling, props.schedules);
  }

  private validate(props: WebServiceProps): void {
    const problems = new Problems();
    checkService(problems, props, 1);
    checkInteger(problems, 'port', props.port, 1, 65535);
    checkInteger(problems, 'cpuTargetPercent', props.cpuTargetPercent, 0, 100);
    checkInteger(problems, 'memoryTargetPercent', props.memoryTargetPercent, 0, 100);
    checkInteger(problems, 'requestsPerTargetPerMinute', props.requestsPerTargetPerMinute, 0, 1_000_000);
    checkSeconds(problems, 'healthCheckGracePeriod', props.healthCheckGracePeriod, 0, 3600);
    checkSchedules(problems, props.schedules, 1);
    checkCanary(problems, props.canary, props.targetGroup);
    problems.require(
      props.canary === undefined || props.deploymentAlarms?.length !== 0,
      '`deploymentAlarms` must not be empty with `canary`, got: []; leave it out, or name the alarms that ' +
        'stop a bad version',
    );
    const known = props.targetGroup instanceof ApplicationTargetGroup || props.loadBalancerFullName !== undefined;
    problems.require(
      known || props.requestsPerTargetPerMinute === 0,
      '`loadBalancerFullName` must be given with an imported `targetGroup`, got: nothing; give it, or set ' +
        '`requestsPerTargetPerMinute` to 0',
    );
    problems.throwIfAny(this.node.path);
  }

  private createTask(props: WebServiceProps): Task {
    return createTask(this, props, {
      name: 'web',
      stopTimeout: Duration.seconds(30),
      portMappings: [{ containerPort: props.port }],
      environment: {
        [WorkloadVariable.PORT]: Token.isUnresolved(props.port) ? Token.asString(props.port) : String(props.port),
      },
    });
  }

  /**
   * Only the security group of the service gets a rule, so that the stack of the load balancer does not change.
   */
  private admitLoadBalancer(props: WebServiceProps): void {
    if (props.loadBalancerSecurityGroup) {
      const peer = Peer.securityGroupId(props.loadBalancerSecurityGroup.securityGroupId);
      this.securityGroup.addIngressRule(peer, Port.tcp(props.port), 'Load balancer to web tasks');
    }
  }

  private createService(props: WebServiceProps, task: Task): FargateService {
    const service = createService(this, props, task, {
      minHealthyPercent: 100,
      alarms: this.deploymentAlarms,
      healthCheckGracePeriod: props.healthCheckGracePeriod ?? Duration.seconds(60),
      rebalanceZones: true,
      canary: canarySpec(props.canary),
    });
    // attachToApplicationTargetGroup would also add security group rules to the stack of the load balancer.
    const resource = service.node.defaultChild as CfnService;
    const target = {
      containerName: 'web',
      containerPort: props.port,
      targetGroupArn: props.targetGroup.targetGroupArn,
    };
    resource.loadBalancers = [
      props.canary
        ? { ...target, advancedConfiguration: advancedConfiguration(this, service, props.canary, props.targetGroup) }
        : target,
    ];
    service.node.addDependency(props.targetGroup.loadBalancerAttached);
    return service;
  }

  private addPolicies(props: WebServiceProps): void {
    const cpu = props.cpuTargetPercent ?? 65;
    if (cpu !== 0) {
      this.scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: cpu, ...pausesOf(props) });
    }
    const memory = props.memoryTargetPercent ?? 75;
    if (memory !== 0) {
      this.scaling.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: memory, ...pausesOf(props) });
    }
  }

  private addRequestsPolicy(props: WebServiceProps, names: TargetGroupNames, alternate?: TargetGroupNames): void {
    const requestsPerTask = props.requestsPerTargetPerMinute ?? 500;
    if (requestsPerTask === 0) {
      return;
    }
    const scalingTarget = this.scaling.node.findChild('Target') as ScalableTarget;
    if (alternate) {
      const { scalableTargetId: scalingTargetId } = scalingTarget;
      const groups = [names, alternate];
      createCanaryRequestsPolicy(this, 'CanaryRequests', {
        scalingTargetId,
        service: this.service,
        groups,
        requestsPerTask,
        ...pausesOf(props),
      });
      return;
    }
    new TargetTrackingScalingPolicy(this, 'Requests', {
      scalingTarget,
      predefinedMetric: PredefinedMetric.ALB_REQUEST_COUNT_PER_TARGET,
      resourceLabel: `${names.loadBalancer}/${names.targetGroup}`,
      targetValue: requestsPerTask,
      ...pausesOf(props),
    });
  }
}

function pausesOf(props: WebServiceProps) {
  return {
    scaleOutCooldown: props.scaleOutCooldown ?? Duration.seconds(60),
    scaleInCooldown: props.scaleInCooldown ?? Duration.seconds(300),
  };
}
