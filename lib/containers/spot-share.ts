/**
 * The share of tasks on Fargate Spot, which costs up to 70 % less (AWS) and can be interrupted at any time.
 *
 * AWS sends SIGTERM two minutes before it interrupts a task, and SIGKILL after `stopTimeout` (at most 120 seconds).
 * After SIGTERM, a worker should take no more messages, finish the current one or return it (visibility timeout 0), and
 * exit. Unfinished messages return to the queue, so jobs must be idempotent. Task protection does not prevent an
 * interruption.
 *
 * If there is no Spot capacity, Amazon ECS does not start tasks on demand instead: those tasks wait. Run at least as
 * many tasks on demand as the queue needs.
 */
export interface SpotShare {
  /**
   * Number of tasks that run on demand before any runs on Spot, 0 to 5000.
   *
   * @default 1 - messages are still processed, slowly, if there is no Spot capacity
   */
  readonly onDemandBaseTasks?: number;

  /**
   * Share of the remaining tasks that runs on Spot, relative to `onDemandWeight`, 1 to 1000.
   *
   * @default 3
   */
  readonly spotWeight?: number;

  /**
   * Share of the remaining tasks that runs on demand, relative to `spotWeight`, 0 to 1000.
   *
   * @default 1
   */
  readonly onDemandWeight?: number;
}
