import { RemovalPolicy } from 'aws-cdk-lib';

/** Properties of `GlobalValkeyCache`. */
export interface GlobalValkeyCacheProps {
  /**
   * Suffix of the id, 1 to 40 letters, digits and single hyphens. Amazon ElastiCache adds a prefix of five characters.
   * Cannot be changed after creation.
   */
  readonly idSuffix: string;

  /**
   * Id of the existing replication group that becomes the primary and keeps its data, in the Region of this stack.
   * Cannot be changed after creation.
   */
  readonly replicationGroupId: string;

  /**
   * Region of the primary. It must be the Region of the stack.
   *
   * @default - the Region of the stack
   */
  readonly primaryRegion?: string;

  /**
   * Description of the Global Datastore.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * Whether a replica takes over within its Region when a primary node fails. Failover between Regions is always
   * manual.
   *
   * Cluster mode requires `true`, which every `ValkeyCache` has.
   *
   * @default - the value of the primary; not in the template
   */
  readonly automaticFailover?: boolean;

  /**
   * Node type of all members, `large` or larger. Set it to change the type online in all Regions.
   *
   * @default - the type of the primary at creation; not in the template
   */
  readonly nodeType?: string;

  /**
   * Number of shards of all members (1 to 500). Set it to change the number online in all Regions.
   *
   * @default - the number of the primary at creation; not in the template
   */
  readonly shards?: number;

  /**
   * Version of Valkey of all members. Set it to upgrade. Amazon ElastiCache ignores it at creation.
   *
   * @default - the version of the primary at creation; not in the template
   */
  readonly engineVersion?: string;

  /**
   * What happens to the Global Datastore when it is removed from the stack. It cannot be deleted before its
   * secondaries, and its primary is kept.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is retained, unless its own creation is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;
}
