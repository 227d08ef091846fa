import { ExitSignal, KpiTargets } from '../lib';

/**
 * What several stages share of the five scaling guides (G0 to G4): targets, and the signals that end a stage.
 *
 * Where the guides disagree both figures stand in the text, and the one that is followed is the threshold.
 */
export class GuideFigures {
  /** Guide G3's targets at 1,000 users. */
  public static readonly KPIS_AT_1K_USERS: KpiTargets = {
    p99LatencyMs: 200,
    uptimePercent: 99.9,
    errorRatePercent: 1,
    timeToRepairMinutes: 60,
    databaseQueryMs: 50,
    cacheHitPercent: 80,
    monthlyUsdPerUser: 2.5,
    source: 'G3, targets at 1k users',
  };

  /** Guide G3's targets at 100,000 users. */
  public static readonly KPIS_AT_100K_USERS: KpiTargets = {
    p99LatencyMs: 150,
    uptimePercent: 99.95,
    errorRatePercent: 0.1,
    timeToRepairMinutes: 15,
    databaseQueryMs: 20,
    cacheHitPercent: 90,
    monthlyUsdPerUser: 0.5,
    source: 'G3, targets at 100k users',
  };

  /** Guide G3's targets at 1,000,000 users. */
  public static readonly KPIS_AT_1M_USERS: KpiTargets = {
    p99LatencyMs: 100,
    uptimePercent: 99.99,
    errorRatePercent: 0.01,
    timeToRepairMinutes: 5,
    databaseQueryMs: 10,
    cacheHitPercent: 95,
    monthlyUsdPerUser: 0.08,
    source: 'G3, targets at 1M users',
  };

  /** People at work at the same moment; the first sign that connections need pooling. */
  public static readonly CONCURRENT_USERS: ExitSignal = {
    name: 'concurrentUsers',
    threshold: 200,
    description: 'concurrent users; from here on, connections are pooled',
    firstTry: ['pooling'],
    source: 'G4 (3-5x headroom, 20-30 % less database CPU)',
  };

  /** Connections against the maximum of the instance class. */
  public static readonly DATABASE_CONNECTIONS: ExitSignal = {
    name: 'databaseConnectionsPercent',
    threshold: 80,
    description: 'open connections in percent of the maximum of the instance class; the guides say "near the maximum"',
    firstTry: ['pooling'],
    source: 'G4 (the figure is the threshold of the connection alarm of this library)',
  };

  /** CPU of the writer over business hours. */
  public static readonly DATABASE_CPU: ExitSignal = {
    name: 'databaseCpuPercent',
    threshold: 70,
    description: 'CPU of the writer over business hours, in percent; the guides give 60 to 70 %',
    firstTry: ['pooling', 'cache', 'replicas'],
    source: 'G2 and G4 (60-70 %; the upper end is followed, so that nobody moves up on one busy day)',
  };

  /** Time of the queries that users wait for. */
  public static readonly DATABASE_QUERY_TIME: ExitSignal = {
    name: 'databaseQueryMs',
    threshold: 100,
    description: 'time of the queries that users wait for, in milliseconds',
    firstTry: ['cache', 'replicas'],
    source: 'G4',
  };

  /** Connections that the database refused or kept waiting too long. */
  public static readonly CONNECTION_TIMEOUTS: ExitSignal = {
    name: 'connectionTimeoutsPerDay',
    threshold: 1,
    description: 'connections to the database that timed out on a busy day; the guides say "timeouts"',
    firstTry: ['pooling'],
    source: 'G4 (3-5x headroom by pooling)',
  };

  /** Queries that read much, beside transactions that write little. */
  public static readonly ANALYTIC_QUERIES: ExitSignal = {
    name: 'slowingAnalyticQueries',
    threshold: 1,
    description: 'analytic queries that slow transactions down; one is enough',
    firstTry: ['replicas'],
    source: 'G2 and G4 (one analytic query that slows transactions)',
  };

  /** Readers of content, for whom a replica pays early. */
  public static readonly CONSUMER_CONTENT_USERS: ExitSignal = {
    name: 'users',
    threshold: 1_000,
    description: 'active users of consumer content, which is mostly read',
    firstTry: ['replicas'],
    source: 'G2 and G4 (read replica from about 1k users of B2C content, 10k-50k in B2B)',
  };

  /** Writes that one writer has to take; no replica helps. */
  public static readonly WRITES: ExitSignal = {
    name: 'writesPerSecond',
    threshold: 10_000,
    description: 'rows written per second over all tables; readers do not help',
    firstTry: ['pooling', 'cache', 'replicas', 'aurora'],
    source: 'G4 (with 500k users as the other sign); G2 waits for 5-10M users',
  };

  /** CPU of the largest sensible writer; the first sign that counts for shards. */
  public static readonly DATABASE_CPU_AFTER_VERTICAL_SCALING: ExitSignal = {
    name: 'databaseCpuPercent',
    threshold: 80,
    description: 'CPU of the writer in percent, after it has been given a larger class',
    firstTry: ['pooling', 'cache', 'replicas', 'aurora'],
    source: 'G3',
  };

  private constructor() {}
}

/** One above a number of users: the end of a range that includes them. */
export function including(users: number): number {
  return users + 1;
}
