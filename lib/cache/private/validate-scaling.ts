import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { ValkeyScalingProps } from '../valkey-scaling-props';
import { AUTO_SCALING, familyOf, requireNodeType, requireSupport } from './node-types';
import { isWithin } from './validate-cache';

/** Allowed targets in percent (Amazon ElastiCache user guide, adding a scaling policy). */
const LOWEST_TARGET = 35;
const HIGHEST_TARGET = 70;

/** Throws one error that lists all problems of the properties. */
export function validateScaling(scaling: Construct, props: ValkeyScalingProps): void {
  const { replicationGroupId, nodeType, shards, replicas } = props;
  const problems = new Problems();
  problems.require(replicationGroupId !== '', '`replicationGroupId` must be the id of a replication group, got: ""');
  requireNodeType(problems, nodeType);
  requireSupport(problems, nodeType, AUTO_SCALING);
  problems.require(
    shards !== undefined || replicas !== undefined,
    '`shards`, `replicas` or both must be set, got: neither',
  );
  if (shards !== undefined) {
    checkBounds(problems, 'shards', shards, 500);
    checkTarget(problems, 'shards.engineCpuTargetPercent', shards.engineCpuTargetPercent);
    checkTarget(problems, 'shards.memoryTargetPercent', shards.memoryTargetPercent);
    const measured = shards.memoryTargetPercent === undefined || familyOf(nodeType) !== 'r6gd';
    problems.require(
      measured,
      '`shards.memoryTargetPercent` must not be set for the family r6gd, got: ' +
        `${got(shards.memoryTargetPercent)}; r6gd continues on disk when its memory is full`,
    );
  }
  if (replicas !== undefined) {
    checkBounds(problems, 'replicas', replicas, 5);
    checkTarget(problems, 'replicas.engineCpuTargetPercent', replicas.engineCpuTargetPercent);
  }
  problems.throwIfAny(scaling.node.path);
}

function checkBounds(
  problems: Problems,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
  highest: number,
): void {
  problems.require(
    isWithin(min, 1, highest),
    `\`${name}.min\` must be a whole number from 1 to ${highest}, got: ${got(min)}`,
  );
  problems.require(
    isWithin(max, 1, highest),
    `\`${name}.max\` must be a whole number from 1 to ${highest}, got: ${got(max)}`,
  );
  const ordered = min <= max || !isWithin(min, 1, highest) || !isWithin(max, 1, highest);
  problems.require(
    ordered || Token.isUnresolved(min) || Token.isUnresolved(max),
    `\`${name}.max\` must be at least \`${name}.min\` (${got(min)}), got: ${got(max)}`,
  );
}

function checkTarget(problems: Problems, name: string, percent: number | undefined): void {
  const ok =
    percent === undefined || Token.isUnresolved(percent) || (percent >= LOWEST_TARGET && percent <= HIGHEST_TARGET);
  problems.require(ok, `\`${name}\` must be from ${LOWEST_TARGET} to ${HIGHEST_TARGET} percent, got: ${got(percent)}`);
}
