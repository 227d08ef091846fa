import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { DatabaseProxy, ISubnetGroup } from 'aws-cdk-lib/aws-rds';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct, IDependable } from 'constructs';

/**
 * What a database shares with the Aurora cluster that follows it: none of it moves, so that applications notice
 * nothing.
 */
export interface ISharedDatabaseResources extends IConstruct {
  /** The secret of the master user; its `host` follows whoever serves. */
  readonly secret: ISecret;

  /** The key of storage and backups. */
  readonly encryptionKey: IKey;

  /** The data subnets. */
  readonly subnetGroup: ISubnetGroup;

  /** The security group of the database itself, which proxy and clients are admitted to. */
  readonly securityGroup: SecurityGroup;

  /**
   * The connection pool, whose target follows whoever serves.
   *
   * @default - clients connect to the database itself
   */
  readonly proxy?: DatabaseProxy;

  /** Name of the database. */
  readonly databaseName: string;

  /** Name of the master user. */
  readonly username: string;

  /**
   * Name of the Aurora cluster that has taken over.
   *
   * @default - the instance serves
   */
  readonly successorClusterIdentifier?: string;

  /**
   * Makes proxy and secret wait for something before they point to the successor; does nothing while the instance
   * serves.
   *
   * @param dependables the cluster and its instances
   */
  handOverAfter(...dependables: IDependable[]): void;
}
