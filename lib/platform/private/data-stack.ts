import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { PlatformPlan } from './platform-plan';
import { createHomeStores, RegionalStores } from './stores';

/** The stateful resources of the home Region. Their construct ids are the same in every stage and never change. */
export class DataStack extends GrowthStack {
  public readonly key: Key;
  public readonly stores: RegionalStores;

  constructor(scope: Construct, plan: PlatformPlan, network: NetworkStack) {
    super(scope, 'Data', {
      plan,
      part: 'data',
      description: 'Databases, cache, bucket, queue, repository and logs',
      tagStage: false,
    });
    // A multi-Region key from the first deployment, because the property cannot be changed later.
    this.key = new Key(this, 'Key', {
      description: 'Encrypts the data of the application',
      enableKeyRotation: true,
      multiRegion: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.stores = createHomeStores(this, { plan, network, key: this.key });
  }
}
