const MIB_PER_GIB = 1024;
const BYTES_PER_MIB = 1024 * 1024;

/** Memory of `large` in GiB, by family (Amazon RDS instance class specifications, read in November 2026). */
const GIB_OF_LARGE: Record<string, number> = { m6g: 8, m7g: 8, m8g: 8, r6g: 16, r7g: 16, r8g: 16 };

/** Sizes as multiples of `large`. */
const STEPS: Record<string, number> = {
  large: 1,
  xlarge: 2,
  '2xlarge': 4,
  '4xlarge': 8,
  '8xlarge': 16,
  '12xlarge': 24,
  '16xlarge': 32,
};

/** Small burstable classes are not multiples of `large`. */
const GIB_OF_T4G: Record<string, number> = { micro: 1, small: 2, medium: 4, large: 8, xlarge: 16, '2xlarge': 32 };

/** Memory of an arm64 instance class in MiB, undefined for other classes. */
export function memoryMiBOf(instanceType: string): number | undefined {
  const [family, size] = instanceType.split('.');
  if (family === 't4g') {
    return inMiB(GIB_OF_T4G[size]);
  }
  return family in GIB_OF_LARGE && size in STEPS ? inMiB(GIB_OF_LARGE[family] * STEPS[size]) : undefined;
}

/**
 * The default of `max_connections`: LEAST(DBInstanceClassMemory / 9531392, 5000) (Amazon RDS user guide, quotas,
 * maximum number of database connections).
 *
 * This is an upper bound: `DBInstanceClassMemory` excludes the memory of the operating system and Amazon RDS, which is
 * not published.
 */
export function maxConnectionsOf(memoryMiB: number): number {
  return Math.min(Math.floor((memoryMiB * BYTES_PER_MIB) / 9531392), 5000);
}

function inMiB(gib: number | undefined): number | undefined {
  return gib === undefined ? undefined : gib * MIB_PER_GIB;
}
