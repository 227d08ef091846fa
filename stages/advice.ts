import { ExitSignal, GrowthStage } from '../lib';
import { GrowthStages } from './catalogue';
import { inUse, measuresExhausted, reached, valueOf } from './database-limits';
import { GuideFigures } from './guides';
import { jurisdictions } from './multi-region-case';
import { GrowthMeasure, StageAdvice, StageSignals } from './signals';

/** A measure, the signals that call for it, and how it is turned on. */
interface MeasureRule {
  readonly measure: GrowthMeasure;
  readonly calledForBy: (signals: StageSignals) => readonly ExitSignal[];
  /** How it is turned on in a stage that has it off. */
  readonly turnOn: (stage: string) => string;
  /** What is left to do in a stage that has it on. */
  readonly use: string;
  readonly isOn: (stage: GrowthStage) => boolean;
}

const MEASURES: readonly MeasureRule[] = [
  {
    measure: GrowthMeasure.POOLING,
    calledForBy: () => [
      GuideFigures.CONCURRENT_USERS,
      GuideFigures.DATABASE_CONNECTIONS,
      GuideFigures.CONNECTION_TIMEOUTS,
      GuideFigures.DATABASE_CPU,
    ],
    turnOn: (stage) =>
      `turn on the database proxy (\`sizes.${stage}.database.proxy\`) and keep connecting to DATABASE_HOST`,
    use: 'the proxy is part of the stage: connect through DATABASE_HOST and keep no session state in connections',
    isOn: (stage) => stage.sizes.database.proxy,
  },
  {
    measure: GrowthMeasure.CACHE,
    calledForBy: () => [GuideFigures.DATABASE_CPU, GuideFigures.DATABASE_QUERY_TIME],
    turnOn: (stage) =>
      'keep sessions and the results of repeated queries in the Valkey at CACHE_URL; a shared one comes with ' +
      `\`sizes.${stage}.cache\``,
    use: 'keep sessions and the results of repeated queries in the shared Valkey at CACHE_URL (hit ratio above 80 %)',
    isOn: (stage) => stage.sizes.cache !== undefined,
  },
  {
    measure: GrowthMeasure.REPLICAS,
    calledForBy: ({ consumerContent }) => [
      GuideFigures.DATABASE_CPU,
      GuideFigures.DATABASE_QUERY_TIME,
      GuideFigures.ANALYTIC_QUERIES,
      ...(consumerContent ? [GuideFigures.CONSUMER_CONTENT_USERS] : []),
    ],
    turnOn: (stage) =>
      `add a read replica (\`sizes.${stage}.database.readReplicas\`) and send reads that tolerate lag to ` +
      'DATABASE_READER_HOST',
    use: 'send reads that tolerate lag to DATABASE_READER_HOST',
    isOn: (stage) => stage.sizes.database.readReplicas > 0,
  },
];

/** What to turn on inside a stage before moving up, in the order of the guides. */
export function turnOnFirst(stage: GrowthStage, signals: StageSignals): StageAdvice[] {
  const measures = MEASURES.filter((rule) => !inUse(signals, rule.measure)).flatMap((rule) => {
    const cause = rule.calledForBy(signals).find((limit) => reached(signals, limit));
    return cause ? [adviceFor(rule, cause, stage, signals)] : [];
  });
  return [...measures, ...shardAdvice(stage, signals)];
}

function adviceFor(rule: MeasureRule, cause: ExitSignal, stage: GrowthStage, signals: StageSignals): StageAdvice {
  return {
    subject: rule.measure,
    why: `\`${cause.name}\` is ${valueOf(signals, cause.name)}, at or above ${cause.threshold}`,
    how: rule.isOn(stage) ? rule.use : rule.turnOn(stage.name),
    source: cause.source,
  };
}

/** Shards are the last measure: only on Aurora that is in use, and only for writes or CPU that nothing else lowers. */
function shardAdvice(stage: GrowthStage, signals: StageSignals): StageAdvice[] {
  if (
    stage.order < GrowthStages.AURORA.order ||
    !inUse(signals, GrowthMeasure.AURORA) ||
    inUse(signals, GrowthMeasure.SHARDS)
  ) {
    return [];
  }
  const cause = [GuideFigures.WRITES, GuideFigures.DATABASE_CPU_AFTER_VERTICAL_SCALING].find((limit) =>
    reached(signals, limit),
  );
  return cause === undefined
    ? []
    : [
        {
          subject: GrowthMeasure.SHARDS,
          why:
            `\`${cause.name}\` is ${valueOf(signals, cause.name)}, at or above ${cause.threshold}, with all earlier ` +
            'measures in use',
          how:
            'give the writer its largest class first, then split the data by tenant; this version does not build ' +
            'shards',
          source: cause.source,
        },
      ];
}

/** What a user at this size is often tempted by, and why it can wait. */
export function notNeededYet(stage: GrowthStage, signals: StageSignals): StageAdvice[] {
  const advised = turnOnFirst(stage, signals).map(({ subject }) => subject);
  return [
    ...(stage.order < GrowthStages.CONTAINERS.order ? [containersCanWait(signals)] : []),
    ...(stage.order < GrowthStages.AURORA.order ? [auroraCanWait(signals), eventStreamCanWait(signals)] : []),
    ...(advised.includes(GrowthMeasure.SHARDS) || inUse(signals, GrowthMeasure.SHARDS) ? [] : [shardsCanWait(signals)]),
    ...(stage.order < GrowthStages.MULTI_REGION.order ? [multiRegionCanWait(signals)] : []),
  ];
}

function containersCanWait(signals: StageSignals): StageAdvice {
  return {
    subject: GrowthStages.CONTAINERS.name,
    why:
      `${count(signals.users)} users are under 10,000, and no signal shows that one server with pooling, cache and ` +
      'replicas has reached its limit',
    how: 'take a larger VM first, then 2 to 8 of them',
    source: 'Mustafa (one server, vertical scaling, 1k-10k users)',
  };
}

function auroraCanWait(signals: StageSignals): StageAdvice {
  return {
    subject: GrowthStages.AURORA.name,
    why: `${count(signals.users)} users are under 100,000, and the order is pooling, cache, replicas, then Aurora`,
    how: measuresExhausted(signals)
      ? 'give the database its larger class first; if it still reaches its limit, the selector recommends the ' +
        'next stage from 10,000 users'
      : 'turn on pooling, cache and replicas, and list them in `measuresInUse`; if the database is still at its ' +
        'limit, the selector recommends the next stage',
    source: 'Push2Commit for the order, Mustafa for the figure (100k users); Push2Commit itself moves at 50k',
  };
}

function eventStreamCanWait(signals: StageSignals): StageAdvice {
  return {
    subject: 'event-stream',
    why: `${count(signals.users)} users are under 100,000; a stream is for stream processing, never a work queue`,
    how: 'use the work queue',
    source: 'Mustafa (Kafka from 100k users), Krishan',
  };
}

function shardsCanWait(signals: StageSignals): StageAdvice {
  const writes =
    signals.writesPerSecond === undefined
      ? 'the writes per second are not known'
      : `${signals.writesPerSecond} writes per second`;
  return {
    subject: GrowthMeasure.SHARDS,
    why: `${writes}; shards pay off above 10,000 writes per second, once all earlier measures are in use`,
    how: 'give the writer a larger class; measure `writesPerSecond` at the daily peak',
    source:
      'Push2Commit (10,000 writes per second or 500k users), Mustafa (80 % CPU after vertical scaling), Krishan ' +
      '(5-10M users): all of them use shards last',
  };
}

function multiRegionCanWait(signals: StageSignals): StageAdvice {
  const continents = signals.continents ?? 1;
  const latency =
    signals.p99LatencyMs === undefined ? 'no measured latency' : `${signals.p99LatencyMs} ms at the 99th percentile`;
  const places = jurisdictions(signals);
  return {
    subject: GrowthStages.MULTI_REGION.name,
    why:
      `users on ${continents} ${continents === 1 ? 'continent' : 'continents'}, ${latency}, ${places} residency ` +
      `${places === 1 ? 'rule' : 'rules'}: no reason for several Regions, which would double the bill`,
    how:
      continents > 1
        ? 'the CDN already serves assets near all users; measure `p99LatencyMs` on the other continents before ' +
          'you decide'
        : 'choose the Region nearest to your users; a single jurisdiction needs only its own Region',
    source: 'Krishan and Mustafa (only for several continents, latency or data-residency rules)',
  };
}

function count(users: number): string {
  return users.toLocaleString('en-US');
}
