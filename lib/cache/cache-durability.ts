/**
 * Whether writes are stored in a transaction log in several Availability Zones, so that they survive node failures.
 *
 * A durable cache can never join a Global Datastore (Amazon ElastiCache user guide, durability, limitations).
 */
export enum CacheDurability {
  /** A write is acknowledged after it is in the log. No write is lost, and a write takes milliseconds. */
  SYNC = 'sync',

  /**
   * A write is acknowledged before it is in the log. Up to 10 seconds of writes may be lost; a write takes
   * microseconds.
   */
  ASYNC = 'async',

  /** No log, even if a later engine version changes its default. */
  DISABLED = 'disabled',
}
