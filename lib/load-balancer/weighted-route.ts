import { TargetKind } from './target-kind';

/** A target group of the load balancer, and its share of the requests. */
export interface WeightedRoute {
  /**
   * The id of the route: letters and digits, starting with a capital letter. Cannot be changed after creation, because
   * it is part of the construct id of the target group.
   */
  readonly id: string;

  /** How the targets are registered. Cannot be changed after creation. */
  readonly kind: TargetKind;

  /**
   * The weight relative to the other routes, a whole number from 0 to 999 (the range of Elastic Load Balancing).
   *
   * With weight 0 the targets get no requests and are still health-checked, as before and after a cutover.
   */
  readonly weight: number;
}
