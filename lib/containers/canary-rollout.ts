import { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/**
 * A canary deployment: the new version first receives a share of the requests, and all of them if no alarm goes off.
 */
export interface CanaryRollout {
  /**
   * Share of the requests that the new version receives first, in percent, 0.1 to 100 in steps of 0.1. The deployment
   * alarms ignore the new version if this is less than 20 requests a minute.
   *
   * @default 10
   */
  readonly percent?: number;

  /**
   * Time for which the new version receives that share, in minutes, 5 to 1440. The deployment alarms need 5 minutes.
   *
   * @default 10
   */
  readonly bakeTimeMinutes?: number;

  /**
   * Time for which the old version keeps running after the new one has received all requests, in minutes, 0 to 540 (AWS
   * CloudFormation allows 33 hours for both times together). An alarm during this time returns all requests to the old
   * version at once.
   *
   * @default 5
   */
  readonly fullBakeTimeMinutes?: number;

  /**
   * The second target group, with the same settings as `targetGroup`. Amazon ECS alternates between the two, so after a
   * deployment either can be the active one. `OriginLoadBalancer.alternateTargetGroup()` returns one.
   */
  readonly alternateTargetGroup: IApplicationTargetGroup;

  /**
   * The ARN of the listener rule that forwards to both target groups, with weights 100 for `targetGroup` and 0 for the
   * other one. After creation, only Amazon ECS may change the weights. `OriginLoadBalancer.canaryRuleArn` returns one.
   */
  readonly productionListenerRuleArn: string;
}
