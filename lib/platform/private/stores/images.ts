import { Aws, CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnReplicationConfiguration,
  CfnRepository,
  IRepository,
  Repository,
  RepositoryEncryption,
  TagMutability,
} from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { SecondaryStoreContext, Store, StoreContext } from './store';

/** The repository of the images; the registry copies it to the secondary Regions. */
export class ImageStore extends Store {
  /** The repository of the home Region, to which images are pushed. */
  public static inHome(scope: Construct, context: StoreContext): ImageStore {
    const repository = new Repository(scope, 'Repository', {
      encryption: RepositoryEncryption.AES_256,
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE,
      lifecycleRules: [{ description: 'keep the newest 200 images', maxImageCount: 200 }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    new CfnOutput(scope, 'RepositoryUri', {
      description: 'Where the image of the application is pushed',
      value: repository.repositoryUri,
    });
    return new ImageStore(context, repository);
  }

  /** The copy that the registry keeps in the Region; without replication, images come from the home Region. */
  public static inSecondary(scope: Construct, context: SecondaryStoreContext, home: ImageStore): ImageStore {
    const { props, region } = context.plan;
    const source = props.registryReplication === false ? props.region : region.name;
    // The name from the L1 construct: a reference to that of the L2 construct cannot cross Regions.
    const repositoryName = (home.repository.node.defaultChild as CfnRepository).ref;
    const repository = Repository.fromRepositoryAttributes(scope, 'Repository', {
      repositoryArn: `arn:${Aws.PARTITION}:ecr:${source}:${props.account}:repository/${repositoryName}`,
      repositoryName,
    });
    return new ImageStore(context, repository);
  }

  private constructor(
    context: StoreContext,
    /** The repository from which the Region pulls. */
    public readonly repository: IRepository,
  ) {
    super(context);
  }

  /** The replication setting of the registry, limited to this repository. A registry has one setting per Region. */
  public override addGlobalParts(scope: Construct): Construct[] {
    const { copyRegions, props } = this.plan;
    if (props.imageTag === undefined || props.registryReplication === false || copyRegions.length === 0) {
      return [];
    }
    const replication = new CfnReplicationConfiguration(scope, 'RegistryReplication', {
      replicationConfiguration: {
        rules: [
          {
            destinations: copyRegions.map((region) => ({ region, registryId: props.account })),
            repositoryFilters: [{ filter: this.repository.repositoryName, filterType: 'PREFIX_MATCH' }],
          },
        ],
      },
    });
    // Retained, because removing it would also delete rules that others have added.
    replication.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return [];
  }
}
