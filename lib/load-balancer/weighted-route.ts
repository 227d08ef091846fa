import { TargetKind } from './target-kind';

/**
 * One of the places to which the load balancer sends requests, and its share of them.
 */
export interface WeightedRoute {
  /**
   * The name of the route, which becomes a part of the target group's construct id: letters and digits, starting with a
   * capital letter.
   *
   * Another id is another target group, so it never changes.
   */
  readonly id: string;

  /** How the targets are addressed; create-only, so it never changes for a route. */
  readonly kind: TargetKind;

  /**
   * The share of requests relative to the other routes, a whole number from 0 to 999 (the range that Elastic Load
   * Balancing allows).
   *
   * 0 sends nothing, while the targets keep being health-checked: the state before and after a cut-over.
   */
  readonly weight: number;
}
