import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { BudgetsClient } from '@aws-sdk/client-budgets';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { KMSClient } from '@aws-sdk/client-kms';
import { RDSClient } from '@aws-sdk/client-rds';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { WAFV2Client } from '@aws-sdk/client-wafv2';

/** SDK clients of one Region at one endpoint. */
export class Clients {
  public readonly autoScaling: AutoScalingClient;
  public readonly budgets: BudgetsClient;
  public readonly cloudFormation: CloudFormationClient;
  public readonly cloudFront: CloudFrontClient;
  public readonly cloudWatch: CloudWatchClient;
  public readonly dynamoDb: DynamoDBClient;
  public readonly ec2: EC2Client;
  public readonly ecr: ECRClient;
  public readonly ecs: ECSClient;
  public readonly elastiCache: ElastiCacheClient;
  public readonly elb: ElasticLoadBalancingV2Client;
  public readonly kms: KMSClient;
  public readonly rds: RDSClient;
  public readonly route53: Route53Client;
  public readonly s3: S3Client;
  public readonly scaling: ApplicationAutoScalingClient;
  public readonly scheduler: SchedulerClient;
  public readonly secrets: SecretsManagerClient;
  public readonly sfn: SFNClient;
  public readonly sns: SNSClient;
  public readonly sqs: SQSClient;
  public readonly tagging: ResourceGroupsTaggingAPIClient;
  public readonly waf: WAFV2Client;

  constructor(endpoint: string, region: string) {
    const options = { endpoint, region, credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' } };
    this.autoScaling = new AutoScalingClient(options);
    this.budgets = new BudgetsClient(options);
    this.cloudFormation = new CloudFormationClient(options);
    this.cloudFront = new CloudFrontClient(options);
    this.cloudWatch = new CloudWatchClient(options);
    this.dynamoDb = new DynamoDBClient(options);
    this.ec2 = new EC2Client(options);
    this.ecr = new ECRClient(options);
    this.ecs = new ECSClient(options);
    this.elastiCache = new ElastiCacheClient(options);
    this.elb = new ElasticLoadBalancingV2Client(options);
    this.kms = new KMSClient(options);
    this.rds = new RDSClient(options);
    this.route53 = new Route53Client(options);
    this.s3 = new S3Client({ ...options, forcePathStyle: true });
    this.scaling = new ApplicationAutoScalingClient(options);
    this.scheduler = new SchedulerClient(options);
    this.secrets = new SecretsManagerClient(options);
    this.sfn = new SFNClient(options);
    this.sns = new SNSClient(options);
    this.sqs = new SQSClient(options);
    this.tagging = new ResourceGroupsTaggingAPIClient(options);
    this.waf = new WAFV2Client(options);
  }
}
