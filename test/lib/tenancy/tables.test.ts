import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IdempotencyKeys, IdempotencyKeysProps, TenantDirectory, TenantDirectoryProps } from '../../../lib/tenancy';
import { losses } from '../../helpers/create-only';
import { nagFindings } from '../../helpers/nag';

type Props = TenantDirectoryProps & IdempotencyKeysProps;

interface Kind {
  readonly name: string;
  readonly partitionKey: string;
  readonly expires: boolean;
  readonly make: (scope: Construct, props?: Props) => TenantDirectory | IdempotencyKeys;
}

const KINDS: Kind[] = [
  {
    name: 'TenantDirectory',
    partitionKey: 'tenantId',
    expires: false,
    make: (scope, props) => new TenantDirectory(scope, 'Table', props),
  },
  {
    name: 'IdempotencyKeys',
    partitionKey: 'key',
    expires: true,
    make: (scope, props) => new IdempotencyKeys(scope, 'Table', props),
  },
];

const ENV = { account: '111111111111', region: 'eu-west-1' };

function own() {
  const app = new App();
  return { app, stack: new Stack(app, 'Own', { env: ENV }) };
}

/** What each copy of a table has. */
const copyIn = (region: string) => ({
  Region: region,
  DeletionProtectionEnabled: true,
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  SSESpecification: Match.absent(),
});

describe.each(KINDS)('$name', ({ make, partitionKey, expires }) => {
  const templateOf = (props?: Props) => {
    const { stack } = own();
    make(stack, props);
    return Template.fromStack(stack);
  };

  test('minimal: a global table of one Region, paid per request, recoverable, protected and kept', () => {
    const template = templateOf();
    template.resourceCountIs('AWS::DynamoDB::Table', 0);
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: Match.absent(),
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        StreamSpecification: Match.absent(),
        TimeToLiveSpecification: expires ? { AttributeName: 'expiresAt', Enabled: true } : Match.absent(),
        Replicas: [copyIn(ENV.region)],
      },
    });
  });

  test('maximal: a name, two more Regions, removal', () => {
    templateOf({
      tableName: 'saas.tenants',
      replicaRegions: ['us-east-1', 'ap-southeast-2'],
      removalPolicy: RemovalPolicy.DESTROY,
    }).hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
      Properties: {
        TableName: 'saas.tenants',
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        Replicas: [copyIn('us-east-1'), copyIn('ap-southeast-2'), copyIn(ENV.region)],
      },
    });
  });

  test('gains and loses Regions in place', () => {
    const regions = [[], ['us-east-1'], ['us-east-1', 'ap-southeast-2'], ['ap-southeast-2'], []];
    const templates = regions.map((replicaRegions) => templateOf({ tableName: 'tenants', replicaRegions }).toJSON());
    templates
      .slice(1)
      .forEach((after, index) => expect(losses(templates[index], after, ['AWS::DynamoDB::GlobalTable'])).toEqual([]));
  });

  test('grants on the table alone', () => {
    const { stack } = own();
    const { table } = make(stack);
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    table.grant(role, 'dynamodb:GetItem', 'dynamodb:PutItem');
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
            Resource: stack.resolve(table.tableArn),
          },
        ],
      },
    });
  });

  test('works in a stack that knows no Region', () => {
    const stack = new Stack(new App(), 'Anywhere');
    make(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [{ Region: { Ref: 'AWS::Region' } }],
    });
  });

  test('refuses the own Region, the same Region twice and names that DynamoDB refuses, all at once', () => {
    expect(() => templateOf({ tableName: 'a b', replicaRegions: ['eu-west-1', 'us-east-1', 'us-east-1'] })).toThrow(
      'Own/Table: `replicaRegions` must not contain the Region of the stack, got: "eu-west-1"; ' +
        'it always has the table; ' +
        '`replicaRegions` must name each Region once, got: ["eu-west-1","us-east-1","us-east-1"]; ' +
        '`tableName` must be 3 to 255 letters, digits, "_", "." and "-", got: "a b"',
    );
  });

  test('is clean by cdk-nag', () => {
    const { app, stack } = own();
    make(stack, { replicaRegions: ['us-east-1'] });
    expect(nagFindings(app)).toEqual([]);
  });
});

test('only the keys go by themselves, at the second that the item names', () => {
  const { stack } = own();
  new TenantDirectory(stack, 'Tenants');
  new IdempotencyKeys(stack, 'Keys');
  const tables = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::GlobalTable'));
  expect(
    tables.map(({ Properties }) => (Properties as { TimeToLiveSpecification?: object }).TimeToLiveSpecification),
  ).toEqual([undefined, { AttributeName: 'expiresAt', Enabled: true }]);
});
