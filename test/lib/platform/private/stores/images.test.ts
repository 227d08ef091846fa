import { Template } from 'aws-cdk-lib/assertions';
import { ImageStore } from '../../../../../lib/platform/private/stores/images';
import { GrowthStages } from '../../../../../stages';
import { SECONDARY_REGIONS } from '../../props';
import { alarmsOf, deployed, emptyRegions, grantsOf, sectionsOf, text, typesIn, variablesOf } from './support';

const SEVERAL_REGIONS = { stage: GrowthStages.MULTI_REGION, secondaryRegions: SECONDARY_REGIONS };

function make(props: Parameters<typeof emptyRegions>[0] = {}) {
  const { home, secondary } = emptyRegions(props);
  const store = deployed(ImageStore.inHome(home.data, home.context), home);
  expect(store.addGlobalParts(home.data)).toEqual([]);
  const copy = secondary && ImageStore.inSecondary(secondary.data, secondary.context, store);
  return { home, secondary, store, copy };
}

test('makes a repository of immutable images, and says where to push', () => {
  const { home } = make();
  expect(typesIn(home.data)).toEqual({ 'AWS::ECR::Repository': 1 });
  const template = Template.fromStack(home.data);
  template.hasResourceProperties('AWS::ECR::Repository', {
    ImageTagMutability: 'IMMUTABLE',
    ImageScanningConfiguration: { ScanOnPush: true },
  });
  expect(Object.keys(template.findOutputs('RepositoryUri'))).toEqual(['RepositoryUri']);
});

test('asks nothing else of the platform: pulling is granted with the image', () => {
  const { home, store } = make();
  expect(variablesOf(store)).toEqual({});
  expect(grantsOf(home)).toEqual([]);
  expect(alarmsOf(home)).toEqual({});
  expect(sectionsOf(store)).toEqual({});
  expect(store.replication()).toEqual({});
});

describe('several Regions', () => {
  test('the registry copies this repository, and keeps its setting for others', () => {
    const { home } = make(SEVERAL_REGIONS);
    const [setting] = Object.values(Template.fromStack(home.data).findResources('AWS::ECR::ReplicationConfiguration'));
    const [{ Destinations, RepositoryFilters }] = setting.Properties.ReplicationConfiguration.Rules;
    expect(Destinations).toEqual(
      ['us-east-1', 'ap-southeast-2'].map((Region) => ({ Region, RegistryId: '123456789012' })),
    );
    expect(RepositoryFilters.map(({ Filter }: any) => text(Filter))).toEqual([
      expect.stringMatching(/^<Repository[0-9A-F]{8}>$/),
    ]);
    expect(setting.DeletionPolicy).toBe('Retain');
  });

  test('a secondary Region makes nothing, and pulls from the copy in its own registry', () => {
    const { secondary, copy } = make(SEVERAL_REGIONS);
    expect(typesIn(secondary.data)).toEqual({});
    expect(text(secondary.data.resolve(copy.repository.repositoryArn))).toMatch(
      /^arn:<AWS::Partition>:ecr:us-east-1:123456789012:repository\//,
    );
  });

  test.each([
    ['replication is switched off', { ...SEVERAL_REGIONS, registryReplication: false }],
    ['the image comes from elsewhere', { ...SEVERAL_REGIONS, imageTag: undefined, imageUri: 'ghcr.io/shop/shop:1' }],
  ])('nothing is copied if %s', (_, props) => {
    expect(typesIn(make(props).home.data)).toEqual({ 'AWS::ECR::Repository': 1 });
  });

  test('without replication, a secondary Region pulls from the home Region', () => {
    const { secondary, copy } = make({ ...SEVERAL_REGIONS, registryReplication: false });
    expect(text(secondary.data.resolve(copy.repository.repositoryArn))).toMatch(/:ecr:eu-central-1:/);
  });
});
