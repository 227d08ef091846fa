import { got, Problems } from '../../lib/core/problems';

/** One assumption about what users do. Each can be replaced in `usage.json`. */
export interface Assumption {
  readonly value: number;
  readonly unit: string;

  /** What the number means, and what it decides. */
  readonly meaning: string;

  /** Where the number is from; most are choices, and say so. */
  readonly source: string;
}

/** A choice of this library: replace it by what you measure. */
const CHOICE = 'chosen, not measured';

/** The assumptions from which users become requests, GB, messages, I/O and logs. */
export const ASSUMPTIONS = {
  sessionsPerUser: {
    value: 20,
    unit: 'sessions/user/month',
    meaning: 'visits of an active user, one per working day',
    source: CHOICE,
  },
  requestsPerSession: {
    value: 30,
    unit: 'requests/session',
    meaning: 'requests to the application in one visit',
    source: CHOICE,
  },
  assetRequestsPerSession: {
    value: 20,
    unit: 'requests/session',
    meaning: 'requests for static files in one visit; other files are in the browser cache',
    source: CHOICE,
  },
  responseKb: {
    value: 8,
    unit: 'kB/request',
    meaning: 'size of a response of the application, compressed',
    source: CHOICE,
  },
  assetKb: { value: 25, unit: 'kB/request', meaning: 'size of a file that is sent, compressed', source: CHOICE },
  requestKb: { value: 1, unit: 'kB/request', meaning: 'size of a request, with its headers', source: CHOICE },
  edgeHitPercent: {
    value: 90,
    unit: '% of file requests',
    meaning: 'static files that CloudFront serves from its cache',
    source: 'Mustafa recommends a hit ratio above 80 to 95 %',
  },
  peakHoursPerDay: {
    value: 4,
    unit: 'hours/day',
    meaning: 'length of the daily peak',
    source: 'Push2Commit, load test against a 4-hour daily peak',
  },
  peakFactor: {
    value: 3,
    unit: 'x the average',
    meaning: 'load in the daily peak, relative to the average of the month',
    source: CHOICE,
  },
  writePercent: { value: 20, unit: '% of requests', meaning: 'requests that write to the database', source: CHOICE },
  queriesPerRequest: {
    value: 4,
    unit: 'queries/request',
    meaning: 'queries of one request that reach the database',
    source: CHOICE,
  },
  databaseHitPercent: {
    value: 95,
    unit: '% of queries',
    meaning: 'queries that the database answers from memory, without I/O',
    source: CHOICE,
  },
  rowKb: {
    value: 2,
    unit: 'kB/write',
    meaning: 'data that one write adds to the database, including indexes',
    source: CHOICE,
  },
  databaseMbPerUser: { value: 10, unit: 'MB/user', meaning: 'data of a user in the database', source: CHOICE },
  assetMbPerUser: { value: 20, unit: 'MB/user', meaning: 'data of a user in the bucket', source: CHOICE },
  uploadsPerUser: { value: 5, unit: 'objects/user/month', meaning: 'objects that a user stores', source: CHOICE },
  uploadMb: { value: 0.5, unit: 'MB/object', meaning: 'size of a stored object', source: CHOICE },
  messagesPerUser: {
    value: 40,
    unit: 'messages/user/month',
    meaning: 'messages that go through a queue',
    source: CHOICE,
  },
  messageKb: {
    value: 2,
    unit: 'kB/message',
    meaning: 'size of a message; a queue counts each 64 kB as a request',
    source: CHOICE,
  },
  messageSeconds: {
    value: 0.5,
    unit: 'seconds/message',
    meaning: 'time that a worker needs per message',
    source: CHOICE,
  },
  logKbPerRequest: {
    value: 0.5,
    unit: 'kB/request',
    meaning: 'log data of the application per request',
    source: CHOICE,
  },
  logKbPerMessage: {
    value: 0.3,
    unit: 'kB/message',
    meaning: 'log data of a worker per message',
    source: CHOICE,
  },
  accessLogKb: {
    value: 0.5,
    unit: 'kB/request',
    meaning: 'one record in an access log of the edge, a load balancer, a firewall or a bucket',
    source: CHOICE,
  },
  databaseLogKbPerRequest: {
    value: 0.02,
    unit: 'kB/request',
    meaning: 'log data of databases, proxies and caches per request: slow queries, connections, errors',
    source: CHOICE,
  },
  flowLogKbPerRequest: {
    value: 0.1,
    unit: 'kB/request',
    meaning: "data in the network's flow logs per request; they aggregate each connection over minutes",
    source: CHOICE,
  },
  firewallLogPercent: {
    value: 2,
    unit: '% of requests',
    meaning: 'requests that a firewall logs if it logs only blocked and counted ones',
    source: CHOICE,
  },
  tracePercent: { value: 5, unit: '% of requests', meaning: 'requests of which a trace is kept', source: CHOICE },
  outboundKbPerRequest: {
    value: 1,
    unit: 'kB/request',
    meaning: 'traffic between the application and services on the internet, through NAT',
    source: CHOICE,
  },
  crossZonePercent: {
    value: 50,
    unit: '% of internal traffic',
    meaning: 'traffic between tasks, database and cache that crosses Availability Zones',
    source: CHOICE,
  },
  cacheCallsPerRequest: { value: 3, unit: 'calls/request', meaning: 'calls to the cache', source: CHOICE },
  cacheValueKb: { value: 1, unit: 'kB/call', meaning: 'size of a cached value', source: CHOICE },
  tableReadsPerRequest: {
    value: 1,
    unit: 'reads/request',
    meaning: 'reads of DynamoDB tables that complement a relational database, for tenants or idempotency',
    source: CHOICE,
  },
  tableKbPerUser: { value: 20, unit: 'kB/user', meaning: 'data of a user in such tables', source: CHOICE },
  dnsQueriesPerSession: {
    value: 2,
    unit: 'queries/session',
    meaning: 'lookups of public names that reach DNS; resolvers cache the others',
    source: CHOICE,
  },
  pollersPerQueue: {
    value: 2,
    unit: 'receivers/queue',
    meaning: 'workers that poll a queue continuously',
    source: CHOICE,
  },
  imageMb: {
    value: 50,
    unit: 'MB/image',
    meaning: 'data that a further container image adds to its repository; the base layers are shared',
    source: CHOICE,
  },
  farRegionPercent: {
    value: 50,
    unit: '% of users',
    meaning: 'users that are served by a Region other than the home Region, if there are several',
    source: CHOICE,
  },
  backupCopies: {
    value: 1,
    unit: 'x the data',
    meaning: 'backup storage above the free amount',
    source: CHOICE,
  },
  requestsPerSecondPerVcpu: {
    value: 20,
    unit: 'requests/s/vCPU',
    meaning: 'requests that a vCPU of a machine or task handles, if its scaling has no request target',
    source: CHOICE,
  },
  requestsPerConnection: {
    value: 10,
    unit: 'requests/connection',
    meaning: 'requests to a load balancer per connection',
    source: CHOICE,
  },
  connectionSeconds: {
    value: 60,
    unit: 'seconds/connection',
    meaning: 'how long a connection to a load balancer stays open',
    source: 'default idle timeout of an Application Load Balancer',
  },
  functionMs: { value: 100, unit: 'ms/request', meaning: 'time that a function needs per request', source: CHOICE },
  queryKb: { value: 2, unit: 'kB/query', meaning: 'size of a query and its result', source: CHOICE },
  queriesPerSecondPerVcpu: {
    value: 500,
    unit: 'queries/s/vCPU',
    meaning: 'short queries that a vCPU of a database handles; determines readers, capacity units and limits',
    source: CHOICE,
  },
  cacheKbPerUser: { value: 50, unit: 'kB/user', meaning: 'data of a user in the cache', source: CHOICE },
  cacheCallsPerSecondPerShard: {
    value: 50_000,
    unit: 'calls/s/shard',
    meaning: 'calls that a shard of a cache handles; determines shards and limits',
    source: CHOICE,
  },
  deploymentsPerMonth: {
    value: 20,
    unit: 'deployments/month',
    meaning: 'deployments, one per working day',
    source: CHOICE,
  },
  migrationMinutes: {
    value: 2,
    unit: 'minutes/deployment',
    meaning: 'run time of a task in a deployment',
    source: CHOICE,
  },
  deploymentFunctionMs: {
    value: 10_000,
    unit: 'ms/deployment',
    meaning: 'run time of a function that a deployment calls',
    source: CHOICE,
  },
  secretReads: {
    value: 300,
    unit: 'calls/secret/month',
    meaning: 'how often tasks, machines and proxies read a secret',
    source: CHOICE,
  },
  monitoringKb: {
    value: 4,
    unit: 'kB/sample',
    meaning: 'data that Enhanced Monitoring of a database writes per sample',
    source: CHOICE,
  },
} as const satisfies Record<string, Assumption>;

/** Names of the assumptions. */
export type AssumptionName = keyof typeof ASSUMPTIONS;

/** The names that may stand in `usage.json`. */
export const ASSUMPTION_NAMES = Object.keys(ASSUMPTIONS) as readonly AssumptionName[];

/** A number for each assumption. */
export type Assumptions = Readonly<Record<AssumptionName, number>>;

/** The assumptions, with what the user knows better. */
export function assumptionsWith(own: Partial<Assumptions> = {}): Assumptions {
  const defaults = Object.fromEntries(Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value])) as Record<
    AssumptionName,
    number
  >;
  return { ...defaults, ...own };
}

const HOURS_PER_DAY = 24;
const ALL_PERCENT = 100;

/**
 * What is wrong with assumptions of the user, all of it at once; names that no assumption has are not looked at.
 *
 * @param own assumptions by name, as they were read
 */
export function assumptionProblems(own: Readonly<Record<string, unknown>>): string[] {
  const problems = new Problems();
  for (const name of ASSUMPTION_NAMES.filter((known) => known in own)) {
    const value = own[name];
    const [least, most] = assumptionRange(name);
    const isInside = typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;
    problems.require(
      isInside,
      `\`${name}\` must be a number ${most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`}, got: ` +
        `${got(value)}; its unit is ${ASSUMPTIONS[name].unit}`,
    );
  }
  return [...problems.all, ...(problems.all.length > 0 ? [] : peakProblems(own))];
}

/** The least and the most that an assumption may be. */
export function assumptionRange(name: AssumptionName): readonly [number, number] {
  if (name === 'peakFactor') {
    return [1, Infinity];
  }
  if (name === 'peakHoursPerDay') {
    return [0, HOURS_PER_DAY];
  }
  return [0, ASSUMPTIONS[name].unit.startsWith('%') ? ALL_PERCENT : Infinity];
}

/** The highest possible peak carries all of the day's load. */
function peakProblems(own: Readonly<Record<string, unknown>>): string[] {
  const { peakFactor, peakHoursPerDay } = assumptionsWith(own as Partial<Assumptions>);
  const factors = peakFactor * peakHoursPerDay;
  return factors <= HOURS_PER_DAY
    ? []
    : [
        `\`peakFactor\` x \`peakHoursPerDay\` must be at most ${HOURS_PER_DAY}, got: ${peakFactor} x ` +
          `${peakHoursPerDay} = ${factors}; a peak of ${peakHoursPerDay} hours that carries the whole day is ` +
          `${HOURS_PER_DAY / peakHoursPerDay} x the average`,
      ];
}
