import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnKey, CfnReplicaKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { GrowthStack } from './growth-stack';
import { RegionPlan } from './platform-plan';

/** Shortest waiting period before a key is deleted, in days (AWS KMS quota). */
const PENDING_DAYS = 7;

/**
 * The replica of the home Region's key: it has the same key material, so that copied data can be decrypted.
 *
 * It has a stack of its own. If it were in the data stack and the first deployment of that stack failed, for example
 * for lack of a quota, the key would be scheduled for deletion, and a Region cannot get another replica until that is
 * over.
 */
export class RegionalKeyStack extends GrowthStack {
  /** ARN of the replica. */
  public readonly keyArn: string;

  constructor(scope: Construct, plan: RegionPlan, home: DataStack) {
    super(scope, 'Key', { plan, part: 'key', description: 'Replica of the key of the data', tagStage: false });
    const replica = new CfnReplicaKey(this, 'Key', {
      description: 'Encrypts the data of the application',
      // The ARN from the L1 construct: a reference to that of the L2 construct cannot cross Regions.
      primaryKeyArn: (home.key.node.defaultChild as CfnKey).attrArn,
      keyPolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['kms:*'], resources: ['*'], principals: [new AccountRootPrincipal()] }),
        ],
      }),
      pendingWindowInDays: PENDING_DAYS,
    });
    replica.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.keyArn = replica.attrArn;
  }
}
