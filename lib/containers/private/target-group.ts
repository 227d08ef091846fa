import { Fn, Lazy } from 'aws-cdk-lib';
import { ApplicationTargetGroup, IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** The names under which Amazon CloudWatch and Application Auto Scaling know a target group and its load balancer. */
export interface TargetGroupNames {
  /** `targetgroup/<name>/<id>` */
  readonly targetGroup: string;

  /** `app/<name>/<id>`; absent where it cannot be known. */
  readonly loadBalancer?: string;
}

/**
 * Reads the names; the load balancer of an owned target group is looked up last of all, so that listeners may be
 * attached later.
 */
export function namesOf(group: IApplicationTargetGroup, loadBalancerFullName?: string): TargetGroupNames {
  if (group instanceof ApplicationTargetGroup) {
    const lazy = Lazy.string({ produce: () => group.firstLoadBalancerFullName });
    return { targetGroup: group.targetGroupFullName, loadBalancer: loadBalancerFullName ?? lazy };
  }
  return { targetGroup: Fn.select(5, Fn.split(':', group.targetGroupArn)), loadBalancer: loadBalancerFullName };
}
