import { StackTemplate } from '../../../toolkit/assembly';
import { billOf, comparisonOf, costReport, usageOf, usageTemplate, workloadOf } from '../../../toolkit/cost';
import { COMPARISON_FORMATS, COST_FORMATS } from '../../../toolkit/cost/output';
import { Environment, EU, OTHER_ACCOUNT, resource, stackIn, US } from '../helpers/environments';
import { FIXTURES, HOURS } from './fixtures';

const STANDARD = 0.276;
const OPTIMIZED = 0.359;

/** How the instance in one stack refers to the cluster of another. */
const REFERENCES: Readonly<Record<string, unknown>> = {
  'Fn::ImportValue': { 'Fn::ImportValue': 'cluster' },
  'Fn::GetStackOutput': { 'Fn::GetStackOutput': { StackName: 'store', OutputName: 'Cluster' } },
  'Fn::GetStackOutput with its Region': {
    'Fn::GetStackOutput': { StackName: 'store', OutputName: 'Cluster', Region: { Ref: 'AWS::Region' } },
  },
  'the name of the cluster': 'shop-cluster',
};

function cluster(isOptimized: boolean, name: string) {
  return resource('AWS::RDS::DBCluster', {
    Engine: 'aurora-postgresql',
    MasterUsername: 'app',
    DBClusterIdentifier: name,
    ...(isOptimized ? { StorageType: 'aurora-iopt1' } : {}),
  });
}

function instance(DBClusterIdentifier: unknown) {
  const Properties = { Engine: 'aurora-postgresql', DBInstanceClass: 'db.r7g.large', DBClusterIdentifier };
  return resource('AWS::RDS::DBInstance', Properties);
}

/** A cluster in the stack `store`, and its instance in the stack `db`. */
function app(where: Environment, isOptimized: boolean, reference: unknown): StackTemplate[] {
  const Outputs = { Cluster: { Value: { Ref: 'C' }, Export: { Name: 'cluster' } } };
  return [
    stackIn(where, 'store', { C: cluster(isOptimized, 'shop-cluster') }, { Outputs }),
    stackIn(where, 'db', { Database: instance(reference) }),
  ];
}

/** A copy of the app in us-east-1 and one in the environment, in either order. */
function billsOf(other: Environment, reference: unknown) {
  const [own, others] = [app(US, true, reference), app(other, false, reference)];
  return [billOf([...own, ...others]), billOf([...others, ...own])];
}

describe.each(Object.entries(REFERENCES))('an instance that refers to its cluster by %s', (_, reference) => {
  test('is priced by the cluster of its own Region', () => {
    for (const { lines } of billsOf(EU, reference)) {
      const ofInstance = lines.filter(({ resource: id }) => id === 'Database');
      expect(ofInstance.map(({ address, sku }) => `${address} ${sku}`).sort()).toEqual([
        'eu-west-1/db/Database db.r7g.large/standard',
        'us-east-1/db/Database db.r7g.large/io-optimized',
      ]);
      const own = ofInstance.find(({ region }) => region === 'us-east-1');
      expect(own?.monthlyUsd).toBeCloseTo(HOURS * OPTIMIZED, 6);
    }
  });

  test('is priced by the cluster of its own account', () => {
    const east = { ...OTHER_ACCOUNT, region: US.region };
    for (const { lines } of billsOf(east, reference)) {
      const usd = new Map(lines.filter(({ sku }) => sku.startsWith('db.')).map((line) => [line.account, line]));
      expect(usd.get(US.account)?.monthlyUsd).toBeCloseTo(HOURS * OPTIMIZED, 6);
      expect(usd.get(OTHER_ACCOUNT.account)?.monthlyUsd).toBeCloseTo(HOURS * STANDARD, 6);
      expect(usd.get(OTHER_ACCOUNT.account)?.address).toBe('222222222222/us-east-1/db/Database');
    }
  });
});

const both = () => [...app(EU, false, REFERENCES['Fn::ImportValue']), ...app(US, true, REFERENCES['Fn::ImportValue'])];

test('usage of a single resource is that of one Region', () => {
  const own = { storageGb: 1_000 };
  const workload = workloadOf(1_000, {}, { 'eu-west-1/store/C': own });
  const storage = billOf(both(), workload).lines.filter(({ sku }) => sku.startsWith('storage/'));
  expect(storage.find(({ region }) => region === 'eu-west-1')?.quantity).toBe(1_000);
  expect(storage.find(({ region }) => region === 'us-east-1')?.quantity).toBeLessThan(1_000);
});

test('a report has the lines of both Regions, and what has no price in which, in every format', () => {
  const stacks = [EU, US].flatMap((where) => [
    ...app(where, false, REFERENCES['Fn::ImportValue']),
    stackIn(where, 'other', { Broker: resource('AWS::AmazonMQ::Broker') }),
  ]);
  const report = costReport({ place: 'app', stacks });
  expect(report.lines.map(({ address }) => address).sort()).toEqual(['eu-west-1/db/Database', 'us-east-1/db/Database']);
  expect(report.unpriced.map(({ address }) => address)).toEqual(['eu-west-1/other/Broker', 'us-east-1/other/Broker']);
  for (const format of Object.values(COST_FORMATS)) {
    const output = format(report, { all: true });
    for (const region of ['eu-west-1', 'us-east-1']) {
      expect(output).toContain(`${region}/db/Database`);
    }
  }
  expect(COST_FORMATS.text(report, { all: true })).toContain('eu-west-1/other/Broker, us-east-1/other/Broker');
});

describe('two bills', () => {
  const instances = (where: Environment, DBInstanceClass: string) =>
    stackIn(where, 'db', { Db: resource('AWS::RDS::DBInstance', { Engine: 'postgres', DBInstanceClass }) });
  const bill = (...stacks: StackTemplate[]) => costReport({ place: 'app', stacks });

  test('are compared Region by Region, and name the Region', () => {
    const [small, large] = ['db.t4g.small', 'db.m7g.large'];
    const comparison = comparisonOf(
      bill(instances(EU, small), instances(US, large)),
      bill(instances(EU, large), instances(US, large)),
    );
    expect(comparison.changes).toMatchObject([
      { change: 'changed', address: 'eu-west-1/db/Db', stack: 'db', region: 'eu-west-1', resource: 'Db' },
    ]);
    for (const format of Object.values(COMPARISON_FORMATS)) {
      expect(format(comparison, {})).toContain('eu-west-1/db/Db');
    }
  });

  test('are compared account by account', () => {
    const comparison = comparisonOf(
      bill(instances(EU, 'db.t4g.small'), instances(OTHER_ACCOUNT, 'db.m7g.large')),
      bill(instances(OTHER_ACCOUNT, 'db.m7g.large')),
    );
    expect(comparison.changes).toMatchObject([{ change: 'gone', address: '111111111111/eu-west-1/db/Db' }]);
    expect(comparison.unchanged).toBe(1);
  });

  test('of an app that moved to another Region are compared as before', () => {
    const comparison = comparisonOf(bill(instances(EU, 'db.t4g.small')), bill(instances(US, 'db.t4g.small')));
    expect(comparison.changes).toMatchObject([{ change: 'changed', reasons: ['price'], address: 'db/Db' }]);
  });
});

describe('usage', () => {
  const bucket = (where: Environment) => stackIn(where, 'files', { Bucket: resource('AWS::S3::Bucket') });
  const both = [bucket(EU), bucket(US)];

  test('has an entry for each Region', () => {
    expect(Object.keys(usageTemplate({ name: 'shop', stacks: both }).resources as object)).toEqual([
      'eu-west-1/files/Bucket',
      'us-east-1/files/Bucket',
    ]);
    const usage = { resources: { 'eu-west-1/files/Bucket': { storedGb: 1 } } };
    expect(usageOf(usage, [both]).resources).toEqual(usage.resources);
    expect(() => usageOf({ resources: { 'files/Bucket': { storedGb: 1 } } }, [both])).toThrow(
      /`resources\["files\/Bucket"\]` must be <stack>\/<logical id>/,
    );
  });

  test('may name what either of two apps has', () => {
    const resources = { 'files/Bucket': { storedGb: 1 }, 'us-east-1/files/Bucket': { storedGb: 2 } };
    expect(usageOf({ resources }, [[bucket(EU)], both]).resources).toEqual(resources);
  });
});

test('a nested stack has the parameters of the parent in its own Region', () => {
  const nested = (where: Environment, Size: string) => [
    stackIn(where, 'app', { Inner: resource('AWS::CloudFormation::Stack', { Parameters: { Size } }) }),
    stackIn(
      where,
      'app/Inner',
      { Volume: resource('AWS::EC2::Volume', { VolumeType: 'gp3', Size: { Ref: 'Size' } }) },
      { Parameters: { Size: { Type: 'Number' } } },
    ),
  ];
  const { lines } = billOf([...nested(EU, '10'), ...nested(US, '20')]);
  expect(lines.map(({ address, quantity }) => [address, quantity])).toEqual([
    ['eu-west-1/app/Inner/Volume', 10],
    ['us-east-1/app/Inner/Volume', 20],
  ]);
});

describe('the fixed cost of a resource is the same, whatever else is in other Regions and accounts', () => {
  const linesIn = (stacks: readonly StackTemplate[], where: Environment) =>
    billOf(stacks)
      .lines.filter(({ region, account }) => region === where.region && account === where.account)
      .map(({ resource: id, sku, quantity, monthlyUsd }) => [id, sku, quantity, monthlyUsd]);

  test.each(FIXTURES.map(({ resources }) => [resources[Object.keys(resources)[0]].Type, resources] as const))(
    '%s and others',
    (_, resources) => {
      const alone = [stackIn(US, 's', resources)];
      for (const where of [EU, OTHER_ACCOUNT, { ...OTHER_ACCOUNT, region: US.region }]) {
        const copy = stackIn(where, 's', resources);
        expect(linesIn([...alone, copy], US)).toEqual(linesIn(alone, US));
        expect(linesIn([copy, ...alone], US)).toEqual(linesIn(alone, US));
      }
    },
  );
});

test('text and Markdown have a line of their own for the same stack in another account', () => {
  const usd = (where: Environment) => app(where, false, { 'Fn::ImportValue': 'cluster' });
  const report = costReport({ place: 'app', stacks: [...usd(EU), ...usd(OTHER_ACCOUNT)] });
  for (const format of ['text', 'markdown']) {
    const shown = COST_FORMATS[format](report, {});
    expect(shown).toContain(`${EU.account}/eu-west-1/db/Database`);
    expect(shown).toContain(`${OTHER_ACCOUNT.account}/eu-west-1/db/Database`);
  }
});
