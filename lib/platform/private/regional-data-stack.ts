import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { RegionPlan } from './platform-plan';
import { RegionalKeyStack } from './regional-key-stack';
import { createSecondaryStores, RegionalStores } from './stores';

/** What the data stack of a secondary Region needs. */
export interface RegionalDataSources {
  readonly plan: RegionPlan;
  readonly network: NetworkStack;
  /** The key of the Region. */
  readonly key: RegionalKeyStack;
  /** The data of the home Region. */
  readonly home: DataStack;
}

/** The data of a secondary Region: copies of what is global, and its own cache, queue and logs. */
export class RegionalDataStack extends GrowthStack {
  public readonly stores: RegionalStores;

  constructor(scope: Construct, { plan, network, key: keyStack, home }: RegionalDataSources) {
    super(scope, 'Data', {
      plan,
      part: 'data',
      description: 'Copies of the data, cache, queue and logs of a further Region',
      tagStage: false,
    });
    this.addStackDependency(home);
    const key = Key.fromKeyArn(this, 'ImportedKey', keyStack.keyArn);
    this.stores = createSecondaryStores(this, { plan, network, key }, home.stores);
  }
}
