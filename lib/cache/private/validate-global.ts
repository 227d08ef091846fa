import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { GlobalValkeyCacheProps } from '../global-valkey-cache-props';
import { GLOBAL_DATASTORE, requireNodeType, requireSupport } from './node-types';
import { isWithin } from './validate-cache';

const ID_SUFFIX = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Throws one error that lists all problems of the properties. */
export function validateGlobal(global: Construct, props: GlobalValkeyCacheProps): void {
  const problems = new Problems();
  checkNames(problems, props);
  checkRegion(problems, Stack.of(global).region, props);
  checkMembers(problems, props);
  problems.require(
    props.removalPolicy !== RemovalPolicy.SNAPSHOT,
    '`removalPolicy` must not be SNAPSHOT, got: "snapshot"; a Global Datastore has no snapshots, only its members do',
  );
  problems.throwIfAny(global.node.path);
}

function checkNames(problems: Problems, { idSuffix, replicationGroupId }: GlobalValkeyCacheProps): void {
  const suffixOk = Token.isUnresolved(idSuffix) || (ID_SUFFIX.test(idSuffix) && idSuffix.length <= 40);
  problems.require(
    suffixOk,
    `\`idSuffix\` must be 1 to 40 letters and digits with single hyphens between them, got: ${got(idSuffix)}`,
  );
  problems.require(replicationGroupId !== '', '`replicationGroupId` must be the id of a replication group, got: ""');
}

function checkRegion(
  problems: Problems,
  stackRegion: string,
  { primaryRegion = stackRegion }: GlobalValkeyCacheProps,
): void {
  if (Token.isUnresolved(primaryRegion)) {
    return;
  }
  problems.require(
    REGION.test(primaryRegion),
    `\`primaryRegion\` must be a Region such as eu-west-1, got: ${got(primaryRegion)}`,
  );
  const here = Token.isUnresolved(stackRegion) || stackRegion === primaryRegion;
  problems.require(
    here,
    `\`primaryRegion\` must be the Region of the stack, ${stackRegion}, got: ${got(primaryRegion)}; create the ` +
      'Global Datastore in the Region of its primary',
  );
}

function checkMembers(problems: Problems, { nodeType, shards, engineVersion }: GlobalValkeyCacheProps): void {
  if (nodeType !== undefined) {
    requireNodeType(problems, nodeType);
    requireSupport(problems, nodeType, GLOBAL_DATASTORE);
  }
  problems.require(
    shards === undefined || isWithin(shards, 1, 500),
    `\`shards\` must be a whole number from 1 to 500, got: ${got(shards)}`,
  );
  const versionOk =
    engineVersion === undefined || Token.isUnresolved(engineVersion) || /^[789]\.\d+$/.test(engineVersion);
  problems.require(versionOk, `\`engineVersion\` must be a version of Valkey such as 8.1, got: ${got(engineVersion)}`);
}
