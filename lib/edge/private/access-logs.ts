import { ArnFormat, Duration, Names, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { GLOBAL_REGION } from './global-region';

/**
 * The logged fields, in the order of CloudFront's standard log.
 *
 * Cookies and query strings are excluded, because they contain sessions, sign-in links and reset tokens.
 */
const RECORD_FIELDS = [
  'date',
  'time',
  'x-edge-location',
  'sc-bytes',
  'c-ip',
  'cs-method',
  'cs(Host)',
  'cs-uri-stem',
  'sc-status',
  'cs(Referer)',
  'cs(User-Agent)',
  'x-edge-result-type',
  'x-edge-request-id',
  'x-host-header',
  'cs-protocol',
  'cs-bytes',
  'time-taken',
  'ssl-protocol',
  'ssl-cipher',
  'x-edge-response-result-type',
  'cs-protocol-version',
  'time-to-first-byte',
  'x-edge-detailed-result-type',
  'sc-content-type',
  'sc-content-len',
];

/** Properties of `AccessLogs`. */
export interface AccessLogsProps {
  /** The distribution whose requests are logged. */
  readonly distribution: IDistribution;

  /** Days after which a log file is deleted. */
  readonly retentionDays: number;
}

/**
 * Access logs in a new bucket, through CloudFront standard logging v2 (a log delivery).
 *
 * The older logging needs access control lists, which are off on new buckets and forbidden in many organizations. v2
 * needs a bucket policy only, can exclude fields with secrets, and is free except for storage (in plain formats).
 */
export class AccessLogs extends Construct {
  /** The bucket with the log files. */
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    this.bucket = this.createBucket(props.retentionDays);
    this.admitLogDelivery();
    this.createDelivery(props.distribution);
  }

  private createBucket(retentionDays: number): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { expiration: Duration.days(retentionDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'This bucket receives access logs. Logging the deliveries would only produce more logs.',
    });
    return bucket;
  }

  private admitLogDelivery(): void {
    const stack = Stack.of(this);
    const source = stack.formatArn({
      service: 'logs',
      region: GLOBAL_REGION,
      resource: 'delivery-source',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowCloudFrontLogDelivery',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`AWSLogs/${stack.account}/CloudFront/*`)],
        conditions: {
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': source },
        },
      }),
    );
  }

  private createDelivery(distribution: IDistribution): void {
    const name = Names.uniqueResourceName(this, { maxLength: 60, allowedSpecialCharacters: '-_' });
    const source = new CfnDeliverySource(this, 'Source', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const destination = new CfnDeliveryDestination(this, 'Destination', {
      name,
      outputFormat: 'json',
      destinationResourceArn: this.bucket.bucketArn,
    });
    const delivery = new CfnDelivery(this, 'Delivery', {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      recordFields: RECORD_FIELDS,
      s3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}',
    });
    delivery.node.addDependency(this.bucket.policy!);
  }
}
