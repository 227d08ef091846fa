import { Duration, Stack, Token } from 'aws-cdk-lib';
import { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AlarmBehavior,
  AvailabilityZoneRebalancing,
  CfnCluster,
  CfnClusterCapacityProviderAssociations,
  CfnService,
  Cluster,
  DeploymentStrategy,
  FargatePlatformVersion,
  FargateService,
  FargateServiceProps,
  ICluster,
  PropagatedTagSource,
  ScalableTaskCount,
} from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ContainerServiceProps } from '../task-props';
import { capacityOf, Task } from './task';

/** How a canary deployment goes. */
export interface CanarySpec {
  readonly percent: number;
  readonly bakeTime: Duration;
  readonly fullBakeTime: Duration;
}

/** What differs between the kinds of services. */
export interface ServiceSpec {
  readonly minHealthyPercent: number;
  readonly alarms: IAlarm[];
  readonly healthCheckGracePeriod?: Duration;
  readonly rebalanceZones: boolean;
  readonly canary?: CanarySpec;
}

/** Creates the service, without a desired count in the template. */
export function createService(
  scope: Construct,
  props: ContainerServiceProps,
  task: Task,
  spec: ServiceSpec,
): FargateService {
  const alarmNames = spec.alarms.map((alarm) => alarm.alarmName);
  const service = new FargateService(scope, 'Service', {
    cluster: props.cluster,
    taskDefinition: task.taskDefinition,
    vpcSubnets: props.vpcSubnets,
    securityGroups: [task.securityGroup, ...(props.securityGroups ?? [])],
    assignPublicIp: false,
    // LATEST is the newest platform revision at each deployment; a fixed version would stop receiving fixes.
    platformVersion: FargatePlatformVersion.LATEST,
    capacityProviderStrategies: capacityOf(props),
    minHealthyPercent: props.minHealthyPercent ?? spec.minHealthyPercent,
    maxHealthyPercent: props.maxHealthyPercent ?? 200,
    circuitBreaker: { enable: true, rollback: true },
    deploymentAlarms: alarmNames.length > 0 ? { alarmNames, behavior: AlarmBehavior.ROLLBACK_ON_ALARM } : undefined,
    ...strategyOf(spec.canary),
    healthCheckGracePeriod: spec.healthCheckGracePeriod,
    availabilityZoneRebalancing: rebalancing(props, spec),
    enableECSManagedTags: true,
    propagateTags: PropagatedTagSource.SERVICE,
    enableExecuteCommand: props.enableExecuteCommand ?? false,
  });
  const resource = service.node.defaultChild as CfnService;
  resource.addPropertyDeletionOverride('DesiredCount');
  requireFargateProviders(scope, props.cluster);
  return service;
}

function strategyOf(
  canary: CanarySpec | undefined,
): Pick<FargateServiceProps, 'deploymentStrategy' | 'canaryConfiguration' | 'bakeTime'> {
  if (canary === undefined) {
    return {};
  }
  return {
    deploymentStrategy: DeploymentStrategy.CANARY,
    canaryConfiguration: { stepPercent: canary.percent, stepBakeTime: canary.bakeTime },
    bakeTime: canary.fullBakeTime,
  };
}

/** Lets Application Auto Scaling choose the number of tasks. */
export function scaleBetween(service: FargateService, minTasks: number, maxTasks: number): ScalableTaskCount {
  return service.autoScaleTaskCount({ minCapacity: minTasks, maxCapacity: maxTasks });
}

/** Amazon ECS can only rebalance Availability Zones if a deployment may start more tasks than desired. */
function rebalancing(props: ContainerServiceProps, spec: ServiceSpec): AvailabilityZoneRebalancing {
  const max = props.maxHealthyPercent ?? 200;
  const possible = Token.isUnresolved(max) || max > 100;
  return spec.rebalanceZones && possible ? AvailabilityZoneRebalancing.ENABLED : AvailabilityZoneRebalancing.DISABLED;
}

/** Reports a cluster of this app without Fargate capacity providers, which would only fail during the deployment. */
export function requireFargateProviders(scope: Construct, cluster: ICluster): void {
  if (!(cluster instanceof Cluster)) {
    return;
  }
  scope.node.addValidation({
    validate: () =>
      hasProviders(cluster)
        ? []
        : [
            `\`cluster\` must have the Fargate capacity providers, got: ${cluster.node.path} without; create it ` +
              `with \`enableFargateCapacityProviders: true\``,
          ],
  });
}

function hasProviders(cluster: Cluster): boolean {
  const providers = (cluster.node.defaultChild as CfnCluster | undefined)?.capacityProviders;
  return (
    providers !== undefined ||
    Stack.of(cluster)
      .node.findAll()
      .some((child) => child instanceof CfnClusterCapacityProviderAssociations)
  );
}
