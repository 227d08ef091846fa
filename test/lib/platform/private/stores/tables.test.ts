import { Template } from 'aws-cdk-lib/assertions';
import { TableStore } from '../../../../../lib/platform/private/stores/tables';
import { GrowthStages } from '../../../../../stages';
import { SECONDARY_REGIONS } from '../../props';
import { alarmsOf, deployed, emptyRegions, grantsOf, sectionsOf, typesIn, variablesOf } from './support';

const SEVERAL_REGIONS = { stage: GrowthStages.MULTI_REGION, secondaryRegions: SECONDARY_REGIONS };
const ACTIONS =
  'dynamodb:ConditionCheckItem, dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, ' +
  'dynamodb:UpdateItem';

describe('before there are several Regions', () => {
  test('nothing is made or granted, and the variables are empty', () => {
    const { home } = emptyRegions();
    const store = deployed(new TableStore(home.context), home);
    expect(typesIn(home.data)).toEqual({});
    expect(variablesOf(store)).toEqual({ TENANT_DIRECTORY_TABLE: '', IDEMPOTENCY_TABLE: '' });
    expect(grantsOf(home)).toEqual([]);
  });
});

describe('several Regions', () => {
  test('both tables are made once, with a replica in every Region', () => {
    const { home } = emptyRegions(SEVERAL_REGIONS);
    const made = new TableStore(home.context).addGlobalParts(home.data);
    expect(made.map(({ node }) => node.id)).toEqual(['TenantDirectory', 'IdempotencyKeys']);
    const tables = Object.values(Template.fromStack(home.data).findResources('AWS::DynamoDB::GlobalTable'));
    expect(tables.map(({ Properties }) => Properties.TableName)).toEqual([
      'shop-production-tenants',
      'shop-production-idempotency-keys',
    ]);
    tables.forEach(({ Properties }) =>
      expect(Properties.Replicas.map(({ Region }: any) => Region).sort()).toEqual([
        'ap-southeast-2',
        'eu-central-1',
        'us-east-1',
      ]),
    );
  });

  test('the workload of each Region uses the replicas of its own Region', () => {
    const { home, secondary } = emptyRegions(SEVERAL_REGIONS);
    const store = deployed(new TableStore(secondary.context), secondary);
    expect(typesIn(home.data)).toEqual({});
    expect(variablesOf(store)).toEqual({
      TENANT_DIRECTORY_TABLE: 'shop-production-tenants',
      IDEMPOTENCY_TABLE: 'shop-production-idempotency-keys',
    });
    const table = (name: string) => `arn:aws:dynamodb:us-east-1:123456789012:table/shop-production-${name}`;
    expect(grantsOf(secondary)).toEqual([`Allow ${ACTIONS} on ${table('idempotency-keys')},${table('tenants')}`]);
  });

  test('the lag to the other Regions is watched; no alarm or section of its own', () => {
    const { secondary } = emptyRegions(SEVERAL_REGIONS);
    const store = deployed(new TableStore(secondary.context), secondary);
    expect(store.replication()).toEqual({
      tables: ['shop-production-tenants', 'shop-production-idempotency-keys'].map((tableName) => ({
        tableName,
        receivingRegions: ['eu-central-1', 'ap-southeast-2'],
      })),
    });
    expect(alarmsOf(secondary)).toEqual({});
    expect(sectionsOf(store)).toEqual({});
  });
});
