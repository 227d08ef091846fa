/**
 * Whether writes go into a transaction log over several Availability Zones, so that no failure of a node loses them.
 *
 * A fork in the road: a durable group cannot be part of a Global Datastore (Amazon ElastiCache user guide, durability,
 * limitations).
 */
export enum CacheDurability {
  /** A write is answered once the log has it: none is lost, and a write takes milliseconds instead of microseconds. */
  SYNC = 'sync',

  /**
   * A write is answered before the log has it: up to 10 seconds of writes may be lost, and a write takes microseconds.
   */
  ASYNC = 'async',

  /** No log, said outright: the choice stays when a later version of the engine has another default. */
  DISABLED = 'disabled',
}
