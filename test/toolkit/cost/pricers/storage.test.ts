import { StackResource } from '../../../../toolkit/assembly';
import { billOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, HOURS } from '../fixtures';

const bucket = (properties: StackResource['Properties'] = {}): StackResource => ({
  Type: 'AWS::S3::Bucket',
  Properties: properties,
});
const distribution: StackResource = { Type: 'AWS::CloudFront::Distribution', Properties: {} };
const database: StackResource = {
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'postgres', DBInstanceClass: 'db.t4g.small', AllocatedStorage: '20' },
};
const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources).unpriced.map(({ reason }) => reason);
const usdOf = (bill: ReturnType<typeof fixtureBill>, resource: string, stack = 's') =>
  bill.lines
    .filter((line) => line.resource === resource && line.stack === stack)
    .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);

/** 20 GB held, 5,000 objects stored, 200,000 files read. */
const held = 20 * 0.023;
const stored = 5 * 0.005;

describe('buckets', () => {
  test('without an edge, every file comes from the bucket: 20 x 0.023 + 5 x 0.005 + 200 x 0.0004', () => {
    expect(usdOf(fixtureBill({ B: bucket() }), 'B')).toBeCloseTo(held + stored + 200 * 0.0004, 9);
  });

  test('behind an edge, a tenth', () => {
    expect(usdOf(fixtureBill({ B: bucket(), D: distribution }), 'B')).toBeCloseTo(held + stored + 20 * 0.0004, 9);
  });

  test('two buckets hold half each', () => {
    expect(usdOf(fixtureBill({ B: bucket(), C: bucket(), D: distribution }), 'B')).toBeCloseTo(
      (held + stored + 20 * 0.0004) / 2,
      9,
    );
  });

  test('Intelligent-Tiering watches 40,000 objects of 0.5 MB; what it costs to move them is named', () => {
    const rules = {
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }] }],
      },
    };
    const bill = fixtureBill({ B: bucket(rules), D: distribution });
    expect(usdOf(bill, 'B')).toBeCloseTo(held + stored + 20 * 0.0004 + 40 * 0.0025, 9);
    expect(bill.unpriced.map(({ reason }) => reason)).toEqual([
      'no known price for 5,000 objects moved to INTELLIGENT_TIERING in us-east-1',
    ]);
  });

  test('what the user says replaces what follows', () => {
    const bill = fixtureBill({ B: bucket() }, { B: { storedGb: 1_000, puts: 0, gets: 0 } });
    expect(bill.monthlyUsd).toBeCloseTo(23, 9);
    expect(bill.lines[0]!.basis).toBe('storedGb, from --usage');
  });

  const rule = (Bucket: unknown, more: object = {}) => ({ Status: 'Enabled', Destination: { Bucket, ...more } });
  const replicating = (...rules: object[]) => ({ ReplicationConfiguration: { Rules: rules } });

  test('copies in both directions: each holds all, and sends what is stored there first', () => {
    const home = {
      name: 'home',
      region: 'us-east-1',
      resources: {
        B: bucket({
          BucketName: 'home-bucket',
          ...replicating(rule('arn:aws:s3:::far-bucket', { Metrics: { Status: 'Enabled' } })),
        }),
      },
    };
    const far = {
      name: 'far',
      region: 'eu-west-1',
      resources: {
        B: bucket({ BucketName: 'far-bucket', ...replicating(rule('arn:aws:s3:::home-bucket')) }),
        D: distribution,
      },
    };
    const bill = billOf([home, far], fixtureWorkload());
    // 20 GB and 5,000 objects each; half of 2.5 GB goes over; half of 20,000 files read; four metrics.
    expect(usdOf(bill, 'B', 'home')).toBeCloseTo(20 * 0.023 + 5 * 0.005 + 10 * 0.0004 + 1.25 * 0.02 + 4 * 0.3, 9);
    expect(usdOf(bill, 'B', 'far')).toBeCloseTo(20 * 0.023 + 5 * 0.005 + 10 * 0.0004 + 1.25 * 0.02, 9);
  });

  test('copies in one direction: everything is stored at the source', () => {
    const Destination = { 'Fn::GetStackOutput': { StackName: 'far', OutputName: 'Arn', Region: 'eu-west-1' } };
    const home = { name: 'home', region: 'us-east-1', resources: { B: bucket(replicating(rule(Destination))) } };
    const far = {
      name: 'far',
      region: 'eu-west-1',
      resources: { B: bucket() },
      sections: { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['B', 'Arn'] } } } },
    };
    const bill = billOf([home, far], fixtureWorkload());
    expect(
      bill.lines
        .filter(({ sku }) => sku === 'inter-region-out-default')
        .map(({ stack, quantity }) => [stack, quantity]),
    ).toEqual([['home', 2.5]]);
    expect(bill.lines.filter(({ sku }) => sku === 'put-copy-post-list').map(({ quantity }) => quantity)).toEqual([
      5, 5,
    ]);
    expect(bill.unpriced).toEqual([]);
  });

  test('a copy outside of the application is named', () => {
    expect(reasonsOf({ B: bucket(replicating(rule('arn:aws:s3:::elsewhere'))) })).toEqual([
      'objects are copied to 1 buckets outside of these stacks: the copies are not included',
    ]);
  });

  test('a promised time of copying costs 0.015 for a GB', () => {
    const timed = fixtureBill({
      B: bucket(replicating(rule('arn:aws:s3:::elsewhere', { ReplicationTime: { Status: 'Enabled' } }))),
    });
    expect(timed.lines.find(({ sku }) => sku === 'replication-time-control-data')!.monthlyUsd).toBeCloseTo(
      2.5 * 0.015,
      9,
    );
  });
});

test('a repository holds what its rule says: 200 images of 50 MB', () => {
  const LifecyclePolicyText = JSON.stringify({
    rules: [{ selection: { countType: 'imageCountMoreThan', countNumber: 200 } }],
  });
  expect(
    fixtureBill({ R: { Type: 'AWS::ECR::Repository', Properties: { LifecyclePolicy: { LifecyclePolicyText } } } })
      .monthlyUsd,
  ).toBeCloseTo(10 * 0.1, 9);
});

describe('tables', () => {
  const table = (properties: StackResource['Properties'] = {}): StackResource => ({
    Type: 'AWS::DynamoDB::Table',
    Properties: { BillingMode: 'PAY_PER_REQUEST', ...properties },
  });

  test('beside a relational database: 1 x 0.125 + 0.2 x 0.625 + 0.02 x 0.25', () => {
    expect(usdOf(fixtureBill({ T: table(), Database: database }), 'T')).toBeCloseTo(0.125 + 0.125 + 0.005, 9);
  });

  test('as the database: 4 x 0.125 + 0.2 x 2 x 0.625 + 10 x 0.25', () => {
    expect(usdOf(fixtureBill({ T: table() }), 'T')).toBeCloseTo(0.5 + 0.25 + 2.5, 9);
  });

  test('an index takes each write again, recovery costs by size', () => {
    const properties = {
      GlobalSecondaryIndexes: [{}, {}],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    };
    expect(usdOf(fixtureBill({ T: table(properties) }), 'T')).toBeCloseTo(0.5 + 3 * 0.25 + 2.5 + 10 * 0.2, 9);
  });

  test('provisioned, which is the default, with an index: 730 x (15 x 0.00013 + 15 x 0.00065), and storage', () => {
    const throughput = (units: number) => ({
      ProvisionedThroughput: { ReadCapacityUnits: units, WriteCapacityUnits: units },
    });
    const bill = fixtureBill({
      T: { Type: 'AWS::DynamoDB::Table', Properties: { ...throughput(10), GlobalSecondaryIndexes: [throughput(5)] } },
    });
    expect(bill.fixedMonthlyUsd).toBeCloseTo(HOURS * 15 * (0.00013 + 0.00065), 9);
    expect(bill.usageMonthlyUsd).toBeCloseTo(2.5, 9);
  });

  test('a global table of one Region costs as much as a table', () => {
    const Replicas = [{ Region: 'us-east-1' }];
    expect(
      usdOf(
        fixtureBill({
          T: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { BillingMode: 'PAY_PER_REQUEST', Replicas } },
        }),
        'T',
      ),
    ).toBeCloseTo(0.5 + 0.25 + 2.5, 9);
  });

  test.each([
    ['first', ['us-east-1', 'eu-west-1', 'ap-southeast-2']],
    ['last', ['eu-west-1', 'ap-southeast-2', 'us-east-1']],
  ])('a global table whose home Region is named %s: half of the reads there, a quarter elsewhere', (_, regions) => {
    const { lines } = fixtureBill({
      T: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: { BillingMode: 'PAY_PER_REQUEST', Replicas: regions.map((Region) => ({ Region })) },
      },
    });
    const reads = lines.filter(({ sku }) => sku === 'on-demand-read');
    expect(Object.fromEntries(reads.map(({ priceRegion, quantity }) => [priceRegion, quantity]))).toEqual({
      'us-east-1': 2,
      'eu-west-1': 1,
      'ap-southeast-2': 1,
    });
  });

  test('a global table with provisioned units has them in each Region', () => {
    const replica = (Region: string) => ({ Region, ReadProvisionedThroughputSettings: { ReadCapacityUnits: 10 } });
    const Properties = {
      WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: { MinCapacity: 5 } },
      Replicas: [replica('us-east-1'), replica('eu-west-1')],
    };
    expect(fixtureBill({ T: { Type: 'AWS::DynamoDB::GlobalTable', Properties } }).fixedMonthlyUsd).toBeCloseTo(
      HOURS * (10 * 0.00013 + 5 * 0.00065 + 10 * 0.000147 + 5 * 0.000735),
      9,
    );
  });

  test('units that only the deployment knows, and the class for rare access, are named', () => {
    expect(
      reasonsOf({
        T: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            TableClass: 'STANDARD_INFREQUENT_ACCESS',
            ProvisionedThroughput: { ReadCapacityUnits: { Ref: 'Units' }, WriteCapacityUnits: 1 },
          },
        },
      }),
    ).toEqual([
      'the class for infrequent access has no known price: the table is charged at the standard price',
      'provisioned read capacity units: the template does not specify the quantity',
    ]);
  });
});

test('backups of a plan are what the user says, or named', () => {
  const plan: Record<string, StackResource> = { Plan: { Type: 'AWS::Backup::BackupPlan' } };
  expect(reasonsOf(plan)).toEqual([
    "the size of the plan's backups depends on what it selects and how much changes; set auroraGb, dynamodbGb, " +
      'ebsGb, efsGb, rdsGb, s3Gb with --usage',
  ]);
  expect(fixtureBill(plan, { Plan: { rdsGb: 100 } })).toMatchObject({ monthlyUsd: 9.5, unpriced: [] });
});
