import { PostgresDatabase } from '../../../lib/database';
import { database, MAXIMAL, testApp } from './stacks';

describe('metrics', () => {
  const db = database(testApp(), MAXIMAL);

  test('name the instance literally, so that no stack needs a reference', () => {
    const metrics = [
      db.metricCpu(),
      db.metricConnections(),
      db.metricFreeStorage(),
      db.metricFreeMemory(),
      db.metricCpuCredits(),
      db.metricOldestTransactionAge(),
    ];
    expect(metrics.map((metric) => metric.metricName)).toEqual([
      'CPUUtilization',
      'DatabaseConnections',
      'FreeStorageSpace',
      'FreeableMemory',
      'CPUCreditBalance',
      'MaximumUsedTransactionIDs',
    ]);
    expect(metrics.every((metric) => metric.dimensions?.DBInstanceIdentifier === 'data-database-b314525a')).toBe(true);
    expect(db.metricCpu({ statistic: 'p90' }).statistic).toBe('p90');
  });

  test('name replica and proxy', () => {
    expect(db.metricReplicaLag(1).dimensions).toEqual({ DBInstanceIdentifier: 'data-database-b314525a-replica-2' });
    expect(db.metricProxyBorrowLatency().dimensions).toEqual({ ProxyName: 'data-database-b314525a-proxy' });
    expect(db.metricProxyClients().metricName).toBe('ClientConnections');
  });

  test('fails for a replica that is not there', () => {
    expect(() => db.metricReplicaLag(2)).toThrow(
      'Data/Database: `index` must be an index in `replicas`, got: 2; there are 2 replicas',
    );
  });
});

describe('connection limit', () => {
  test.each([
    ['t4g.micro', 112],
    ['t4g.small', 225],
    ['t4g.medium', 450],
    ['t4g.large', 901],
    ['m7g.large', 901],
    ['m7g.xlarge', 1802],
    ['m8g.large', 901],
    ['r7g.large', 1802],
    ['r7g.4xlarge', 5000],
    ['x9z.large', undefined],
    ['m7g.nano', undefined],
  ])('of %s is at most %s', (type, limit) => {
    expect(PostgresDatabase.estimateMaxConnections(type)).toBe(limit);
  });

  test('follows the parameter where it is a number', () => {
    const limits = ['300', 'LEAST({DBInstanceClassMemory/9531392},400)'].map(
      (value) => database(testApp(), { parameters: { max_connections: value } }).maxConnections,
    );
    expect(limits).toEqual([300, undefined]);
  });
});
