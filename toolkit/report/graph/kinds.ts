import { Category } from './model';

/** How resources of a type are drawn. */
export interface Kind {
  readonly service: string;
  readonly category: Category;

  /** What several of them are called that are drawn as one; absent if each is drawn separately. */
  readonly together?: string;
}

const kind = (service: string, category: Category): Kind => ({ service, category });
const together = (service: string, category: Category, plural: string): Kind => ({
  service,
  category,
  together: plural,
});

/** The types that are drawn; every other is counted, unless it holds something. */
export const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::ApiGateway::RestApi': kind('Amazon API Gateway', 'edge'),
  'AWS::ApiGatewayV2::Api': kind('Amazon API Gateway', 'edge'),
  'AWS::AppSync::GraphQLApi': kind('AWS AppSync', 'edge'),
  'AWS::AutoScaling::AutoScalingGroup': kind('EC2 Auto Scaling group', 'compute'),
  'AWS::Batch::JobQueue': kind('AWS Batch', 'compute'),
  'AWS::CloudFront::Distribution': kind('Amazon CloudFront', 'edge'),
  'AWS::CloudWatch::Alarm': together('Amazon CloudWatch', 'watch', 'alarms'),
  'AWS::CloudWatch::CompositeAlarm': together('Amazon CloudWatch', 'watch', 'alarms'),
  'AWS::Cognito::UserPool': kind('Amazon Cognito', 'data'),
  'AWS::DynamoDB::GlobalTable': kind('Amazon DynamoDB', 'data'),
  'AWS::DynamoDB::Table': kind('Amazon DynamoDB', 'data'),
  'AWS::EC2::Instance': kind('Amazon EC2', 'compute'),
  'AWS::EC2::NatGateway': kind('NAT gateway', 'network'),
  'AWS::EC2::VPCPeeringConnection': kind('VPC peering', 'network'),
  'AWS::ECR::Repository': kind('Amazon ECR', 'data'),
  'AWS::ECS::Service': kind('Amazon ECS service', 'compute'),
  'AWS::ECS::TaskDefinition': kind('Amazon ECS task', 'compute'),
  'AWS::EFS::FileSystem': kind('Amazon EFS', 'data'),
  'AWS::EKS::Cluster': kind('Amazon EKS', 'compute'),
  'AWS::ElastiCache::CacheCluster': kind('Amazon ElastiCache', 'data'),
  'AWS::ElastiCache::GlobalReplicationGroup': kind('ElastiCache Global Datastore', 'data'),
  'AWS::ElastiCache::ReplicationGroup': kind('Amazon ElastiCache', 'data'),
  'AWS::ElastiCache::ServerlessCache': kind('ElastiCache Serverless', 'data'),
  'AWS::ElasticLoadBalancing::LoadBalancer': kind('Classic Load Balancer', 'edge'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': kind('Load balancer', 'edge'),
  'AWS::Events::Rule': kind('Amazon EventBridge', 'messaging'),
  'AWS::KMS::Key': together('AWS KMS', 'data', 'keys'),
  'AWS::KMS::ReplicaKey': together('AWS KMS', 'data', 'keys'),
  'AWS::Kinesis::Stream': kind('Amazon Kinesis', 'messaging'),
  'AWS::Lambda::Function': kind('AWS Lambda', 'compute'),
  'AWS::Logs::LogGroup': together('CloudWatch Logs', 'watch', 'log groups'),
  'AWS::MSK::Cluster': kind('Amazon MSK', 'messaging'),
  'AWS::MSK::ServerlessCluster': kind('Amazon MSK Serverless', 'messaging'),
  'AWS::OpenSearchService::Domain': kind('Amazon OpenSearch', 'data'),
  'AWS::RDS::DBCluster': kind('Amazon Aurora cluster', 'data'),
  'AWS::RDS::DBInstance': kind('Amazon RDS', 'data'),
  'AWS::RDS::DBProxy': kind('Amazon RDS Proxy', 'network'),
  'AWS::RDS::GlobalCluster': kind('Aurora Global Database', 'data'),
  'AWS::Route53::HealthCheck': kind('Route 53 health check', 'watch'),
  'AWS::Route53::HostedZone': kind('Route 53 zone', 'network'),
  'AWS::S3::Bucket': kind('Amazon S3', 'data'),
  'AWS::SNS::Topic': kind('Amazon SNS', 'messaging'),
  'AWS::SQS::Queue': kind('Amazon SQS', 'messaging'),
  'AWS::SecretsManager::Secret': together('AWS Secrets Manager', 'data', 'secrets'),
  'AWS::StepFunctions::StateMachine': kind('AWS Step Functions', 'compute'),
  'AWS::WAFv2::WebACL': kind('AWS WAF', 'edge'),
};

/** What several resources of a type are called. */
export const PLURALS: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'tables',
  'AWS::DynamoDB::Table': 'tables',
  'AWS::EC2::Instance': 'machines',
  'AWS::ECR::Repository': 'repositories',
  'AWS::Lambda::Function': 'functions',
  'AWS::RDS::DBInstance': 'instances',
  'AWS::S3::Bucket': 'buckets',
  'AWS::SNS::Topic': 'topics',
  'AWS::SQS::Queue': 'queues',
};

/** Types of which the name in the app says nothing. */
export const NAMELESS: readonly string[] = ['AWS::EC2::NatGateway', 'AWS::EC2::VPCPeeringConnection'];

/** A resource of a type that nobody has described: its type is its name. */
export function kindOf(type: string): Kind | undefined {
  return KINDS[type];
}

/** `AWS::Foo::Bar` as `Foo Bar`. */
export function plainType(type: string): string {
  return type
    .replace(/^AWS::/, '')
    .replace(/^Custom::/, 'custom ')
    .replaceAll('::', ' ');
}

/** A logical id without the hash that AWS CDK appends, in words. */
export function wordsOf(id: string): string {
  const own = id.replace(/[0-9A-F]{8}$/, '').replace(/(Resource|AutoScalingGroupASG|TaskDefinition|HostedZone)$/, '');
  return (own === '' ? id : own).replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
}
