/** How storage and input/output of an Aurora cluster are paid. Changing it is online (NVMe classes restart). */
export enum AuroraStorage {
  /** Storage is cheap, each million of input/output requests is paid. */
  STANDARD = 'aurora',
  /**
   * Input/output is free, compute costs 30 % more and storage 2.25 times as much.
   *
   * It pays from the month in which the I/O of the bill is above 0.30 x compute + 1.25 x storage (about a quarter of
   * the whole Aurora bill; AWS guidance on I/O-Optimized, read in November 2026). It can be turned on once in 30 days
   * and off at any time.
   */
  IO_OPTIMIZED = 'aurora-iopt1',
}
