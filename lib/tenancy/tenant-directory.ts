import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { createGlobalTable } from './private/global-table';

/** Properties of the tenant directory. */
export interface TenantDirectoryProps {
  /**
   * Physical name, the same in every Region; fixed for ever.
   *
   * @default - chosen by AWS CloudFormation; then other stacks need a reference
   */
  readonly tableName?: string;

  /**
   * Regions besides that of the stack that hold the table, too. Each of them reads and writes; the last write of an
   * item wins.
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
 * Where each tenant lives: one item per `tenantId`, with the Region (and later the shard) that holds its data.
 *
 * A global table from the first Region on, because a plain table would have to be replaced to become one.
 */
export class TenantDirectory extends Construct {
  /** The table. */
  public readonly table: ITableV2;

  constructor(scope: Construct, id: string, props: TenantDirectoryProps = {}) {
    super(scope, id);
    const table: TableV2 = createGlobalTable(this, {
      ...props,
      partitionKey: { name: 'tenantId', type: AttributeType.STRING },
    });
    this.table = table;
  }
}
