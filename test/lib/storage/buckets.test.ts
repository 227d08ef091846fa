import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { AssetsBucket, AssetsBucketProps, LogBucket } from '../../../lib/storage';
import { losses } from '../../helpers/create-only';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const ENV = { account: '111111111111', region: 'eu-west-1' };

const own = () => {
  const app = new App();
  return { app, stack: new Stack(app, 'Own', { env: ENV }) };
};

const CLOSED = {
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  },
};

interface Statement {
  readonly Effect: string;
  readonly Principal: { readonly Service?: string | string[] };
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: object;
}

/** The statements that let a service in. */
function allowed(stack: Stack): Statement[] {
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'));
  const { Statement } = (policy.Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument;
  return Statement.filter(({ Effect }) => Effect === 'Allow');
}

describe('AssetsBucket', () => {
  const build = (props: Partial<AssetsBucketProps> = {}, at = own()) => ({
    ...at,
    assets: new AssetsBucket(at.stack, 'Assets', { distributionAccount: ENV.account, ...props }),
  });

  test('minimal: closed, versioned, tiered and kept', () => {
    const template = Template.fromStack(build().stack);
    template.hasResource('AWS::S3::Bucket', CLOSED);
    template.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'tidy',
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          },
          {
            Id: 'tier-uploads',
            Prefix: 'uploads/',
            Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }],
          },
        ],
      },
    });
  });

  test('distributions of the account read assets/ and nothing else', () => {
    const { stack, assets } = build();
    expect(allowed(stack)).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: stack.resolve(assets.bucket.arnForObjects('assets/*')),
        Condition: {
          StringEquals: { 'aws:SourceAccount': ENV.account },
          ArnLike: {
            'aws:SourceArn': {
              'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:cloudfront::${ENV.account}:distribution/*`]],
            },
          },
        },
      },
    ]);
  });

  test('maximal: access logs, other days, CORS, removal', () => {
    const at = own();
    const logs = new Bucket(at.stack, 'Logs');
    const { stack } = build(
      {
        serverAccessLogsBucket: logs,
        noncurrentVersionDays: 90,
        cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['https://example.com'] }],
        removalPolicy: RemovalPolicy.DESTROY,
      },
      at,
    );
    expectGoldenTemplate('assets-bucket', Template.fromStack(stack));
    Template.fromStack(stack).hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Delete',
      Properties: {
        LoggingConfiguration: {
          DestinationBucketName: { Ref: Match.stringLikeRegexp('^Logs') },
          LogFilePrefix: 'server-access/assets/',
        },
        CorsConfiguration: { CorsRules: [{ AllowedMethods: ['PUT'] }] },
      },
    });
  });

  test('logs into a bucket that is only known by name, and writes nothing into it', () => {
    const at = own();
    const { stack } = build({ serverAccessLogsBucket: Bucket.fromBucketName(at.stack, 'Logs', 'theirs') }, at);
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: { DestinationBucketName: 'theirs' },
    });
  });

  test('refuses days that are none', () => {
    expect(() => build({ noncurrentVersionDays: 0 })).toThrow(
      'Own/Assets: `noncurrentVersionDays` must be a whole number of at least 1, got: 0',
    );
  });

  test('has the name it was given, and none of its own otherwise', () => {
    Template.fromStack(build({ bucketName: 'saas-production-assets-eu-west-1' }).stack).hasResourceProperties(
      'AWS::S3::Bucket',
      { BucketName: 'saas-production-assets-eu-west-1' },
    );
    Template.fromStack(build().stack).hasResourceProperties('AWS::S3::Bucket', {
      BucketName: Match.absent(),
      ReplicationConfiguration: Match.absent(),
    });
    Template.fromStack(build().stack).resourceCountIs('AWS::IAM::Role', 0);
  });

  test('with access logs, cdk-nag finds nothing', () => {
    const at = own();
    const logs = new LogBucket(at.stack, 'Logs');
    expect(nagFindings(build({ serverAccessLogsBucket: logs.bucket }, at).app)).toEqual([]);
  });
});

describe('copies of the objects', () => {
  const US = { region: 'us-east-1', bucketArn: 'arn:aws:s3:::saas-assets-us-east-1' };
  const AU = { region: 'ap-southeast-2', bucketArn: 'arn:aws:s3:::saas-assets-ap-southeast-2' };

  function build(copies = [US, AU]) {
    const at = own();
    const { bucket } = new AssetsBucket(at.stack, 'Assets', {
      distributionAccount: ENV.account,
      bucketName: 'saas-assets-eu-west-1',
      copies,
    });
    return { ...at, bucket, template: Template.fromStack(at.stack) };
  }

  const rule = ({ region, bucketArn }: typeof US, Priority: number) => ({
    Id: `to-${region}`,
    Status: 'Enabled',
    Priority,
    Filter: { Prefix: '' },
    DeleteMarkerReplication: { Status: 'Enabled' },
    SourceSelectionCriteria: { ReplicaModifications: { Status: 'Enabled' } },
    Destination: { Bucket: bucketArn, Metrics: { Status: 'Enabled' } },
  });

  test('one rule for each Region: every object, deletions and changes of metadata, watched', () => {
    const { template } = build();
    const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
    const [role] = Object.keys(template.findResources('AWS::IAM::Role'));
    expect((bucket.Properties as { ReplicationConfiguration: object }).ReplicationConfiguration).toEqual({
      Role: { 'Fn::GetAtt': [role, 'Arn'] },
      Rules: [rule(US, 1), rule(AU, 2)],
    });
    template.hasResourceProperties('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } });
  });

  test('the role reads this bucket and writes copies into the others, and is for Amazon S3 alone', () => {
    const { template, stack, bucket } = build();
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 's3.amazonaws.com' } }],
      },
      ManagedPolicyArns: Match.absent(),
    });
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
    expect((policy.Properties as { PolicyDocument: { Statement: object[] } }).PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
        Resource: stack.resolve(bucket.bucketArn) as object,
      },
      {
        Effect: 'Allow',
        Action: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
        Resource: stack.resolve(bucket.arnForObjects('*')) as object,
      },
      {
        Effect: 'Allow',
        Action: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
        Resource: [`${US.bucketArn}/*`, `${AU.bucketArn}/*`],
      },
    ]);
  });

  test('a Region that comes or goes changes the bucket in place', () => {
    const sets = [[], [US], [US, AU], [AU], []];
    const templates = sets.map((copies) => build(copies).template.toJSON());
    templates
      .slice(1)
      .forEach((after, index) => expect(losses(templates[index], after, ['AWS::S3::Bucket'])).toEqual([]));
  });

  test('refuses a Region twice, the own Region and what is no bucket, all at once', () => {
    expect(() => build([US, US, { region: ENV.region, bucketArn: 'saas-assets-eu-west-1' }])).toThrow(
      'Own/Assets: `copies` must name each Region once, got: ["us-east-1","us-east-1","eu-west-1"]; ' +
        '`copies` must not contain the Region of the stack, got: "eu-west-1"; ' +
        '`copies[2].bucketArn` must be the ARN of a bucket, got: "saas-assets-eu-west-1"',
    );
  });

  test('cdk-nag finds only what the same bucket without copies has', () => {
    expect(nagFindings(build().app)).toEqual(nagFindings(build([]).app));
  });
});

describe('LogBucket', () => {
  test('minimal: closed, kept, expiring', () => {
    const { app, stack } = own();
    new LogBucket(stack, 'Logs');
    const template = Template.fromStack(stack);
    template.hasResource('AWS::S3::Bucket', CLOSED);
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [{ ExpirationInDays: 90, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }],
      },
    });
    expect(nagFindings(app)).toEqual([]);
  });

  test('lets load balancers, flow logs and server access logs in, each to its place', () => {
    const { stack } = own();
    new LogBucket(stack, 'Logs', { retentionDays: 30 });
    const services = allowed(stack).map(({ Principal, Action, Condition }) => [
      Principal.Service,
      Action,
      Condition !== undefined,
    ]);
    expect(services).toEqual([
      ['logdelivery.elasticloadbalancing.amazonaws.com', 's3:PutObject', false],
      ['delivery.logs.amazonaws.com', 's3:PutObject', true],
      ['delivery.logs.amazonaws.com', ['s3:GetBucketAcl', 's3:ListBucket'], true],
      ['logging.s3.amazonaws.com', 's3:PutObject', true],
    ]);
  });

  test('refuses days that are none', () => {
    expect(() => new LogBucket(own().stack, 'Logs', { retentionDays: 1.5 })).toThrow(
      'Own/Logs: `retentionDays` must be a whole number of at least 1, got: 1.5',
    );
  });
});
