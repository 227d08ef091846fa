import { Configuration } from './configuration';

/** Zones of a Region. */
const zonesOf = (region: string) => ['a', 'b', 'c'].map((letter) => `${region}${letter}`);

/** Where the built-in example runs: the Region in which AWS prices most things first. */
const HOME = 'us-east-1';

/** The endpoint that a global database gets when it is made; only its form matters for templates. */
export const PLACEHOLDER_ENDPOINT = 'example-global.global-abcdefghijkl.global.rds.amazonaws.com';

/** A snapshot of a Region and account; only its form matters for templates. */
export const placeholderSnapshot = (region: string, account: string) =>
  `arn:aws:rds:${region}:${account}:snapshot:example`;

/** The Region that joins the example where there are several. */
const SECOND = 'eu-west-1';

/** What a preview shows without a configuration of one's own: what a configuration must say, and nothing else. */
export const EXAMPLE: Configuration & { readonly assumption: string } = {
  document: {
    application: 'example',
    environment: 'production',
    owner: 'example',
    costCenter: 'example',
    account: '123456789012',
    region: HOME,
    availabilityZones: zonesOf(HOME),
    secondaryRegions: [{ region: SECOND, availabilityZones: zonesOf(SECOND) }],
    imageTag: '1.0.0',
    webCommand: ['web'],
    workerCommand: ['worker'],
    migrateCommand: ['migrate'],
    onCallEmails: ['oncall@example.com'],
  },
  source: `the built-in example in ${HOME}`,
  assumption: `with ${SECOND} as second Region in stages with several Regions`,
};

/** Pairs of Regions in one part of the world. */
const NEIGHBOURS: readonly (readonly [string, string])[] = [
  ['us-east-1', 'us-west-2'],
  ['eu-west-1', 'eu-central-1'],
  ['ap-southeast-2', 'ap-southeast-1'],
];

/** A Region in the same part of the world, for a preview of several Regions before they are chosen. */
export function neighbourOf(home: string): { readonly region: string; readonly availabilityZones: readonly string[] } {
  const pair = NEIGHBOURS.find(([first]) => first.slice(0, 2) === home.slice(0, 2)) ?? NEIGHBOURS[0];
  const region = pair[0] === home ? pair[1] : pair[0];
  return { region, availabilityZones: zonesOf(region) };
}
