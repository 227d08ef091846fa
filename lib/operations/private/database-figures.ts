/** Bytes of one GiB. */
export const GIB = 1024 ** 3;

/** Assumed share of the memory of an instance class that is available to PostgreSQL. */
const DATABASE_MEMORY_SHARE = 0.85;

/**
 * Memory per connection in the default of max_connections (RDS User Guide, "Maximum number of database connections").
 */
const BYTES_PER_CONNECTION = 9_531_392;

/** Largest default of max_connections (same source). */
const MAX_DEFAULT_CONNECTIONS = 5000;

/** The value of max_connections: as given, or the default of Amazon RDS for the memory; undefined if unknown. */
export function connectionLimit(maxConnections?: number, memoryGiB?: number): number | undefined {
  if (maxConnections !== undefined || memoryGiB === undefined) {
    return maxConnections;
  }
  return Math.min(
    MAX_DEFAULT_CONNECTIONS,
    Math.floor((memoryGiB * GIB * DATABASE_MEMORY_SHARE) / BYTES_PER_CONNECTION),
  );
}
