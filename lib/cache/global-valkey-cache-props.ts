import { RemovalPolicy } from 'aws-cdk-lib';

/** Properties of a Global Datastore. */
export interface GlobalValkeyCacheProps {
  /**
   * What its name ends in, 1 to 40 letters, digits and single hyphens; Amazon ElastiCache puts five characters of its
   * own before it. Fixed for ever.
   */
  readonly idSuffix: string;

  /**
   * Id of the existing replication group that becomes the primary and keeps its data, in the Region of this stack.
   * Fixed for ever.
   */
  readonly replicationGroupId: string;

  /**
   * Region of the primary. A Global Datastore is made in the Region of its primary.
   *
   * @default - the Region of the stack
   */
  readonly primaryRegion?: string;

  /**
   * What it is for.
   *
   * @default - nothing is said
   */
  readonly description?: string;

  /**
   * Whether a replica takes over when a primary node fails, in each Region by itself; no Region ever takes over by
   * itself.
   *
   * Cluster mode asks for `true`, which every `ValkeyCache` has from birth.
   *
   * @default - as in the primary: it is not in the template
   */
  readonly automaticFailover?: boolean;

  /**
   * Node type of all members, given when it is to change: online, in all Regions. From `large` on.
   *
   * @default - that of the primary at its birth: it is not in the template
   */
  readonly nodeType?: string;

  /**
   * Shards of all members (1 to 500), given when they are to change: online, in all Regions.
   *
   * @default - those of the primary at its birth: they are not in the template
   */
  readonly shards?: number;

  /**
   * Version of Valkey of all members, given when it is to be raised. At creation Amazon ElastiCache ignores it.
   *
   * @default - that of the primary at its birth: it is not in the template
   */
  readonly engineVersion?: string;

  /**
   * What happens to the Global Datastore when it leaves the stack. It can't be deleted before its secondaries; its
   * primary is kept.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it stays; only the rollback of its first creation removes it
   */
  readonly removalPolicy?: RemovalPolicy;
}
