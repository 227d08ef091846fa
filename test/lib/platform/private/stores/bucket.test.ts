import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { GrowthPlatform, RegionPhase } from '../../../../../lib';
import { BucketStore } from '../../../../../lib/platform/private/stores/bucket';
import { GrowthStages } from '../../../../../stages';
import { nagFindings } from '../../../../helpers/nag';
import { PROPS, SECONDARY_REGIONS } from '../../props';
import { alarmsOf, deployed, emptyRegions, grantsOf, sectionsOf, text, typesIn, variablesOf } from './support';

const SEVERAL_REGIONS = { stage: GrowthStages.MULTI_REGION, secondaryRegions: SECONDARY_REGIONS };

const bucketName = (region: string) => `shop-production-123456789012-${region}`;

function inHome(props: Parameters<typeof emptyRegions>[0] = {}) {
  const { home } = emptyRegions(props);
  return { home, store: deployed(BucketStore.inHome(home.data, home.context), home) };
}

function inSecondary(phase: RegionPhase) {
  const secondaryRegions = SECONDARY_REGIONS.map((region) => ({ ...region, phase }));
  const { home, secondary } = emptyRegions({ ...SEVERAL_REGIONS, secondaryRegions });
  const homeStore = BucketStore.inHome(home.data, home.context);
  return { home, homeStore, secondary, store: BucketStore.inSecondary(secondary.data, secondary.context, homeStore) };
}

/** The Regions of the buckets to which a bucket copies, and from which it gets copies. */
function copiesOf(store: BucketStore) {
  const { incomingObjects = [], outgoingObjects = [] } = store.replication();
  return { to: outgoingObjects.map(({ ruleId }) => ruleId), from: incomingObjects.length };
}

test('makes one bucket without a fixed name, which copies nowhere', () => {
  const { home, store } = inHome();
  expect(typesIn(home.data)).toEqual({ 'AWS::S3::Bucket': 1, 'AWS::S3::BucketPolicy': 1 });
  const [bucket] = Object.values(Template.fromStack(home.data).findResources('AWS::S3::Bucket'));
  expect(bucket.Properties).not.toHaveProperty('BucketName');
  expect(bucket.Properties).not.toHaveProperty('ReplicationConfiguration');
  expect(copiesOf(store)).toEqual({ to: [], from: 0 });
});

test('tells the workload its name, and the path under which assets are served', () => {
  const { store } = inHome();
  expect(variablesOf(store)).toEqual({ ASSETS_BUCKET: store.assets.bucket.bucketName, ASSETS_URL: '/assets' });
});

test('lets the workload use two prefixes of the bucket, and list it', () => {
  const { home } = inHome();
  expect(grantsOf(home)).toEqual([
    'Allow s3:DeleteObject, s3:GetObject, s3:PutObject on <AssetsBucket.Arn>/assets/*,<AssetsBucket.Arn>/uploads/*',
    'Allow s3:ListBucket on <AssetsBucket.Arn>',
  ]);
});

test('acknowledges the wildcards of these grants', () => {
  const app = new App();
  new GrowthPlatform(app, 'Growth', { ...PROPS, stage: GrowthStages.CONTAINERS });
  expect(nagFindings(app).filter((finding) => finding.includes('assets/*'))).toEqual([]);
});

test('has neither alarms nor a section of the dashboard', () => {
  const { home, store } = inHome();
  expect(alarmsOf(home)).toEqual({});
  expect(sectionsOf(store)).toEqual({});
});

describe('several Regions', () => {
  test('while they are built, only the home bucket is known to exist', () => {
    const { secondary, store, homeStore } = inSecondary(RegionPhase.BUILD);
    const [bucket] = Object.values(Template.fromStack(secondary.data).findResources('AWS::S3::Bucket'));
    expect(bucket.Properties.BucketName).toBe(bucketName('us-east-1'));
    expect(copiesOf(homeStore)).toEqual({ to: [], from: 2 });
    expect(copiesOf(store)).toEqual({ to: ['to-eu-central-1'], from: 0 });
  });

  test('then each bucket copies to each other one', () => {
    const { secondary, store, homeStore } = inSecondary(RegionPhase.REPLICATE);
    expect(copiesOf(homeStore)).toEqual({ to: ['to-us-east-1', 'to-ap-southeast-2'], from: 2 });
    expect(copiesOf(store)).toEqual({ to: ['to-eu-central-1', 'to-ap-southeast-2'], from: 2 });
    expect(store.replication().incomingObjects!.map(({ ruleId }) => ruleId)).toEqual(['to-us-east-1', 'to-us-east-1']);
    const [bucket] = Object.values(Template.fromStack(secondary.data).findResources('AWS::S3::Bucket'));
    const rules = bucket.Properties.ReplicationConfiguration.Rules;
    expect(rules.map(({ Destination }: any) => text(Destination.Bucket))).toEqual([
      'arn:aws:s3:::<AssetsBucket>',
      `arn:aws:s3:::${bucketName('ap-southeast-2')}`,
    ]);
  });
});
