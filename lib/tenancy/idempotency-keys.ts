import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { createGlobalTable } from './private/global-table';

/** Properties of the store of idempotency keys. */
export interface IdempotencyKeysProps {
  /**
   * Physical name, the same in every Region; fixed for ever.
   *
   * @default - chosen by AWS CloudFormation; then other stacks need a reference
   */
  readonly tableName?: string;

  /**
   * Regions besides that of the stack that hold the table, too.
   *
   * @default - none
   */
  readonly replicaRegions?: string[];

  /**
   * What happens to the table when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it stays; only the rollback of its first creation removes it
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Which jobs and requests have taken effect already: one item per `key`, which goes by itself at `expiresAt` (seconds
 * since 1970).
 *
 * A conditional write of the key decides within one Region. Between Regions copies arrive about a second later, so a
 * job that two Regions take within that second takes effect twice: give each job to the queue of one Region, and use
 * the key for what is delivered again.
 */
export class IdempotencyKeys extends Construct {
  /** The table. */
  public readonly table: ITableV2;

  constructor(scope: Construct, id: string, props: IdempotencyKeysProps = {}) {
    super(scope, id);
    const table: TableV2 = createGlobalTable(this, {
      ...props,
      partitionKey: { name: 'key', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
    });
    this.table = table;
  }
}
