import { Stack } from 'aws-cdk-lib';
import { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { WorkloadVariable } from '../../../core/workload-variable';
import { IdempotencyKeys, TenantDirectory } from '../../../tenancy';
import { idempotencyTableOf, tenantTableOf } from '../global-names';
import { otherCopyRegions } from '../platform-plan';
import { ReplicationSources, Store, WorkloadVariables } from './store';

/** The global tables of tenants and idempotency keys: created once, with a replica in every Region. */
export class TableStore extends Store {
  public override addGlobalParts(scope: Construct): Construct[] {
    const { copyRegions: replicaRegions } = this.plan;
    return [
      new TenantDirectory(scope, 'TenantDirectory', { tableName: tenantTableOf(this.plan), replicaRegions }),
      new IdempotencyKeys(scope, 'IdempotencyKeys', { tableName: idempotencyTableOf(this.plan), replicaRegions }),
    ];
  }

  public override variables(): WorkloadVariables {
    const { global } = this.plan;
    return {
      environment: {
        [WorkloadVariable.TENANT_DIRECTORY_TABLE]: global ? tenantTableOf(this.plan) : '',
        [WorkloadVariable.IDEMPOTENCY_TABLE]: global ? idempotencyTableOf(this.plan) : '',
      },
    };
  }

  /** Grants the replica of each table in the Region of the process. */
  public override grantTo(grantee: Construct & IGrantable): void {
    if (!this.plan.global) {
      return;
    }
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:GetItem',
          'dynamodb:Query',
          'dynamodb:PutItem',
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
          'dynamodb:ConditionCheckItem',
        ],
        resources: this.tableNames.map((resourceName) =>
          Stack.of(grantee).formatArn({ service: 'dynamodb', resource: 'table', resourceName }),
        ),
      }),
    );
  }

  public override replication(): ReplicationSources {
    const receivingRegions = otherCopyRegions(this.plan);
    return { tables: this.tableNames.map((tableName) => ({ tableName, receivingRegions })) };
  }

  private get tableNames(): string[] {
    return [tenantTableOf(this.plan), idempotencyTableOf(this.plan)];
  }
}
