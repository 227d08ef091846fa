import { GrowthDocument, resolveGrowthConfig } from '../../config';
import { auroraClass, largerClass, runsAurora } from '../../config/instance-classes';
import { VALID as MINIMAL } from './helpers/valid';

const VALID: GrowthDocument = { ...MINIMAL, stage: 'containers' };

/** Whether the configuration admits a web service of this size. */
function admits(cpu: number, memoryMiB: number): boolean {
  try {
    resolveGrowthConfig({ ...VALID, sizes: { containers: { web: { cpu, memoryMiB } } } });
    return true;
  } catch {
    return false;
  }
}

/** GiB from, to and step, of the table "Task CPU and memory" in the Amazon ECS Developer Guide. */
const FARGATE: readonly [cpu: number, gib: readonly number[]][] = [
  [256, [0.5, 1, 2]],
  [512, [1, 2, 3, 4]],
  [1024, [2, 3, 4, 5, 6, 7, 8]],
  [2048, [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  [4096, [8, 9, 10, 15, 16, 29, 30]],
  [8192, [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60]],
  [16384, [32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120]],
];

test.each(FARGATE.flatMap(([cpu, sizes]) => sizes.map((gib) => [cpu, gib])))(
  '%d CPU units go with %d GiB',
  (cpu, gib) => {
    expect(admits(cpu, gib * 1024)).toBe(true);
  },
);

/** Below the least, above the most, and between two steps. */
test.each([
  [256, 0.25],
  [256, 4],
  [512, 0.5],
  [512, 1.5],
  [512, 5],
  [1024, 1],
  [1024, 2.5],
  [1024, 9],
  [2048, 3],
  [2048, 4.5],
  [2048, 17],
  [4096, 7],
  [4096, 8.5],
  [4096, 31],
  [8192, 15],
  [8192, 17],
  [8192, 18],
  [8192, 22],
  [8192, 64],
  [16384, 28],
  [16384, 36],
  [16384, 44],
  [16384, 128],
  [300, 1],
  [128, 0.5],
  [32768, 64],
])('%d CPU units do not go with %d GiB', (cpu, gib) => {
  expect(admits(cpu, gib * 1024)).toBe(false);
});

/** Smaller classes first: by size, and within a size by memory per vCPU; burstable ones come first. */
test('classes have an order', () => {
  const order = [
    't4g.nano',
    't4g.micro',
    't4g.small',
    't4g.medium',
    't4g.large',
    'c7g.large',
    'm7g.large',
    'r7g.large',
    'x2g.large',
    't4g.xlarge',
    'm7g.xlarge',
    'r7g.xlarge',
    'm7g.2xlarge',
    'r7g.2xlarge',
    'm7g.4xlarge',
    'm7g.16xlarge',
    'r7g.16xlarge',
  ];
  order.forEach((smaller, index) =>
    order.slice(index + 1).forEach((larger) => {
      expect([smaller, larger, largerClass(smaller, larger)]).toEqual([smaller, larger, larger]);
      expect([larger, smaller, largerClass(larger, smaller)]).toEqual([larger, smaller, larger]);
    }),
  );
  expect(largerClass('m7g.large', undefined)).toBe('m7g.large');
  expect(largerClass('m7g.large', 'm6g.large')).toBe('m7g.large');
  expect(largerClass('cache.t4g.small', 'cache.m7g.large')).toBe('cache.m7g.large');
  expect(largerClass('cache.m7g.large', 'cache.t4g.small')).toBe('cache.m7g.large');
});

test.each([
  ['r7g.large', true],
  ['r8gd.2xlarge', true],
  ['x2g.xlarge', true],
  ['t4g.medium', true],
  ['t4g.large', true],
  ['t4g.small', false],
  ['t4g.xlarge', false],
  ['t3.medium', false],
  ['m7g.large', false],
  ['c7g.large', false],
  ['r5.large', false],
])('Aurora PostgreSQL runs on %s: %s', (instanceType, runs) => {
  expect(runsAurora(instanceType)).toBe(runs);
});

test.each([
  ['t4g.small', 'r7g.large'],
  ['t4g.nano', 'r7g.large'],
  ['t4g.micro', 'r7g.large'],
  ['t3.medium', 'r7g.large'],
  ['t4g.medium', 't4g.medium'],
  ['m7g.large', 'r7g.large'],
  ['m7g.xlarge', 'r7g.xlarge'],
  ['m7g.16xlarge', 'r7g.16xlarge'],
  ['r8g.4xlarge', 'r8g.4xlarge'],
])('a cluster that follows %s has %s', (instance, cluster) => {
  expect(auroraClass(instance)).toBe(cluster);
});
