import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';

/** The memory sizes in MiB that a CPU size allows. */
interface MemoryRange {
  readonly values: number[];
}

const GIB = 1024;

function steps(minGiB: number, maxGiB: number, stepGiB: number): MemoryRange {
  const count = (maxGiB - minGiB) / stepGiB + 1;
  return { values: Array.from({ length: count }, (_, index) => (minGiB + index * stepGiB) * GIB) };
}

/** The combinations of the table "Task CPU and memory" in the Amazon ECS Developer Guide. */
const FARGATE_SIZES = new Map<number, MemoryRange>([
  [256, { values: [512, 1024, 2048] }],
  [512, steps(1, 4, 1)],
  [1024, steps(2, 8, 1)],
  [2048, steps(4, 16, 1)],
  [4096, steps(8, 30, 1)],
  [8192, steps(16, 60, 4)],
  [16384, steps(32, 120, 8)],
]);

function nearest(wanted: number, values: number[]): number {
  return values.reduce((best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best));
}

/** Requires a combination of CPU and memory that AWS Fargate offers. */
export function checkFargateSize(problems: Problems, cpu: number, memoryMiB: number): void {
  if (Token.isUnresolved(cpu) || Token.isUnresolved(memoryMiB)) {
    return;
  }
  const sizes = [...FARGATE_SIZES.keys()];
  const memory = FARGATE_SIZES.get(cpu);
  if (!memory) {
    problems.add(
      `\`cpu\` must be one of ${sizes.join(', ')}, got: ${got(cpu)}; the nearest allowed value is ` +
        `${nearest(cpu, sizes)}`,
    );
    return;
  }
  if (!memory.values.includes(memoryMiB)) {
    const last = memory.values.length - 1;
    problems.add(
      `\`memoryMiB\` must be one of the values from ${memory.values[0]} to ${memory.values[last]} that AWS ` +
        `Fargate allows with \`cpu\` ${cpu}, ` +
        `got: ${got(memoryMiB)}; the nearest allowed value is ${nearest(memoryMiB, memory.values)}`,
    );
  }
}
