/** Bytes of one GiB. */
export const GIB = 1024 ** 3;

/** The share of a class's memory that is left for PostgreSQL when the system has taken its part; an assumption. */
const DATABASE_MEMORY_SHARE = 0.85;

/**
 * Memory for each connection in RDS's default of max_connections (RDS User Guide, "Maximum number of database
 * connections").
 */
const BYTES_PER_CONNECTION = 9_531_392;

/** RDS's upper end of that default. */
const MAX_DEFAULT_CONNECTIONS = 5000;

/** The maximum of connections: as given, or RDS's default for the memory, or unknown. */
export function connectionLimit(maxConnections?: number, memoryGiB?: number): number | undefined {
  if (maxConnections !== undefined || memoryGiB === undefined) {
    return maxConnections;
  }
  return Math.min(
    MAX_DEFAULT_CONNECTIONS,
    Math.floor((memoryGiB * GIB * DATABASE_MEMORY_SHARE) / BYTES_PER_CONNECTION),
  );
}
