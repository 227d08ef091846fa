import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of `LogBucket`. */
export interface LogBucketProps {
  /**
   * Days after which logs expire.
   *
   * @default 90
   */
  readonly retentionDays?: number;
}

/**
 * A bucket for logs of AWS services: load balancer, VPC flow and S3 server access logs of this account.
 *
 * Its policy already allows those services, so other stacks can use the bucket without editing its policy.
 */
export class LogBucket extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id);
    const retentionDays = props.retentionDays ?? 90;
    const problems = new Problems();
    problems.require(
      Number.isInteger(retentionDays) && retentionDays >= 1,
      `\`retentionDays\` must be a whole number of at least 1, got: ${got(retentionDays)}`,
    );
    problems.throwIfAny(this.node.path);
    this.bucket = this.createBucket(retentionDays);
    this.admitLoadBalancers();
    this.admitLogDelivery();
    this.admitServerAccessLogs();
  }

  private createBucket(retentionDays: number): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // Load balancers can only write to buckets with SSE-S3.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        { expiration: Duration.days(retentionDays), abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'This bucket receives access logs. Logging its own access to itself would never end.',
    });
    return bucket;
  }

  /**
   * Application Load Balancers write below `AWSLogs/<account>/` of any prefix. There is no condition, as in the ELB
   * user guide: it is not documented whether the service sends its source account, and a load balancer that cannot
   * write its test file cannot be created.
   */
  private admitLoadBalancers(): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`*AWSLogs/${Stack.of(this).account}/*`)],
      }),
    );
  }

  /** VPC flow logs (VPC user guide, "Amazon S3 bucket permissions for flow logs"). */
  private admitLogDelivery(): void {
    this.admit(
      'delivery.logs.amazonaws.com',
      ['s3:PutObject'],
      [this.bucket.arnForObjects(`*AWSLogs/${Stack.of(this).account}/*`)],
    );
    this.admit('delivery.logs.amazonaws.com', ['s3:GetBucketAcl', 's3:ListBucket'], [this.bucket.bucketArn]);
  }

  /** Server access logs of other buckets, below `server-access/` (S3 user guide, server access logging). */
  private admitServerAccessLogs(): void {
    this.admit('logging.s3.amazonaws.com', ['s3:PutObject'], [this.bucket.arnForObjects('server-access/*')]);
  }

  private admit(service: string, actions: string[], resources: string[]): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions,
        resources,
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
