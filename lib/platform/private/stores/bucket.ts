import { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../../../core/private/nag-findings';
import { RegionPhase } from '../../../core/stage-transition';
import { WorkloadVariable } from '../../../core/workload-variable';
import { AssetsBucket } from '../../../storage';
import { regionalBucketOf } from '../global-names';
import { ReplicationSources, SecondaryStoreContext, Store, StoreContext, WorkloadVariables } from './store';

/** A bucket of another Region. */
interface OtherBucket {
  readonly region: string;
  readonly bucketName: string;
}

/** The bucket for assets and uploads; the buckets of several Regions copy their objects to each other. */
export class BucketStore extends Store {
  /** The bucket of the home Region. It copies to the secondary Regions once their buckets exist. */
  public static inHome(scope: Construct, context: StoreContext): BucketStore {
    const { secondaries } = context.plan;
    const bucketOf = (region: string) => ({ region, bucketName: regionalBucketOf(context.plan, region) });
    return new BucketStore(scope, context, {
      outgoing: secondaries
        .filter(({ phase }) => phase !== RegionPhase.BUILD)
        .map(({ region }) => bucketOf(region.name)),
      incoming: secondaries.map(({ region }) => bucketOf(region.name)),
    });
  }

  /**
   * The bucket of a secondary Region. It copies to every other Region, because Amazon S3 does not copy copies; while
   * the Regions are built, only the home bucket is known to exist.
   */
  public static inSecondary(scope: Construct, context: SecondaryStoreContext, home: BucketStore): BucketStore {
    const { plan } = context;
    const isBuilt = plan.phase !== RegionPhase.BUILD;
    const others = isBuilt ? home.outgoing.filter(({ region }) => region !== plan.region.name) : [];
    const outgoing = [{ region: plan.props.region, bucketName: home.bucketName }, ...others];
    return new BucketStore(scope, context, {
      outgoing,
      incoming: isBuilt ? outgoing : [],
      bucketName: regionalBucketOf(plan, plan.region.name),
    });
  }

  public readonly assets: AssetsBucket;

  /** Buckets that get a copy of every object. */
  private readonly outgoing: OtherBucket[];

  /** Buckets whose objects are copied here. */
  private readonly incoming: OtherBucket[];

  private constructor(
    scope: Construct,
    context: StoreContext,
    copies: {
      readonly outgoing: OtherBucket[];
      readonly incoming: OtherBucket[];
      /** Fixed if other Regions have to know the bucket before it exists. */
      readonly bucketName?: string;
    },
  ) {
    super(context);
    this.outgoing = copies.outgoing;
    this.incoming = copies.incoming;
    this.assets = new AssetsBucket(scope, 'Assets', {
      bucketName: copies.bucketName,
      distributionAccount: this.plan.props.account,
      serverAccessLogsBucket: context.network.logs.bucket,
      copies: this.outgoing.map(({ region, bucketName }) => ({ region, bucketArn: `arn:aws:s3:::${bucketName}` })),
    });
  }

  /** The name from the L1 construct: a reference to that of the L2 construct cannot cross Regions. */
  public get bucketName(): string {
    return (this.assets.bucket.node.defaultChild as CfnBucket).ref;
  }

  public override variables(): WorkloadVariables {
    return {
      environment: {
        [WorkloadVariable.ASSETS_BUCKET]: this.assets.bucket.bucketName,
        [WorkloadVariable.ASSETS_URL]: '/assets',
      },
    };
  }

  public override grantTo(grantee: Construct & IGrantable): void {
    const { bucket } = this.assets;
    const objects = ['uploads/*', 'assets/*'].map((pattern) => bucket.arnForObjects(pattern));
    const statements = [
      new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], resources: objects }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
    ];
    statements.forEach((statement) => grantee.grantPrincipal.addToPrincipalPolicy(statement));
    acknowledgeWildcards(
      grantee,
      objects,
      'The wildcard stands for the objects below one prefix: the application names them.',
    );
  }

  public override replication(): ReplicationSources {
    const own = this.assets.bucket.bucketName;
    return {
      incomingObjects: this.incoming.map(({ bucketName }) => ({
        sourceBucketName: bucketName,
        destinationBucketName: own,
        ruleId: `to-${this.plan.region.name}`,
      })),
      outgoingObjects: this.outgoing.map(({ region, bucketName }) => ({
        sourceBucketName: own,
        destinationBucketName: bucketName,
        ruleId: `to-${region}`,
      })),
    };
  }
}
