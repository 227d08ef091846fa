/** The names of services as AWS writes them; the price list has short ones. */
const NAMES: Readonly<Record<string, string>> = {
  APIGateway: 'Amazon API Gateway',
  Aurora: 'Amazon Aurora',
  'Aurora-PostgreSQL': 'Amazon Aurora PostgreSQL',
  CloudFront: 'Amazon CloudFront',
  CloudWatch: 'Amazon CloudWatch',
  DataTransfer: 'Data transfer',
  DynamoDB: 'Amazon DynamoDB',
  EBS: 'Amazon EBS volumes',
  EC2: 'Amazon EC2',
  ECR: 'Amazon ECR',
  EFS: 'Amazon EFS',
  ELB: 'Elastic Load Balancing',
  ElastiCache: 'Amazon ElastiCache',
  Fargate: 'AWS Fargate',
  KMS: 'AWS KMS',
  Kinesis: 'Amazon Kinesis',
  Lambda: 'AWS Lambda',
  MSK: 'Amazon MSK',
  'RDS-PostgreSQL': 'Amazon RDS for PostgreSQL',
  'RDS-Proxy': 'Amazon RDS Proxy',
  Route53: 'Amazon Route 53',
  S3: 'Amazon S3',
  SNS: 'Amazon SNS',
  SQS: 'Amazon SQS',
  SecretsManager: 'AWS Secrets Manager',
  StepFunctions: 'AWS Step Functions',
  VPC: 'Amazon VPC (NAT, addresses, peering)',
  WAF: 'AWS WAF',
  XRay: 'AWS X-Ray',
};

/** The name of a service of the price list; one that nobody has named keeps its own. */
export function serviceName(service: string): string {
  return NAMES[service] ?? service;
}
