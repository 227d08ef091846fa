import { ExitSignal, KpiTargets } from '../lib';

/** A published guide on scaling a SaaS; `docs/guides/sources.md` says what is taken from each. */
export interface ScalingGuide {
  /** The name that output and documentation use. */
  readonly name: string;

  /** The title under which it was published. */
  readonly title: string;

  /** Where it was published. */
  readonly url: string;
}

/** The scaling guides by the codes of the catalogue. */
export const SCALING_GUIDES: Readonly<Record<string, ScalingGuide>> = {
  G0: {
    name: 'Software Disruption',
    title: 'Scaling Your SaaS: Handling the Jump from 1,000 to 1 Million Users',
    url: 'https://softwaredisruption.com/blog/scaling-your-saas/',
  },
  G1: {
    name: 'Axewik',
    title: 'How to Scale From MVP to 100,000 Users',
    url: 'https://www.axewiktechnologies.com/blog/how-to-scale-from-mvp-to-100000-users/',
  },
  G2: {
    name: 'Krishan',
    title: 'How to Scale a SaaS to 1 Million Users Without a Rewrite',
    url: 'https://www.itskrishan.com/blog/scale-saas-1-million-users',
  },
  G3: {
    name: 'Mustafa',
    title: 'Scaling SaaS Infrastructure: From 1k to 1M Users',
    url: 'https://www.aqibmustafa.com/blog/saas-scalability-metrics',
  },
  G4: {
    name: 'Push2Commit',
    title: 'Scaling Your SaaS: From 1,000 to 100,000 Users - Architecture Decisions That Matter',
    url: 'https://push2commit.com/en/blog/scaling-saas-architecture',
  },
};

/** Where readers of output find the guides. */
export const GUIDE_SOURCES = 'titles and links in docs/guides/sources.md';

/**
 * What several stages share of the scaling guides: targets, and the signals that end a stage.
 *
 * Where the guides disagree both figures stand in the text, and the one that is followed is the threshold.
 */
export class GuideFigures {
  /** The Mustafa guide's targets at 1,000 users. */
  public static readonly KPIS_AT_1K_USERS: KpiTargets = {
    p99LatencyMs: 200,
    uptimePercent: 99.9,
    errorRatePercent: 1,
    timeToRepairMinutes: 60,
    databaseQueryMs: 50,
    cacheHitPercent: 80,
    monthlyUsdPerUser: 2.5,
    source: 'Mustafa, targets at 1k users',
  };

  /** The Mustafa guide's targets at 100,000 users. */
  public static readonly KPIS_AT_100K_USERS: KpiTargets = {
    p99LatencyMs: 150,
    uptimePercent: 99.95,
    errorRatePercent: 0.1,
    timeToRepairMinutes: 15,
    databaseQueryMs: 20,
    cacheHitPercent: 90,
    monthlyUsdPerUser: 0.5,
    source: 'Mustafa, targets at 100k users',
  };

  /** The Mustafa guide's targets at 1,000,000 users. */
  public static readonly KPIS_AT_1M_USERS: KpiTargets = {
    p99LatencyMs: 100,
    uptimePercent: 99.99,
    errorRatePercent: 0.01,
    timeToRepairMinutes: 5,
    databaseQueryMs: 10,
    cacheHitPercent: 95,
    monthlyUsdPerUser: 0.08,
    source: 'Mustafa, targets at 1M users',
  };

  /** People at work at the same moment; the first sign that connections need pooling. */
  public static readonly CONCURRENT_USERS: ExitSignal = {
    name: 'concurrentUsers',
    threshold: 200,
    description: 'concurrent users; from here on, connections are pooled',
    firstTry: ['pooling'],
    source: 'Push2Commit (3-5x headroom, 20-30 % less database CPU)',
  };

  /** Connections against the maximum of the instance class. */
  public static readonly DATABASE_CONNECTIONS: ExitSignal = {
    name: 'databaseConnectionsPercent',
    threshold: 80,
    description: 'open connections in percent of the maximum of the instance class; the guides say "near the maximum"',
    firstTry: ['pooling'],
    source: 'Push2Commit (the figure is the threshold of the connection alarm of this library)',
  };

  /** CPU of the writer over business hours. */
  public static readonly DATABASE_CPU: ExitSignal = {
    name: 'databaseCpuPercent',
    threshold: 70,
    description: 'CPU of the writer over business hours, in percent; the guides give 60 to 70 %',
    firstTry: ['pooling', 'cache', 'replicas'],
    source: 'Krishan and Push2Commit (60-70 %; the upper end is followed, so that nobody moves up on one busy day)',
  };

  /** Time of the queries that users wait for. */
  public static readonly DATABASE_QUERY_TIME: ExitSignal = {
    name: 'databaseQueryMs',
    threshold: 100,
    description: 'time of the queries that users wait for, in milliseconds',
    firstTry: ['cache', 'replicas'],
    source: 'Push2Commit',
  };

  /** Connections that the database refused or kept waiting too long. */
  public static readonly CONNECTION_TIMEOUTS: ExitSignal = {
    name: 'connectionTimeoutsPerDay',
    threshold: 1,
    description: 'connections to the database that timed out on a busy day; the guides say "timeouts"',
    firstTry: ['pooling'],
    source: 'Push2Commit (3-5x headroom by pooling)',
  };

  /** Queries that read much, beside transactions that write little. */
  public static readonly ANALYTIC_QUERIES: ExitSignal = {
    name: 'slowingAnalyticQueries',
    threshold: 1,
    description: 'analytic queries that slow transactions down; one is enough',
    firstTry: ['replicas'],
    source: 'Krishan and Push2Commit (one analytic query that slows transactions)',
  };

  /** Readers of content, for whom a replica pays early. */
  public static readonly CONSUMER_CONTENT_USERS: ExitSignal = {
    name: 'users',
    threshold: 1_000,
    description: 'active users of consumer content, which is mostly read',
    firstTry: ['replicas'],
    source: 'Krishan and Push2Commit (read replica from about 1k users of B2C content, 10k-50k in B2B)',
  };

  /** Writes that one writer has to take; no replica helps. */
  public static readonly WRITES: ExitSignal = {
    name: 'writesPerSecond',
    threshold: 10_000,
    description: 'rows written per second over all tables; readers do not help',
    firstTry: ['pooling', 'cache', 'replicas', 'aurora'],
    source: 'Push2Commit (with 500k users as the other sign); Krishan waits for 5-10M users',
  };

  /** CPU of the largest sensible writer; the first sign that counts for shards. */
  public static readonly DATABASE_CPU_AFTER_VERTICAL_SCALING: ExitSignal = {
    name: 'databaseCpuPercent',
    threshold: 80,
    description: 'CPU of the writer in percent, after it has been given a larger class',
    firstTry: ['pooling', 'cache', 'replicas', 'aurora'],
    source: 'Mustafa',
  };

  private constructor() {}
}

/** One above a number of users: the end of a range that includes them. */
export function including(users: number): number {
  return users + 1;
}
