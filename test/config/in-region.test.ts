import { inRegion } from '../../config';

const zonesOf = (region: string) => ['a', 'b', 'c'].map((letter) => `${region}${letter}`);

const DOCUMENT = {
  application: 'shop',
  region: 'eu-west-1',
  availabilityZones: zonesOf('eu-west-1'),
  secondaryRegions: [
    { region: 'us-east-1', availabilityZones: zonesOf('us-east-1'), readReplicas: 2 },
    { region: 'eu-west-10', availabilityZones: zonesOf('eu-west-10') },
  ],
  residency: [{ countryCodes: ['DE'], regions: ['eu-west-1', 'eu-west-10'] }],
  auroraSnapshotArn: 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:before',
  imageUri: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1.0.0',
  port: 8080,
  production: true,
};

test('zones, ARNs and host names follow the home Region', () => {
  expect(inRegion(DOCUMENT, 'ap-south-1')).toEqual({
    ...DOCUMENT,
    region: 'ap-south-1',
    availabilityZones: zonesOf('ap-south-1'),
    residency: [{ countryCodes: ['DE'], regions: ['ap-south-1', 'eu-west-10'] }],
    auroraSnapshotArn: 'arn:aws:rds:ap-south-1:123456789012:cluster-snapshot:before',
    imageUri: '123456789012.dkr.ecr.ap-south-1.amazonaws.com/shop:1.0.0',
  });
});

test('a secondary Region and the home Region change places', () => {
  const { region, availabilityZones, secondaryRegions, residency } = inRegion(DOCUMENT, 'us-east-1');
  expect({ region, availabilityZones, secondaryRegions, residency }).toEqual({
    region: 'us-east-1',
    availabilityZones: zonesOf('us-east-1'),
    secondaryRegions: [
      { region: 'eu-west-1', availabilityZones: zonesOf('eu-west-1'), readReplicas: 2 },
      { region: 'eu-west-10', availabilityZones: zonesOf('eu-west-10') },
    ],
    residency: [{ countryCodes: ['DE'], regions: ['us-east-1', 'eu-west-10'] }],
  });
});

test('there and back again is the same configuration', () => {
  expect(inRegion(inRegion(DOCUMENT, 'us-east-1'), 'eu-west-1')).toEqual(DOCUMENT);
});

test.each(['shop-eu-west-1', 'eu-west-1-shop', 'my_eu-west-1', 'eu-west-12', 'EU-WEST-1'])(
  'a name that only contains the Region stays: %s',
  (application) => {
    expect(inRegion({ ...DOCUMENT, application }, 'us-east-1').application).toBe(application);
  },
);

test('what is no name of a Region is left to the check of the configuration', () => {
  expect(inRegion({ region: '(eu' }, 'us-east-1')).toEqual({ region: 'us-east-1' });
});

test.each([
  ['it is at home there already', DOCUMENT, 'eu-west-1'],
  ['the home Region is not given', { application: 'shop' }, 'us-east-1'],
])('the document stays as it is if %s', (_, document, region) => {
  expect(inRegion(document, region)).toBe(document);
});

test('the document that was given is not changed', () => {
  const before = JSON.stringify(DOCUMENT);
  inRegion(DOCUMENT, 'us-east-1');
  expect(JSON.stringify(DOCUMENT)).toBe(before);
});
