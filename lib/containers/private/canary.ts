import { Duration, Token, Validations } from 'aws-cdk-lib';
import { CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { CfnService, FargateService } from 'aws-cdk-lib/aws-ecs';
import { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { CanaryRollout } from '../canary-rollout';
import { checkInteger } from './checks';
import { CanarySpec } from './service';
import { TargetGroupNames } from './target-group';

/** Records the problems of the settings of a canary. */
export function checkCanary(
  problems: Problems,
  canary: CanaryRollout | undefined,
  targetGroup: IApplicationTargetGroup,
): void {
  if (canary === undefined) {
    return;
  }
  const percent = canary.percent;
  const tenths = percent === undefined || Token.isUnresolved(percent) ? 100 : Math.round(percent * 1e6) / 1e5;
  problems.require(
    Number.isInteger(tenths) && tenths >= 1 && tenths <= 1000,
    `\`canary.percent\` must be a number from 0.1 to 100 in steps of 0.1, got: ${got(percent)}`,
  );
  checkInteger(problems, 'canary.bakeTimeMinutes', canary.bakeTimeMinutes, 5, 1440);
  checkInteger(problems, 'canary.fullBakeTimeMinutes', canary.fullBakeTimeMinutes, 0, 540);
  problems.require(
    canary.alternateTargetGroup !== targetGroup,
    '`canary.alternateTargetGroup` must be another one than `targetGroup`, got: the same; the two ' +
      'versions need a target group each',
  );
}

/** The settings of the deployment, with their defaults. */
export function canarySpec(canary: CanaryRollout | undefined): CanarySpec | undefined {
  return (
    canary && {
      percent: canary.percent ?? 10,
      bakeTime: Duration.minutes(canary.bakeTimeMinutes ?? 10),
      fullBakeTime: Duration.minutes(canary.fullBakeTimeMinutes ?? 5),
    }
  );
}

/** The second target group of the service, with the rule and the role with which requests are moved. */
export function advancedConfiguration(
  scope: Construct,
  service: FargateService,
  canary: CanaryRollout,
  targetGroup: IApplicationTargetGroup,
): CfnService.AdvancedConfigurationProperty {
  const alternateTargetGroupArn = canary.alternateTargetGroup.targetGroupArn;
  const role = createTrafficRole(
    scope,
    [targetGroup.targetGroupArn, alternateTargetGroupArn],
    canary.productionListenerRuleArn,
  );
  service.node.addDependency(role, canary.alternateTargetGroup.loadBalancerAttached);
  return { alternateTargetGroupArn, productionListenerRule: canary.productionListenerRuleArn, roleArn: role.roleArn };
}

/**
 * The permissions of the managed policy AmazonECSInfrastructureRolePolicyForLoadBalancers for an Application Load
 * Balancer, limited to this rule and these target groups.
 */
function createTrafficRole(scope: Construct, targetGroupArns: string[], ruleArn: string): Role {
  const role = new Role(scope, 'TrafficRole', {
    assumedBy: new ServicePrincipal('ecs.amazonaws.com'),
    description: 'Amazon ECS moves requests between the two versions of the web service',
  });
  const elb = (...actions: string[]) => actions.map((action) => `elasticloadbalancing:${action}`);
  const look = elb('DescribeListeners', 'DescribeRules', 'DescribeTargetGroups', 'DescribeTargetHealth');
  role.addToPolicy(new PolicyStatement({ actions: look, resources: ['*'] }));
  role.addToPolicy(
    new PolicyStatement({ actions: elb('RegisterTargets', 'DeregisterTargets'), resources: targetGroupArns }),
  );
  role.addToPolicy(new PolicyStatement({ actions: elb('ModifyRule'), resources: [ruleArn] }));
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'The Describe calls of Elastic Load Balancing have no resource to name; what may be changed is ' +
      'limited to one rule and two target groups.',
  });
  return role;
}

/** What the policy on requests needs. */
export interface CanaryRequestsProps {
  readonly scalingTargetId: string;
  readonly service: FargateService;
  readonly groups: TargetGroupNames[];
  readonly requestsPerTask: number;
  readonly scaleOutCooldown: Duration;
  readonly scaleInCooldown: Duration;
}

type MetricQuery = CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;

/**
 * Target tracking on requests per task over both target groups. The predefined metric only covers one group, which is
 * empty after every other deployment. Running tasks are the samples of the free CPU metric, as for workers.
 */
export function createCanaryRequestsPolicy(scope: Construct, id: string, props: CanaryRequestsProps): CfnScalingPolicy {
  const requests = props.groups.map((group, index) => requestsOf(`requests${index + 1}`, group));
  const sum = `SUM([${requests.map((query) => query.id).join(', ')}])`;
  const load: MetricQuery = {
    id: 'load',
    label: 'requests per task and minute',
    expression: `${sum} / running`,
    returnData: true,
  };
  return new CfnScalingPolicy(scope, id, {
    policyName: 'requests-per-task',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: props.scalingTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: props.requestsPerTask,
      scaleOutCooldown: props.scaleOutCooldown.toSeconds(),
      scaleInCooldown: props.scaleInCooldown.toSeconds(),
      customizedMetricSpecification: { metrics: [...requests, runningTasks(props.service), load] },
    },
  });
}

function requestsOf(id: string, names: TargetGroupNames): MetricQuery {
  const balancer = names.loadBalancer === undefined ? [] : [{ name: 'LoadBalancer', value: names.loadBalancer }];
  const dimensions = [...balancer, { name: 'TargetGroup', value: names.targetGroup }];
  return {
    id,
    returnData: false,
    metricStat: { stat: 'Sum', metric: { namespace: 'AWS/ApplicationELB', metricName: 'RequestCount', dimensions } },
  };
}

function runningTasks(service: FargateService): MetricQuery {
  const dimensions = [
    { name: 'ClusterName', value: service.cluster.clusterName },
    { name: 'ServiceName', value: service.serviceName },
  ];
  return {
    id: 'running',
    label: 'running tasks',
    returnData: false,
    metricStat: { stat: 'SampleCount', metric: { namespace: 'AWS/ECS', metricName: 'CPUUtilization', dimensions } },
  };
}
