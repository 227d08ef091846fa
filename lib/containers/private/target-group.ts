import { Fn, Lazy } from 'aws-cdk-lib';
import { ApplicationTargetGroup, IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** The names of a target group and its load balancer in Amazon CloudWatch and Application Auto Scaling. */
export interface TargetGroupNames {
  /** `targetgroup/<name>/<id>` */
  readonly targetGroup: string;

  /** `app/<name>/<id>`; undefined if it is unknown. */
  readonly loadBalancer?: string;
}

/**
 * The names of a target group. The load balancer of a target group of this app is only read at synthesis, so that
 * listeners can be attached later.
 */
export function namesOf(group: IApplicationTargetGroup, loadBalancerFullName?: string): TargetGroupNames {
  if (group instanceof ApplicationTargetGroup) {
    const lazy = Lazy.string({ produce: () => group.firstLoadBalancerFullName });
    return { targetGroup: group.targetGroupFullName, loadBalancer: loadBalancerFullName ?? lazy };
  }
  return { targetGroup: Fn.select(5, Fn.split(':', group.targetGroupArn)), loadBalancer: loadBalancerFullName };
}
