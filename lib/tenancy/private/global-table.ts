import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Attribute, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';

/** Settings in which the tables of this folder differ. */
export interface GlobalTableSettings {
  readonly partitionKey: Attribute;
  readonly timeToLiveAttribute?: string;
  readonly tableName?: string;
  readonly replicaRegions?: string[];
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Creates a table whose Regions can change in place: on-demand, with point-in-time recovery over 35 days, deletion
 * protection, and encryption with the AWS managed key of the account.
 */
export function createGlobalTable(scope: Construct, settings: GlobalTableSettings): TableV2 {
  validate(scope, settings);
  return new TableV2(scope, 'Table', {
    partitionKey: settings.partitionKey,
    tableName: settings.tableName,
    timeToLiveAttribute: settings.timeToLiveAttribute,
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.awsManagedKey(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    replicas: (settings.replicaRegions ?? []).map((region) => ({ region })),
    removalPolicy: settings.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}

function validate(scope: Construct, { replicaRegions = [], tableName }: GlobalTableSettings): void {
  const { region } = Stack.of(scope);
  const problems = new Problems();
  problems.require(
    !replicaRegions.includes(region),
    `\`replicaRegions\` must not contain the Region of the stack, got: ${got(region)}; it always has the table`,
  );
  problems.require(
    new Set(replicaRegions).size === replicaRegions.length,
    `\`replicaRegions\` must name each Region once, got: ${got(replicaRegions)}`,
  );
  problems.require(
    tableName === undefined || Token.isUnresolved(tableName) || /^[A-Za-z0-9_.-]{3,255}$/.test(tableName),
    `\`tableName\` must be 3 to 255 letters, digits, "_", "." and "-", got: ${got(tableName)}`,
  );
  problems.throwIfAny(scope.node.path);
}
