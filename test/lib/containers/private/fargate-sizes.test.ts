import { checkFargateSize } from '../../../../lib/containers/private/fargate-sizes';
import { Problems } from '../../../../lib/core/problems';

/** What is wrong with a size; an empty string if nothing is. */
function problemOf(cpu: number, memoryMiB: number): string {
  const problems = new Problems();
  checkFargateSize(problems, cpu, memoryMiB);
  try {
    problems.throwIfAny('Task');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** GiB from, to and step: the table "Task CPU and memory" in the Amazon ECS Developer Guide. */
describe.each([
  [512, 1, 4, 1],
  [1024, 2, 8, 1],
  [2048, 4, 16, 1],
  [4096, 8, 30, 1],
  [8192, 16, 60, 4],
  [16384, 32, 120, 8],
])('%d CPU units', (cpu, least, most, step) => {
  test(`take ${least} to ${most} GiB in steps of ${step}`, () => {
    for (let gib = least; gib <= most; gib += step) {
      expect([gib, problemOf(cpu, gib * 1024)]).toEqual([gib, '']);
      expect([gib, problemOf(cpu, (gib + step / 2) * 1024)]).not.toEqual([gib, '']);
    }
  });

  test('take nothing below or above', () => {
    expect(problemOf(cpu, (least - step) * 1024)).toContain(`the nearest allowed value is ${least * 1024}`);
    expect(problemOf(cpu, (most + step) * 1024)).toContain(`the nearest allowed value is ${most * 1024}`);
    expect(problemOf(cpu, least * 1024 - 1)).toContain(`from ${least * 1024} to ${most * 1024}`);
  });
});

test('256 CPU units take half a GiB, one or two', () => {
  expect([512, 1024, 2048].map((memory) => problemOf(256, memory))).toEqual(['', '', '']);
  expect([1536, 4096, 256].map((memory) => problemOf(256, memory) === '')).toEqual([false, false, false]);
});

test.each([
  [300, 256],
  [700, 512],
  [800, 1024],
  [1, 256],
  [40_000, 16_384],
])('%d CPU units: the nearest size is %d', (cpu, nearest) => {
  expect(problemOf(cpu, 1024)).toContain(`\`cpu\` must be one of 256, 512, 1024, 2048, 4096, 8192, 16384`);
  expect(problemOf(cpu, 1024)).toContain(`the nearest allowed value is ${nearest}`);
});
