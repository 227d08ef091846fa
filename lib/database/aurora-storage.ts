/** How storage and I/O of an Aurora cluster are billed. It can be changed online, except that NVMe classes restart. */
export enum AuroraStorage {
  /** I/O is billed per million requests. */
  STANDARD = 'aurora',

  /**
   * I/O is included. Compute costs 30 % more and storage 2.25 times as much.
   *
   * It is cheaper if the I/O of a month costs more than 0.30 x compute + 1.25 x storage, which is about a quarter of
   * the Aurora bill (AWS guidance on I/O-Optimized, read in November 2026). It can be turned on once in 30 days, and
   * off at any time.
   */
  IO_OPTIMIZED = 'aurora-iopt1',
}
