import { CacheReplication, GrowthPlatformProps, RegionPhase, RegionRouting } from '../../../../lib';
import { Problems } from '../../../../lib/core/problems';
import { validateRegions } from '../../../../lib/platform/private/validate-regions';
import { GrowthStages } from '../../../../stages';
import { PROPS, SECONDARY_REGIONS } from '../props';

function problemsOf(props: Partial<GrowthPlatformProps>): string[] {
  const problems = new Problems();
  validateRegions(
    { ...PROPS, stage: GrowthStages.MULTI_REGION, secondaryRegions: SECONDARY_REGIONS, ...props },
    problems,
  );
  return problems.all;
}

const [near, far] = SECONDARY_REGIONS;
const residency = (...regions: string[]) => [{ countryCodes: ['DE'], regions }];

test.each<[string, Partial<GrowthPlatformProps>]>([
  ['two secondary Regions', {}],
  ['none before they are asked for', { stage: GrowthStages.AURORA, secondaryRegions: undefined }],
  ['a rule for a Region that serves', { residency: residency('us-east-1') }],
  [
    'a rule for the home Region while no other one serves',
    {
      residency: residency('us-east-1'),
      secondaryRegions: [near, far].map((region) => ({ ...region, phase: RegionPhase.BUILD })),
    },
  ],
  [
    'writes are forwarded by one Region',
    { globalWriteForwarding: true, secondaryRegions: [{ ...near, headless: true }, far] },
  ],
  ['a Global Datastore', { cacheReplication: CacheReplication.GLOBAL, regionRouting: RegionRouting.FAILOVER }],
])('allows %s', (_, props) => {
  expect(problemsOf(props)).toEqual([]);
});

test.each<[string, Partial<GrowthPlatformProps>, string[]]>([
  [
    'no Region at a stage of several',
    { secondaryRegions: [] },
    [
      '`secondaryRegions` must name 1 to 4 Regions at stage multi-region, got: 0; ' +
        'give each with three Availability Zones',
    ],
  ],
  [
    'more than four Regions',
    {
      secondaryRegions: ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-north-1', 'sa-east-1'].map((region) => ({
        region,
        availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
      })),
    },
    [
      '`secondaryRegions` must name 1 to 4 Regions at stage multi-region, got: 5; ' +
        'give each with three Availability Zones',
    ],
  ],
  [
    'the same Region twice',
    { secondaryRegions: [near, near] },
    [
      '`secondaryRegions` must be different from each other and from `region` eu-central-1, ' +
        'got: ["us-east-1","us-east-1"]; name each Region once',
    ],
  ],
  [
    'zones of another Region',
    { secondaryRegions: [near, { ...far, availabilityZones: near.availabilityZones }] },
    [
      '`secondaryRegions[1].availabilityZones` must be three different Availability Zones of ap-southeast-2, ' +
        'got: ["us-east-1a","us-east-1b","us-east-1c"]; ' +
        'choose from `aws ec2 describe-availability-zones --region ap-southeast-2`',
    ],
  ],
  [
    'a rule for a Region that does not serve yet',
    { residency: residency('us-east-1'), secondaryRegions: [{ ...near, phase: RegionPhase.BUILD }, far] },
    [
      '`residency[0].regions` must hold a Region that serves, got: ["us-east-1"]; ' +
        'set its `phase` to serve first, or change the rule',
    ],
  ],
  [
    'a rule for a Region of somebody else',
    { residency: residency('eu-central-1', 'eu-west-3') },
    [
      '`residency[0].regions` must name Regions of the platform (eu-central-1, us-east-1, ap-southeast-2), ' +
        'got: ["eu-central-1","eu-west-3"]; remove the others, or add them to `secondaryRegions`',
    ],
  ],
  [
    'forwarded writes without an instance that forwards',
    { globalWriteForwarding: true, secondaryRegions: [near, far].map((region) => ({ ...region, headless: true })) },
    [
      '`globalWriteForwarding` must be false if every secondary Region is headless, got: true; ' +
        'set `headless` of a Region to false, or remove `globalWriteForwarding`',
    ],
  ],
  [
    'a Global Datastore for the nearest Region, and for more than two',
    {
      cacheReplication: CacheReplication.GLOBAL,
      secondaryRegions: [
        ...SECONDARY_REGIONS,
        { region: 'eu-west-1', availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] },
      ],
    },
    [
      '`secondaryRegions` must name at most 2 Regions with `cacheReplication` global, got: 3; ' +
        'remove Regions, or set `cacheReplication` to regional',
      '`cacheReplication` must be regional unless `regionRouting` is failover, got: "global"; ' +
        'a copy of the cache can only be read, so users in its Region could not sign in',
    ],
  ],
])('refuses %s', (_, props, problems) => {
  expect(problemsOf(props)).toEqual(problems);
});
