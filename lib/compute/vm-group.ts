import { Annotations, Duration, Lazy, Stack, Validations } from 'aws-cdk-lib';
import {
  AdditionalHealthCheckType,
  AutoScalingGroup,
  CfnAutoScalingGroup,
  GroupMetrics,
  HealthChecks,
  ScalingEvents,
  ScalingProcess,
  UpdatePolicy,
} from 'aws-cdk-lib/aws-autoscaling';
import {
  BlockDeviceVolume,
  CfnLaunchTemplate,
  Connections,
  EbsDeviceVolumeType,
  IConnectable,
  LaunchTemplate,
  MachineImage,
  Port,
  SecurityGroup,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import {
  IApplicationLoadBalancerTarget,
  IApplicationTargetGroup,
  LoadBalancerTargetProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { WorkloadImageConfig } from '../core/workload-image';
import { scaleOnCpu } from './private/cpu-scaling';
import { validateUserDataSize, validateVmGroup } from './private/validate-vm-group';
import { createVmRole } from './private/vm-role';
import { vmSpec } from './private/vm-spec';
import { vmUserData } from './private/vm-user-data';
import { VmGroupProps } from './vm-group-props';

const AMAZON_LINUX_PARAMETER = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';
const DEFAULT_START_TIMEOUT = Duration.minutes(15);

/**
 * Stateless virtual machines that run the container of the workload, and that are replaced when they fail.
 *
 * A new image, command, variable or setting creates a new version of the launch template. The deployment starts a new
 * machine, waits until its web process is healthy, and then stops an old one. If the new machine does not become
 * healthy, CloudFormation rolls back, and the old machine keeps running.
 */
export class VmGroup extends Construct implements IConnectable, IGrantable, IApplicationLoadBalancerTarget {
  /** The URL of the local cache for the containers of the machine: cluster protocol, without TLS. */
  public static readonly LOCAL_CACHE_URL = 'redis://valkey:6379';

  /** The OTLP/HTTP endpoint for the containers of the machine; traces go to AWS X-Ray. */
  public static readonly LOCAL_OTLP_ENDPOINT = 'http://host.docker.internal:4318';

  /**
   * The Auto Scaling group. Its `MaxSize` is at least one above `minCapacity`, because a rolling update needs room for
   * a new machine.
   */
  public readonly autoScalingGroup: AutoScalingGroup;

  /** The launch template. A new version of the workload changes no other resource. */
  public readonly launchTemplate: LaunchTemplate;

  /** The role of the machines and of the workload that runs on them. */
  public readonly role: Role;

  /** The security group of the machines. It admits nothing until a load balancer is attached. */
  public readonly securityGroup: SecurityGroup;

  /** The network connections. Rules are only added to `securityGroup`. */
  public readonly connections: Connections;

  /** The principal to which permissions of the workload are granted. */
  public readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: VmGroupProps) {
    super(scope, id);
    validateVmGroup(this, props);
    this.warnAboutSeparateCaches(props);

    this.securityGroup = this.createSecurityGroup(props);
    this.connections = new Connections({ securityGroups: [this.securityGroup], defaultPort: Port.tcp(props.port) });
    this.role = this.createRole(props);
    this.grantPrincipal = this.role;
    const image = this.bindImage(props);
    this.launchTemplate = this.createLaunchTemplate(props, this.renderUserData(props, image));
    this.autoScalingGroup = this.createAutoScalingGroup(props);
    if (props.maxCapacity > props.minCapacity) {
      scaleOnCpu(this, this.autoScalingGroup);
    }
  }

  /**
   * Registers the machines with a target group of type instance, and admits its load balancer on the port of the target
   * group.
   *
   * @param targetGroup the target group
   */
  public attachToApplicationTargetGroup(targetGroup: IApplicationTargetGroup): LoadBalancerTargetProps {
    return this.autoScalingGroup.attachToApplicationTargetGroup(targetGroup);
  }

  private warnAboutSeparateCaches(props: VmGroupProps): void {
    if (props.localCache !== false && props.maxCapacity > 1) {
      Annotations.of(this).addWarningV2(
        'cdk-growth-stages:VmGroup.localCachePerMachine',
        'every machine has its own local cache, and the load balancer is not sticky: with `maxCapacity` above 1, ' +
          'sessions and rate limits need a shared cache; set `localCache` to false and pass the URL of a shared one',
      );
    }
  }

  private createSecurityGroup(props: VmGroupProps): SecurityGroup {
    return new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Virtual machines: admit attached load balancers only',
      allowAllOutbound: true,
    });
  }

  private createRole(props: VmGroupProps): Role {
    const logGroups = [props.webLogGroup, props.workerLogGroup, props.migrateLogGroup, props.systemLogGroup];
    return createVmRole(
      this,
      logGroups.filter((group) => group !== undefined),
      Object.values(props.secrets).map((variable) => variable.secret),
    );
  }

  private bindImage(props: VmGroupProps): WorkloadImageConfig {
    const image = props.image.bindAndGrantPull(this, this.role);
    if (image.repository !== undefined) {
      Validations.of(this.role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'ecr:GetAuthorizationToken supports no resources in policies; pulling itself is limited to the ' +
          'repository of the image.',
      });
    }
    return image;
  }

  private renderUserData(props: VmGroupProps, image: WorkloadImageConfig): string {
    const stack = Stack.of(this);
    const userData = vmUserData(
      vmSpec(props, {
        stackName: stack.stackName,
        region: stack.region,
        logicalId: Lazy.string({
          produce: () => stack.resolve((this.autoScalingGroup.node.defaultChild as CfnAutoScalingGroup).logicalId),
        }),
        imageUri: image.imageUri,
        startSeconds: (props.startTimeout ?? DEFAULT_START_TIMEOUT).toSeconds(),
      }),
    );
    validateUserDataSize(this, userData);
    return userData;
  }

  /**
   * Additional security groups are set on the L1 construct. The L2 construct would add rules to them, which belong to
   * the stacks that own the groups.
   */
  private createLaunchTemplate(props: VmGroupProps, userData: string): LaunchTemplate {
    const launchTemplate = new LaunchTemplate(this, 'LaunchTemplate', {
      instanceType: props.instanceType,
      machineImage: props.machineImage ?? MachineImage.resolveSsmParameterAtLaunch(AMAZON_LINUX_PARAMETER),
      userData: UserData.custom(userData),
      role: this.role,
      securityGroup: this.securityGroup,
      associatePublicIpAddress: props.associatePublicIpAddress ?? props.vpc.selectSubnets(props.vpcSubnets).hasPublic,
      requireImdsv2: true,
      httpPutResponseHopLimit: props.containersUseRole === false ? 1 : 2,
      detailedMonitoring: true,
      ebsOptimized: true,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: BlockDeviceVolume.ebs(props.rootVolumeGiB ?? 20, {
            encrypted: true,
            volumeType: EbsDeviceVolumeType.GP3,
            deleteOnTermination: true,
          }),
        },
      ],
    });
    const groups = [this.securityGroup, ...(props.securityGroups ?? [])].map((group) => group.securityGroupId);
    (launchTemplate.node.defaultChild as CfnLaunchTemplate).addPropertyOverride(
      'LaunchTemplateData.NetworkInterfaces.0.Groups',
      groups,
    );
    return launchTemplate;
  }

  /**
   * A rolling update requires `MinInstancesInService` to be below `MaxSize`, so `MaxSize` is at least one above the
   * minimum. Auto Scaling uses the same room to start the replacement of a failed or outdated machine first (100 to 200
   * % healthy).
   */
  private createAutoScalingGroup(props: VmGroupProps): AutoScalingGroup {
    const startTimeout = props.startTimeout ?? DEFAULT_START_TIMEOUT;
    const lifetime = props.maxInstanceLifetime ?? Duration.days(30);
    const group = new AutoScalingGroup(this, 'AutoScalingGroup', {
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      launchTemplate: this.launchTemplate,
      minCapacity: props.minCapacity,
      maxCapacity: Math.max(props.maxCapacity, props.minCapacity + 1),
      minHealthyPercentage: 100,
      maxHealthyPercentage: 200,
      maxInstanceLifetime: lifetime,
      cooldown: Duration.minutes(5),
      defaultInstanceWarmup: Duration.minutes(5),
      groupMetrics: [GroupMetrics.all()],
      healthChecks: HealthChecks.withAdditionalChecks({
        additionalTypes: [AdditionalHealthCheckType.ELB],
        gracePeriod: startTimeout,
      }),
      notifications: props.notificationTopic && [{ topic: props.notificationTopic, scalingEvents: ScalingEvents.ALL }],
      updatePolicy: UpdatePolicy.rollingUpdate({
        minInstancesInService: props.minCapacity,
        maxBatchSize: 1,
        waitOnResourceSignals: true,
        pauseTime: startTimeout,
        suspendProcesses: [
          ScalingProcess.HEALTH_CHECK,
          ScalingProcess.REPLACE_UNHEALTHY,
          ScalingProcess.AZ_REBALANCE,
          ScalingProcess.ALARM_NOTIFICATION,
          ScalingProcess.SCHEDULED_ACTIONS,
        ],
      }),
    });
    (group.node.defaultChild as CfnAutoScalingGroup).cfnOptions.creationPolicy = {
      resourceSignal: { count: props.minCapacity, timeout: startTimeout.toIsoString() },
    };
    group.node.addDependency(this.role);
    this.acknowledgeMissingNotifications(props, group);
    return group;
  }

  private acknowledgeMissingNotifications(props: VmGroupProps, group: AutoScalingGroup): void {
    if (props.notificationTopic === undefined) {
      Validations.of(group).acknowledge({
        id: 'AwsSolutions-AS3',
        reason:
          'Launches and terminations are the normal course of deployments, scaling and self-healing; ' +
          'what matters to people, too few healthy machines, is watched by alarms on the load balancer. ' +
          '`notificationTopic` turns the notifications on.',
      });
    }
  }
}
