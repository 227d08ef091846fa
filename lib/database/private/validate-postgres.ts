import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { DatabaseOriginKind } from '../database-origin';
import { PostgresDatabaseProps } from '../postgres-database-props';
import { IDENTIFIER_PATTERN, MAX_IDENTIFIER_LENGTH } from './physical-names';
import {
  forbidParameter,
  requireBackups,
  requireClass,
  requireIdentifier,
  requireMonitoring,
  requireNames,
  requireProtection,
  requireRange,
  requireSlowQuery,
  requireZones,
} from './rules';

const MIN_STORAGE_GIB = 20;
const MAX_STORAGE_GIB = 65536;
const STRIPED_STORAGE_GIB = 400;
const OWNED_PARAMETERS: Record<string, string> = {
  log_min_duration_statement: 'slowQueryMs',
  'rds.logical_replication': 'logicalReplication',
};

/** Returns all problems of the properties. */
export function validatePostgres(props: PostgresDatabaseProps): Problems {
  const problems = new Problems();
  requireZones(problems, props, 'set an explicit `env` on the stack and three `availabilityZones` on the network');
  checkClasses(problems, props);
  checkStorage(problems, props);
  requireNames(problems, props);
  requireIdentifier(problems, 'instanceIdentifier', props.instanceIdentifier, MAX_IDENTIFIER_LENGTH);
  checkSettings(problems, props);
  checkSafety(problems, props);
  return problems;
}

function checkClasses(problems: Problems, props: PostgresDatabaseProps): void {
  const classes = { instanceType: props.instanceType, replicaInstanceType: props.replicaInstanceType };
  for (const [name, type] of Object.entries(classes)) {
    requireClass(problems, name, type?.toString(), 't4g.small');
  }
  const replicas = props.readReplicas ?? 0;
  requireRange(problems, 'readReplicas', replicas, 0, 15);
  problems.require(
    props.replicaInstanceType === undefined || Token.isUnresolved(replicas) || replicas > 0,
    '`replicaInstanceType` must not be set without read replicas, got: 0 replicas; set `readReplicas`',
  );
}

function checkStorage(problems: Problems, props: PostgresDatabaseProps): void {
  const { allocatedStorageGiB: size, maxAllocatedStorageGiB: most } = props;
  requireRange(problems, 'allocatedStorageGiB', size, MIN_STORAGE_GIB, MAX_STORAGE_GIB);
  requireRange(problems, 'maxAllocatedStorageGiB', most, MIN_STORAGE_GIB, MAX_STORAGE_GIB);
  if (Token.isUnresolved(size)) {
    return;
  }
  const least = Math.ceil((size * 11) / 10);
  problems.require(
    Token.isUnresolved(most) || most >= least,
    `\`maxAllocatedStorageGiB\` must be at least 10 % above \`allocatedStorageGiB\`, got: ${got(most)}; ` +
      `use ${least} or more`,
  );
  for (const name of ['iops', 'storageThroughputMiBps'] as const) {
    problems.require(
      props[name] === undefined || size >= STRIPED_STORAGE_GIB,
      `\`${name}\` must not be set below ${STRIPED_STORAGE_GIB} GiB, got: ${got(props[name])}; gp3 has a fixed rate ` +
        'there, increase `allocatedStorageGiB`',
    );
  }
}

function checkSettings(problems: Problems, props: PostgresDatabaseProps): void {
  requireSlowQuery(problems, props);
  requireMonitoring(problems, props);
  for (const [parameter, prop] of Object.entries(OWNED_PARAMETERS)) {
    forbidParameter(problems, props, parameter, prop);
  }
}

function checkSafety(problems: Problems, props: PostgresDatabaseProps): void {
  requireBackups(problems, props);
  requireProtection(problems, props, 'database');
  const origin = props.origin;
  problems.require(
    origin?.kind !== DatabaseOriginKind.SNAPSHOT || (origin.snapshotIdentifier ?? '') !== '',
    '`origin` must have the name or ARN of a snapshot, got: ""',
  );
  const successor = props.successorClusterIdentifier;
  problems.require(
    successor === undefined || (!Token.isUnresolved(successor) && IDENTIFIER_PATTERN.test(successor)),
    '`successorClusterIdentifier` must be the literal name of an Aurora cluster, got: ' +
      `${Token.isUnresolved(successor) ? 'a token' : got(successor)}; set the same name on the cluster`,
  );
}
