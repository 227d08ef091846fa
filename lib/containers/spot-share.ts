/**
 * How many tasks run on Fargate Spot, which costs up to 70 % less (AWS) and may be taken away at any time. Linux on
 * arm64 is supported since September 2024.
 *
 * When AWS takes a task away it sends SIGTERM two minutes before, and SIGKILL after `stopTimeout` (at most 120
 * seconds). A worker that gets SIGTERM takes no more messages, finishes the one it has or gives it back (visibility
 * timeout 0), and ends. What was not finished comes back to the queue, so jobs must be idempotent; task protection does
 * not hold against it.
 *
 * Amazon ECS does not take on-demand capacity in place of Spot capacity that is not to be had: those tasks wait. Keep
 * as many on demand as the queue needs at the least.
 */
export interface SpotShare {
  /**
   * Tasks that run on demand before any runs on Spot, 0 to 5000.
   *
   * @default 1 - work goes on, slowly, while there is no Spot capacity
   */
  readonly onDemandBaseTasks?: number;

  /**
   * Of the further tasks, how many run on Spot, relative to `onDemandWeight`: 1 to 1000.
   *
   * @default 3
   */
  readonly spotWeight?: number;

  /**
   * Of the further tasks, how many run on demand, relative to `spotWeight`: 0 to 1000.
   *
   * @default 1
   */
  readonly onDemandWeight?: number;
}
