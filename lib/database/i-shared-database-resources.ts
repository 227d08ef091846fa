import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { DatabaseProxy, ISubnetGroup } from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct, IDependable } from 'constructs';

/**
 * The resources that a database shares with its successor, an Aurora cluster. They do not move, so applications do not
 * notice the migration.
 */
export interface ISharedDatabaseResources extends IConstruct {
  /** The secret of the master user. Its `host` is the database that serves. */
  readonly secret: ISecret;

  /** Key for storage and backups. */
  readonly encryptionKey: IKey;

  /** The subnet group of the data subnets. */
  readonly subnetGroup: ISubnetGroup;

  /** The security group of the database. It allows the proxy and the clients. */
  readonly securityGroup: SecurityGroup;

  /**
   * The RDS Proxy. Its target is the database that serves.
   *
   * @default - none; clients connect to the database
   */
  readonly proxy?: DatabaseProxy;

  /** Name of the database. */
  readonly databaseName: string;

  /** Name of the master user. */
  readonly username: string;

  /**
   * Name of the Aurora cluster that has taken over.
   *
   * @default - none; the instance serves
   */
  readonly successorClusterIdentifier?: string;

  /**
   * Adds dependencies to proxy and secret, so that they point to the successor only after it exists. Does nothing while
   * the instance serves.
   *
   * @param dependables the cluster and its instances
   */
  handOverAfter(...dependables: IDependable[]): void;
}
