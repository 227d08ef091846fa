import { isSame } from '../../assembly/canonical';
import { ChangedResource } from './changed-template';

/** What becomes of a resource when one of its properties changes. */
export enum ReplacementOutcome {
  /** AWS changes the resource itself. */
  IN_PLACE = 'in place',
  /** AWS CloudFormation creates a new resource, and removes the old one. */
  REPLACES = 'replaces',
  /** AWS CloudFormation may create a new resource: counts as a replacement, because it cannot be known beforehand. */
  MAY_REPLACE = 'may replace',
  /** AWS refuses the change, and the deployment fails. */
  REFUSED = 'is refused',
  /** The property says how the resource was created: it is read once, and must stay in the template permanently. */
  ORIGIN = 'rewrites the origin',
  /** A copy is cut off from its source, and both take writes from then on. */
  DETACHES = 'detaches',
}

/** A judgement with its reason. */
export interface Judgement {
  readonly verdict: ReplacementOutcome;
  readonly reason: string;
}

/** Judges one property of a type; the resource before and after are given for what depends on another property. */
type Rule = (before: unknown, after: unknown, old: ChangedResource, next: ChangedResource) => Judgement;

const always =
  (verdict: ReplacementOutcome, reason: string): Rule =>
  () => ({ verdict, reason });
const inPlace = (reason: string): Rule => always(ReplacementOutcome.IN_PLACE, reason);
const origin = always(
  ReplacementOutcome.ORIGIN,
  'it is read only at creation; removing or changing it later can create an empty store in place of the full one',
);

const RDS_HANDLER = 'Amazon RDS modifies it in place (provider source, and the RDS guide on modifying an instance)';

/** A property of an RDS instance that only names where its first bytes came from. */
const INSTANCE_ORIGINS = [
  'DBSnapshotIdentifier',
  'DBClusterSnapshotIdentifier',
  'RestoreTime',
  'UseLatestRestorableTime',
  'SourceDbiResourceId',
  'SourceDBInstanceAutomatedBackupsArn',
];

const INSTANCE: Record<string, Rule> = {
  ...Object.fromEntries(
    ['MultiAZ', 'StorageType', 'BackupRetentionPeriod', 'AutoMinorVersionUpgrade', 'PreferredMaintenanceWindow'].map(
      (name) => [name, inPlace(RDS_HANDLER)],
    ),
  ),
  DBParameterGroupName: inPlace(`${RDS_HANDLER}, with a reboot`),
  AvailabilityZone: (_, after, __, next) =>
    after === undefined && next.Properties?.MultiAZ === true
      ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'with Multi-AZ, Amazon RDS may choose the Availability Zone' }
      : { verdict: ReplacementOutcome.REPLACES, reason: 'an instance cannot move to another Availability Zone' },
  Engine: always(ReplacementOutcome.REPLACES, 'an RDS instance never becomes an Aurora instance'),
  PerformanceInsightsKMSKeyId: (before) =>
    before === undefined
      ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'a key may be added' }
      : { verdict: ReplacementOutcome.MAY_REPLACE, reason: 'the key of Performance Insights cannot be changed' },
  SourceDBInstanceIdentifier: (_, after) =>
    after === undefined
      ? { verdict: ReplacementOutcome.DETACHES, reason: 'removing its source promotes a replica' }
      : { verdict: ReplacementOutcome.REPLACES, reason: 'a replica cannot change its source' },
  ...Object.fromEntries(INSTANCE_ORIGINS.map((name) => [name, origin])),
};

const CLUSTER: Record<string, Rule> = {
  SnapshotIdentifier: origin,
  ReplicationSourceIdentifier: origin,
  SourceDBClusterIdentifier: origin,
  MasterUsername: always(
    ReplacementOutcome.MAY_REPLACE,
    'a cluster keeps the master user that it was created with; adding one to a promoted replica counts as a change',
  ),
  Engine: always(ReplacementOutcome.REPLACES, 'a cluster cannot change its engine'),
  GlobalClusterIdentifier: (before, after) =>
    before !== undefined && after === undefined
      ? {
          verdict: ReplacementOutcome.DETACHES,
          reason: 'a secondary without its global cluster becomes an independent cluster that takes writes',
        }
      : {
          verdict: ReplacementOutcome.REPLACES,
          reason:
            'it cannot be updated, so AWS CloudFormation replaces the cluster; set the cluster as the source of ' +
            'the global cluster instead',
        },
};

/** Shards move online only if the deployed template already says so. */
const shards: Rule = (_, __, old) =>
  old.UpdatePolicy?.UseOnlineResharding === true
    ? {
        verdict: ReplacementOutcome.IN_PLACE,
        reason: 'online resharding, with `UseOnlineResharding` in the deployed template',
      }
    : {
        verdict: ReplacementOutcome.REPLACES,
        reason: 'without `UseOnlineResharding` in the deployed template the cache is replaced',
      };

const CACHE: Record<string, Rule> = {
  NumNodeGroups: shards,
  NodeGroupConfiguration: always(
    ReplacementOutcome.MAY_REPLACE,
    'the effect of manually assigned slots cannot be determined',
  ),
  ReplicasPerNodeGroup: inPlace(
    'Amazon ElastiCache adds and removes replicas online (registry schema of August 2026; the service ' +
      'specification still says replacement)',
  ),
  AuthToken: (before) =>
    before === undefined
      ? { verdict: ReplacementOutcome.REPLACES, reason: 'adding a token replaces the cache' }
      : { verdict: ReplacementOutcome.IN_PLACE, reason: 'a token is rotated in place' },
  ClusterMode: always(ReplacementOutcome.REFUSED, 'cluster mode can only go from disabled to compatible to enabled'),
  TransitEncryptionEnabled: always(ReplacementOutcome.REFUSED, 'encryption in transit cannot be switched in one step'),
  Durability: origin,
  Engine: (before, after) =>
    before === 'redis' && after === 'valkey'
      ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'Redis OSS becomes Valkey in place' }
      : { verdict: ReplacementOutcome.REPLACES, reason: 'a cache cannot change to this engine' },
};

/** Judges two lists; what a function writes cannot be known. */
const lists =
  (rule: (old: readonly unknown[], next: readonly unknown[]) => Judgement): Rule =>
  (before = [], after = []) =>
    Array.isArray(before) && Array.isArray(after)
      ? rule(before, after)
      : {
          verdict: ReplacementOutcome.MAY_REPLACE,
          reason: 'a function sets it, and the value cannot be known',
        };

/** AWS CloudFormation reference of the type, Replicas: one is added or removed in each update. */
const replicas = lists((before, after) => {
  const [old, next] = [before, after].map((copies) => copies.map((copy) => (copy as { Region?: string }).Region));
  const different =
    old.filter((region) => !next.includes(region)).length + next.filter((region) => !old.includes(region)).length;
  return different > 1
    ? {
        verdict: ReplacementOutcome.REFUSED,
        reason: 'a global table can add or remove only one replica per deployment',
      }
    : { verdict: ReplacementOutcome.IN_PLACE, reason: 'a replica is added, removed or changes its settings' };
});

const KEY = always(ReplacementOutcome.REFUSED, 'AWS KMS cannot change it, and the update fails');

/** AWS CloudFormation reference of the type. */
const FIXED = always(ReplacementOutcome.REFUSED, 'Amazon Cognito cannot change it, and the update fails');

/** Attributes may be added, but never removed or changed. */
const schema = lists((before, after) =>
  before.every((attribute) => after.some((other) => isSame(attribute, other)))
    ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'attributes are added' }
    : {
        verdict: ReplacementOutcome.REFUSED,
        reason: 'Amazon Cognito cannot change or remove an attribute, and the update fails',
      },
);

/** The handler of a custom resource must stay; its other properties depend on the handler. */
const HANDLER: Record<string, Rule> = {
  ServiceTimeout: inPlace('it only sets how long AWS CloudFormation waits'),
  ServiceToken: always(
    ReplacementOutcome.MAY_REPLACE,
    'another handler gets the resource, or AWS CloudFormation refuses it (modifying the service token is not allowed)',
  ),
};

const RULES: Record<string, Record<string, Rule>> = {
  'AWS::CloudFront::VpcOrigin': {
    VpcOriginEndpointConfig: always(
      ReplacementOutcome.REFUSED,
      'CloudFront cannot change a VPC origin that is in use; create a new one',
    ),
  },
  'AWS::CloudFormation::CustomResource': HANDLER,
  'AWS::Cognito::UserPool': {
    AliasAttributes: FIXED,
    Schema: schema,
    UsernameAttributes: FIXED,
    UsernameConfiguration: FIXED,
  },
  'AWS::DynamoDB::GlobalTable': {
    GlobalSecondaryIndexes: inPlace('an index is added, removed or replaced; the table stays'),
    GlobalTableSourceArn: origin,
    Replicas: replicas,
  },
  'AWS::ElastiCache::GlobalReplicationGroup': {
    Members: always(
      ReplacementOutcome.MAY_REPLACE,
      'a member that is removed loses its data, and one that is added by hand is emptied',
    ),
  },
  'AWS::ElastiCache::ReplicationGroup': CACHE,
  'AWS::KMS::Key': { KeySpec: KEY, KeyUsage: KEY, MultiRegion: KEY, Origin: KEY },
  'AWS::RDS::DBCluster': CLUSTER,
  'AWS::RDS::DBInstance': INSTANCE,
};

/** What is known of a property beyond the service specification; undefined if the specification decides. */
export function ruleFor(type: string, property: string): Rule | undefined {
  return (type.startsWith('Custom::') ? HANDLER : RULES[type])?.[property];
}

/** The properties of a type that are judged beyond the service specification. */
export function judgedProperties(type: string): string[] {
  return Object.keys(RULES[type] ?? {});
}
