import { CacheAlarms, CacheAlarmsProps } from '../../../lib/operations';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { CACHE_ALARMS } from './expected-alarms';

function synth(props: Partial<CacheAlarmsProps> = {}): Record<string, any> {
  const stack = operationsStack();
  new CacheAlarms(stack, 'Alarms', { replicationGroupId: 'sessions', ...props });
  return alarmsOf(stack);
}

function expression(alarm: any): string {
  return alarm.Metrics.find((metric: any) => metric.Expression).Expression;
}

test('minimal: the worst of a primary and its replica', () => {
  const alarms = synth();
  expect(Object.keys(alarms)).toEqual(['EngineCpu', 'Memory', 'Evictions', 'HitRatio']);
  expect(expression(alarms.EngineCpu)).toBe('MAX([node1, node2])');
  const nodes = alarms.EngineCpu.Metrics.filter((metric: any) => metric.MetricStat).map(
    (metric: any) => metric.MetricStat.Metric.Dimensions[0],
  );
  expect(nodes).toEqual([
    { Name: 'CacheClusterId', Value: 'sessions-0001-001' },
    { Name: 'CacheClusterId', Value: 'sessions-0001-002' },
  ]);
  expect([
    alarms.EngineCpu.Threshold,
    alarms.Memory.Threshold,
    alarms.Evictions.Threshold,
    alarms.HitRatio.Threshold,
  ]).toEqual([80, 90, 100, 80]);
  expectGoodAlarms(alarms, CACHE_ALARMS);
});

test('the hit ratio counts only while there are reads', () => {
  expect(expression(synth({ replicasPerShard: 0 }).HitRatio)).toBe(
    'IF((SUM([hits1]) + SUM([misses1])) >= 1000, 100 * SUM([hits1]) / (SUM([hits1]) + SUM([misses1])), 100)',
  );
});

test('many nodes are spread over alarms of at most ten metrics', () => {
  const alarms = synth({ shards: 6, replicasPerShard: 1 });
  expect(Object.keys(alarms)).toEqual([
    'EngineCpu',
    'EngineCpu2',
    'Memory',
    'Memory2',
    'Evictions',
    'Evictions2',
    'HitRatio',
    'HitRatio2',
    'HitRatio3',
  ]);
  for (const alarm of Object.values(alarms)) {
    expect(alarm.Metrics.filter((metric: any) => metric.MetricStat).length).toBeLessThanOrEqual(10);
  }
});

test('each alarm can be tuned and switched off', () => {
  const alarms = synth({ hitRatio: { threshold: 95 }, evictions: { enabled: false }, muted: true });
  expect(alarms.HitRatio).toMatchObject({ Threshold: 95, ActionsEnabled: false });
  expect(alarms).not.toHaveProperty('Evictions');
});

test('errors: all problems at once', () => {
  expect(failureOf(() => synth({ replicationGroupId: '', shards: 0, replicasPerShard: 6 }))).toBe(
    'Operations/Alarms: `replicationGroupId` must be a name, got: ""; give the name of the resource to watch; ' +
      '`shards` must be a whole number from 1 to 500, got: 0; give the number of shards; ' +
      '`replicasPerShard` must be a whole number from 0 to 5, got: 6; give the number of replicas of each shard',
  );
});
