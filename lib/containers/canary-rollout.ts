import { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** A deployment in two steps: some requests go to the new version first, and all of them once no alarm went off. */
export interface CanaryRollout {
  /**
   * Share of the requests that the new version gets first, in percent: 0.1 to 100 in steps of 0.1. It has to be at
   * least 20 requests a minute, or the deployment alarms have too little to judge by.
   *
   * @default 10
   */
  readonly percent?: number;

  /**
   * How long the new version gets that share before it gets everything, in minutes: 5 (the deployment alarms need that
   * long) to 1440.
   *
   * @default 10
   */
  readonly bakeTimeMinutes?: number;

  /**
   * How long the old version keeps running without requests after the new one got everything, in minutes: 0 to 540 (AWS
   * CloudFormation allows 33 hours for both times together). An alarm during this time takes all requests back at once.
   *
   * @default 5
   */
  readonly fullBakeTimeMinutes?: number;

  /**
   * The second target group, with the same settings as `targetGroup`. Amazon ECS uses the two in turn, so after a
   * deployment either can be the one in use. `OriginLoadBalancer.alternateTargetGroup()` gives one.
   */
  readonly alternateTargetGroup: IApplicationTargetGroup;

  /**
   * The ARN of the listener rule that forwards to both target groups, 100 to `targetGroup` and 0 to the other one.
   * Amazon ECS changes its weights from then on and nothing else may. `OriginLoadBalancer.canaryRuleArn` gives one.
   */
  readonly productionListenerRuleArn: string;
}
