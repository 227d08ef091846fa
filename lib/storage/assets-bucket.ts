import { Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  CorsRule,
  IBucket,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { BucketCopy } from './bucket-copy';
import { copyObjects } from './private/copy-objects';

/** Properties of the bucket for assets and uploads. */
export interface AssetsBucketProps {
  /** The account whose CloudFront distributions may read `assets/`, 12 digits. */
  readonly distributionAccount: string;

  /**
   * The bucket for server access logs; its policy must admit `logging.s3.amazonaws.com` below `server-access/`, as that
   * of `LogBucket` does.
   *
   * @default - no server access logs
   */
  readonly serverAccessLogsBucket?: IBucket;

  /**
   * Days after which overwritten and deleted versions go.
   *
   * @default 30
   */
  readonly noncurrentVersionDays?: number;

  /**
   * Physical name; fixed for ever. Only a bucket that another Region has to name before it exists needs one.
   *
   * @default - chosen by AWS CloudFormation
   */
  readonly bucketName?: string;

  /**
   * Buckets in other Regions that get a copy of every new object, of deletions and of changes of metadata. Give the
   * same to the other bucket for both ways: what arrives as a copy is not copied back. Objects from before are copied
   * with an S3 Batch Replication job by hand.
   *
   * @default - no copies
   */
  readonly copies?: BucketCopy[];

  /**
   * Rules for browsers that upload from another origin.
   *
   * @default - no cross-origin requests
   */
  readonly cors?: CorsRule[];

  /**
   * What happens to the bucket when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it stays; only the rollback of its first creation removes it
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * One bucket for immutable assets (`assets/`, served by CloudFront) and users' files (`uploads/`, reached through the
 * application only).
 *
 * Versioned from birth, because replication to another Region needs it. Any distribution of the account may read
 * `assets/`, so that the bucket does not depend on the distribution.
 */
export class AssetsBucket extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: AssetsBucketProps) {
    super(scope, id);
    const days = props.noncurrentVersionDays ?? 30;
    const problems = new Problems();
    problems.require(
      Number.isInteger(days) && days >= 1,
      `\`noncurrentVersionDays\` must be a whole number of at least 1, got: ${got(days)}`,
    );
    const account = props.distributionAccount;
    problems.require(
      Token.isUnresolved(account) || /^\d{12}$/.test(account),
      `\`distributionAccount\` must be 12 digits, got: ${got(account)}`,
    );
    this.checkCopies(problems, props.copies ?? []);
    problems.throwIfAny(this.node.path);
    this.bucket = this.createBucket(props, days);
    this.logAccess(props.serverAccessLogsBucket);
    copyObjects(this, this.bucket, props.copies ?? []);
    this.admitDistributions(props.distributionAccount);
  }

  private checkCopies(problems: Problems, copies: BucketCopy[]): void {
    const regions = copies.map(({ region }) => region);
    problems.require(
      new Set(regions).size === regions.length,
      `\`copies\` must name each Region once, got: ${got(regions)}`,
    );
    problems.require(
      !regions.includes(Stack.of(this).region),
      `\`copies\` must not hold the Region of the stack, got: ${got(Stack.of(this).region)}`,
    );
    copies.forEach(({ bucketArn }, index) =>
      problems.require(
        Token.isUnresolved(bucketArn) || /^arn:[a-z-]+:s3:::.+$/.test(bucketArn),
        `\`copies[${index}].bucketArn\` must be the ARN of a bucket, got: ${got(bucketArn)}`,
      ),
    );
  }

  private createBucket({ bucketName, cors, removalPolicy }: AssetsBucketProps, noncurrentVersionDays: number): Bucket {
    return new Bucket(this, 'Bucket', {
      bucketName,
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // SSE-S3: CloudFront and cross-Region replication read it without a key policy.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      cors,
      lifecycleRules: [
        {
          id: 'tidy',
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(noncurrentVersionDays),
        },
        {
          id: 'tier-uploads',
          prefix: 'uploads/',
          transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }],
        },
      ],
      removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** Set on the resource itself: CDK's property would write a statement into the policy of the other stack's bucket. */
  private logAccess(logs?: IBucket): void {
    if (logs) {
      const resource = this.bucket.node.defaultChild as CfnBucket;
      resource.loggingConfiguration = {
        destinationBucketName: logs.bucketName,
        logFilePrefix: 'server-access/assets/',
      };
    }
  }

  private admitDistributions(account: string): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects('assets/*')],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${Stack.of(this).partition}:cloudfront::${account}:distribution/*` },
        },
      }),
    );
  }
}
