import { Duration } from 'aws-cdk-lib';
import { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning, IAlarmSet } from '../core/alarm-tuning';
import { ABOVE, AlarmPlan, AlarmSet, BELOW, checkTuning, GAP_IS_FINE, HIGH } from '../core/private/alarm-set';
import { Problems } from '../core/problems';
import { requireName, requireWhole } from './private/checks';
import { cacheMetric, cacheNodeIds, math } from './private/metrics';

/** Largest number of metrics in the expression of an alarm (CloudWatch quota). */
const MAX_METRICS = 10;

/** Properties of `CacheAlarms`. */
export interface CacheAlarmsProps extends AlarmSetOptions {
  /** The id of the replication group (cluster mode enabled). */
  readonly replicationGroupId: string;

  /**
   * Number of shards, 1 to 500. Shards that scaling adds are not covered until you raise the number.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard, 0 to 5.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Alarm on the CPU of the engine's single thread on the busiest node, in percent; periods of 5 minutes.
   *
   * @default - 80 percent, 3 periods
   */
  readonly engineCpu?: AlarmTuning;

  /**
   * Alarm on the memory of the fullest node, in percent of what the engine may use; periods of 5 minutes.
   *
   * @default - 90 percent, 2 periods (guide G4)
   */
  readonly memory?: AlarmTuning;

  /**
   * Alarm on the number of keys that a node evicts in 5 minutes because its memory is full; periods of 5 minutes.
   *
   * @default - above 100 keys, 3 periods
   */
  readonly evictions?: AlarmTuning;

  /**
   * Alarm on the share of reads that find their key, in percent; periods of 5 minutes, of which those with less than
   * 1,000 reads do not count.
   *
   * @default - below 80 percent, 6 periods (guide G3: 80 at 1k users, 90 at 100k, 95 at 1M)
   */
  readonly hitRatio?: AlarmTuning;
}

/** Alarms on a Valkey or Redis replication group in cluster mode. Each alarm follows the worst node. */
export class CacheAlarms extends Construct implements IAlarmSet {
  /** The alarms that are not turned off, in the order of the README. */
  public readonly alarms: Alarm[];

  private readonly set: AlarmSet;

  constructor(scope: Construct, id: string, props: CacheAlarmsProps) {
    super(scope, id);
    this.checkProps(props);
    this.set = new AlarmSet(this, props);
    const nodes = cacheNodeIds(props.replicationGroupId, props.shards ?? 1, props.replicasPerShard ?? 1);
    this.addEngineCpu(nodes, props.engineCpu);
    this.addMemory(nodes, props.memory);
    this.addEvictions(nodes, props.evictions);
    this.addHitRatio(nodes, props.hitRatio);
    this.alarms = this.set.alarms;
  }

  private addEngineCpu(nodes: string[], tuning?: AlarmTuning): void {
    this.addWorst('EngineCpu', nodes, 'EngineCPUUtilization', {
      threshold: 80,
      periods: 3,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: "The cache's one thread is busy above 80 %; every command waits for it.",
      firstSteps:
        'look for slow commands (KEYS, large values) in the slow log and for one hot key, read from ' +
        'replicas, then add a shard.',
      tuning,
    });
  }

  private addMemory(nodes: string[], tuning?: AlarmTuning): void {
    this.addWorst('Memory', nodes, 'DatabaseMemoryUsagePercentage', {
      threshold: 90,
      periods: 2,
      comparison: HIGH,
      missing: GAP_IS_FINE,
      meaning: 'A cache node is 90 % full; keys are thrown out or writes refused next.',
      firstSteps:
        'look for keys without expiry, shorten the time to live, then add a shard or take a larger node type.',
      tuning,
    });
  }

  private addEvictions(nodes: string[], tuning?: AlarmTuning): void {
    this.addWorst(
      'Evictions',
      nodes,
      'Evictions',
      {
        threshold: 100,
        periods: 3,
        comparison: ABOVE,
        missing: GAP_IS_FINE,
        meaning: 'The cache throws out keys for want of memory; sessions among them sign users out.',
        firstSteps:
          'look for keys without expiry, shorten the time to live, then add a shard or take a larger node type.',
        tuning,
      },
      'Sum',
    );
  }

  private addHitRatio(nodes: string[], tuning?: AlarmTuning): void {
    chunks(nodes, MAX_METRICS / 2).forEach((part, index) => {
      this.set.add(numbered('HitRatio', index), {
        metric: hitRatio(part),
        threshold: 80,
        periods: 6,
        comparison: BELOW,
        missing: GAP_IS_FINE,
        meaning: 'Too many reads miss the cache and go to the database instead.',
        firstSteps:
          'check that the last deployment did not change keys or lifetimes, then evictions, then cache the ' +
          'queries that the database repeats most.',
        tuning,
      });
    });
  }

  private addWorst(
    id: string,
    nodes: string[],
    metricName: string,
    plan: Omit<AlarmPlan, 'metric'>,
    statistic = 'Maximum',
  ): void {
    chunks(nodes, MAX_METRICS).forEach((part, index) => {
      const metrics = Object.fromEntries(
        part.map((node, position) => [`node${position + 1}`, cacheMetric(metricName, node, statistic)]),
      );
      const metric = math(
        `MAX([${Object.keys(metrics).join(', ')}])`,
        metrics,
        `${metricName} of the worst node`,
        Duration.minutes(5),
      );
      this.set.add(numbered(id, index), { ...plan, metric });
    });
  }

  private checkProps(props: CacheAlarmsProps): void {
    const problems = new Problems();
    requireName(problems, 'replicationGroupId', props.replicationGroupId);
    requireWhole(problems, 'shards', props.shards, [1, 500], 'give the number of shards');
    requireWhole(
      problems,
      'replicasPerShard',
      props.replicasPerShard,
      [0, 5],
      'give the number of replicas of each shard',
    );
    checkTuning(problems, {
      engineCpu: props.engineCpu,
      memory: props.memory,
      evictions: props.evictions,
      hitRatio: props.hitRatio,
    });
    problems.throwIfAny(this.node.path);
  }
}

function hitRatio(nodes: string[]): IMetric {
  const metrics: Record<string, IMetric> = {};
  nodes.forEach((node, index) => {
    metrics[`hits${index + 1}`] = cacheMetric('CacheHits', node, 'Sum');
    metrics[`misses${index + 1}`] = cacheMetric('CacheMisses', node, 'Sum');
  });
  const sum = (kind: string) => `SUM([${nodes.map((_node, index) => `${kind}${index + 1}`).join(', ')}])`;
  const reads = `(${sum('hits')} + ${sum('misses')})`;
  return math(`IF(${reads} >= 1000, 100 * ${sum('hits')} / ${reads}, 100)`, metrics, 'hits (%)', Duration.minutes(5));
}

function chunks(nodes: string[], size: number): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < nodes.length; start += size) {
    parts.push(nodes.slice(start, start + size));
  }
  return parts;
}

function numbered(id: string, index: number): string {
  return index === 0 ? id : `${id}${index + 1}`;
}
