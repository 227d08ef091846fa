import { isSame } from '../../assembly/canonical';
import { ChangedResource } from './changed-template';

/** What becomes of a resource when one of its properties changes. */
export enum ReplacementOutcome {
  /** AWS changes the resource itself. */
  IN_PLACE = 'in place',
  /** AWS CloudFormation creates a new resource, and removes the old one. */
  REPLACES = 'replaces',
  /** AWS CloudFormation may create a new resource: counts as a replacement, because nobody can know beforehand. */
  MAY_REPLACE = 'may replace',
  /** AWS refuses the change, and the deployment fails. */
  REFUSED = 'is refused',
  /** The property says how the resource was created: it is read once, and must stay in the template permanently. */
  ORIGIN = 'rewrites the birth',
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
  'it is read at creation only; taking it away or changing it later can make an empty store in place of the full one',
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
      ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'the zone may be left to Amazon RDS together with Multi-AZ' }
      : { verdict: ReplacementOutcome.REPLACES, reason: 'an instance does not move to another zone' },
  Engine: always(ReplacementOutcome.REPLACES, 'an RDS instance never becomes an Aurora instance'),
  PerformanceInsightsKMSKeyId: (before) =>
    before === undefined
      ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'a key may be added' }
      : { verdict: ReplacementOutcome.MAY_REPLACE, reason: 'the key of Performance Insights can not be changed' },
  SourceDBInstanceIdentifier: (_, after) =>
    after === undefined
      ? { verdict: ReplacementOutcome.DETACHES, reason: 'a replica without its source is promoted' }
      : { verdict: ReplacementOutcome.REPLACES, reason: 'a replica of another source is another replica' },
  ...Object.fromEntries(INSTANCE_ORIGINS.map((name) => [name, origin])),
};

const CLUSTER: Record<string, Rule> = {
  SnapshotIdentifier: origin,
  ReplicationSourceIdentifier: origin,
  SourceDBClusterIdentifier: origin,
  MasterUsername: always(
    ReplacementOutcome.MAY_REPLACE,
    'a cluster keeps the master user that it was born with; adding one to a promoted replica counts as a change',
  ),
  Engine: always(ReplacementOutcome.REPLACES, 'a cluster does not change its engine'),
  GlobalClusterIdentifier: (before, after) =>
    before !== undefined && after === undefined
      ? {
          verdict: ReplacementOutcome.DETACHES,
          reason: 'a secondary without its global cluster becomes a writable cluster of its own',
        }
      : {
          verdict: ReplacementOutcome.REPLACES,
          reason:
            'the handler refuses to update it, and AWS CloudFormation then replaces the cluster; name the ' +
            'cluster as source of the global cluster instead',
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
  NodeGroupConfiguration: always(ReplacementOutcome.MAY_REPLACE, 'slots by hand can not be judged'),
  ReplicasPerNodeGroup: inPlace(
    'Amazon ElastiCache adds and removes replicas online (registry schema of August 2026; the service ' +
      'specification still says replacement)',
  ),
  AuthToken: (before) =>
    before === undefined
      ? { verdict: ReplacementOutcome.REPLACES, reason: 'adding a token replaces the cache' }
      : { verdict: ReplacementOutcome.IN_PLACE, reason: 'a token is rotated in place' },
  ClusterMode: always(ReplacementOutcome.REFUSED, 'cluster mode only goes from disabled over compatible to enabled'),
  TransitEncryptionEnabled: always(ReplacementOutcome.REFUSED, 'encryption in transit is not switched in one step'),
  Durability: origin,
  Engine: (before, after) =>
    before === 'redis' && after === 'valkey'
      ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'Redis OSS becomes Valkey in place' }
      : { verdict: ReplacementOutcome.REPLACES, reason: 'no way back to another engine' },
};

/** Judges two lists; what a function writes cannot be known. */
const lists =
  (rule: (old: readonly unknown[], next: readonly unknown[]) => Judgement): Rule =>
  (before = [], after = []) =>
    Array.isArray(before) && Array.isArray(after)
      ? rule(before, after)
      : {
          verdict: ReplacementOutcome.MAY_REPLACE,
          reason: 'a function writes it, and what it writes can not be known',
        };

/** AWS CloudFormation reference of the type, Replicas: one is added or removed in each update. */
const replicas = lists((before, after) => {
  const [old, next] = [before, after].map((copies) => copies.map((copy) => (copy as { Region?: string }).Region));
  const different =
    old.filter((region) => !next.includes(region)).length + next.filter((region) => !old.includes(region)).length;
  return different > 1
    ? { verdict: ReplacementOutcome.REFUSED, reason: 'a global table adds or removes one copy in each deployment' }
    : { verdict: ReplacementOutcome.IN_PLACE, reason: 'a copy comes or goes, or changes its settings' };
});

const KEY = always(ReplacementOutcome.REFUSED, 'AWS KMS never changes it, and the update fails');

/** AWS CloudFormation reference of the type. */
const FIXED = always(ReplacementOutcome.REFUSED, 'Amazon Cognito never changes it, and the update fails');

/** Attributes may be added, and never go or change. */
const schema = lists((before, after) =>
  before.every((attribute) => after.some((other) => isSame(attribute, other)))
    ? { verdict: ReplacementOutcome.IN_PLACE, reason: 'attributes are added' }
    : {
        verdict: ReplacementOutcome.REFUSED,
        reason: 'Amazon Cognito never changes or removes an attribute, and the update fails',
      },
);

/** A custom resource keeps its handler; what the handler does is its own affair. */
const HANDLER: Record<string, Rule> = {
  ServiceTimeout: inPlace('it only says how long AWS CloudFormation waits'),
  ServiceToken: always(
    ReplacementOutcome.MAY_REPLACE,
    'another handler gets the resource, or AWS CloudFormation refuses it (modifying the service token is not allowed)',
  ),
};

const RULES: Record<string, Record<string, Rule>> = {
  'AWS::CloudFront::VpcOrigin': {
    VpcOriginEndpointConfig: always(
      ReplacementOutcome.REFUSED,
      'CloudFront does not change a VPC origin that is in use; make a new one',
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
    GlobalSecondaryIndexes: inPlace('an index comes, goes or is made anew; the table stays'),
    GlobalTableSourceArn: origin,
    Replicas: replicas,
  },
  'AWS::ElastiCache::GlobalReplicationGroup': {
    Members: always(
      ReplacementOutcome.MAY_REPLACE,
      'a member that leaves loses its copy, and one that joins by hand is wiped',
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
