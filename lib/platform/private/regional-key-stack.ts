import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnKey, CfnReplicaKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { GrowthStack } from './growth-stack';
import { RegionPlan } from './platform-plan';

/** The least waiting period before a key is gone, in days (AWS KMS). */
const PENDING_DAYS = 7;

/**
 * The replica of the home key in a Region: the same key material, so that what is copied stays readable.
 *
 * A stack of its own, because a Region can get another replica of a key only when the one before is gone for good: a
 * data stack whose first deployment fails, for want of a quota or of an instance class, would otherwise take the key
 * with it and could not be tried again for days.
 */
export class RegionalKeyStack extends GrowthStack {
  /** ARN of the replica. */
  public readonly keyArn: string;

  constructor(scope: Construct, plan: RegionPlan, home: DataStack) {
    super(scope, 'Key', { plan, part: 'key', description: 'Replica of the key of the data', tagStage: false });
    const replica = new CfnReplicaKey(this, 'Key', {
      description: 'Encrypts the data of the application',
      // Of the resource itself: the L2's ARN refuses to cross Regions before deployment.
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
