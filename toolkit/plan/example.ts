/** Zones of a Region. */
const zonesOf = (region: string) => ['a', 'b', 'c'].map((letter) => `${region}${letter}`);

/** Where the built-in example runs: the Region in which AWS prices most things first. */
const HOME = 'us-east-1';

/** The endpoint that a global database gets when it is made; only its form matters for templates. */
export const PLACEHOLDER_ENDPOINT = 'example-global.global-abcdefghijkl.global.rds.amazonaws.com';

/** A snapshot of a Region and account; only its form matters for templates. */
export const placeholderSnapshot = (region: string, account: string) =>
  `arn:aws:rds:${region}:${account}:snapshot:example`;

/** What is synthesized where there is no configuration: what a configuration must say, and nothing else. */
export const EXAMPLE: Readonly<Record<string, unknown>> = {
  application: 'example',
  environment: 'production',
  owner: 'example',
  costCenter: 'example',
  account: '123456789012',
  region: HOME,
  availabilityZones: zonesOf(HOME),
  secondaryRegions: [{ region: 'eu-west-1', availabilityZones: zonesOf('eu-west-1') }],
  imageTag: '1.0.0',
  webCommand: ['web'],
  workerCommand: ['worker'],
  migrateCommand: ['migrate'],
  onCallEmails: ['oncall@example.com'],
};

/** What is said where the example is used. */
export const EXAMPLE_WORDS =
  `the built-in example in ${HOME} (with eu-west-1 where there are several Regions): ` +
  'there is no growth.json here; name yours with --config';

/** Pairs of Regions of one part of the world; each stands in for a Region that a configuration does not name. */
const NEIGHBOURS: readonly (readonly [string, string])[] = [
  ['us-east-1', 'us-west-2'],
  ['eu-west-1', 'eu-central-1'],
  ['ap-southeast-2', 'ap-southeast-1'],
];

/**
 * What stands in for `secondaryRegions`, so that several Regions can be looked at before they are chosen: a Region in
 * the same part of the world.
 */
export function standInFor(home: string): { readonly region: string; readonly availabilityZones: readonly string[] } {
  const pair = NEIGHBOURS.find(([one]) => one.slice(0, 2) === home.slice(0, 2)) ?? NEIGHBOURS[0];
  const region = pair[0] === home ? pair[1] : pair[0];
  return { region, availabilityZones: zonesOf(region) };
}
