import { GrowthStage, OriginFacingPrefixList, RegionPhase, TransitionStep } from '../lib';
import { withSizes } from './effective-sizes';
import { GrowthDocument } from './growth-document';
import { runsAurora } from './instance-classes';
import { DocumentRegion } from './regions-document';

/**
 * Instances of a global database that only read, in the home Region and elsewhere together (Amazon Aurora user guide,
 * configuration requirements).
 */
const MAX_GLOBAL_READERS = 15;

/**
 * What is wrong with the Regions of a configuration; looked at in every stage, so that a later one brings no surprise.
 */
export function regionProblems(
  document: GrowthDocument,
  chosen: GrowthStage | undefined,
  step: TransitionStep | undefined,
): string[] {
  const { region, secondaryRegions = [] } = document;
  const names = [region, ...secondaryRegions.map((secondary) => secondary.region)];
  // On the way to several Regions there is still, or again, one.
  const missing =
    chosen !== undefined &&
    chosen.sizes.regions > 1 &&
    secondaryRegions.length === 0 &&
    step?.shape.regionPhase !== RegionPhase.NONE;
  return [
    ...(missing
      ? [
          `\`secondaryRegions\` must name at least one Region at stage ${chosen.name}, got: nothing; for ` +
            ('example [{ "region": "us-east-1", ' +
              '"availabilityZones": ["us-east-1a", ' +
              '"us-east-1b", "us-east-1c"] }]'),
        ]
      : []),
    ...edgeProblems(names),
    ...secondaryRegions.flatMap((secondary, index) => ownProblems(secondary, index, names)),
    ...residencyProblems(document, names),
    ...jurisdictionProblems(document, names, chosen),
    ...writerProblems(document, step),
    ...readerProblems(document, chosen),
    ...togetherProblems(document),
  ];
}

/**
 * The load balancer of a Region admits CloudFront alone, by the prefix list of the Region; without its id nothing could
 * be built there.
 */
function edgeProblems(names: readonly string[]): string[] {
  const known = OriginFacingPrefixList.regions;
  return names.flatMap((name, index) =>
    known.includes(name)
      ? []
      : [
          `\`${index === 0 ? 'region' : `secondaryRegions[${index - 1}].region`}\` must be one of ` +
            (`${known.join(', ')}, whose CloudFront ` + 'prefix list is known, got: ' + `${JSON.stringify(name)}`),
        ],
  );
}

function ownProblems(secondary: DocumentRegion, index: number, names: readonly string[]): string[] {
  const place = `secondaryRegions[${index}]`;
  const { region, availabilityZones, headless, readReplicas, databaseInstanceType: type } = secondary;
  return [
    ...(names.indexOf(region) === index + 1
      ? []
      : [
          `\`${place}.region\` must be different from \`region\` and from the other Regions, got: ` +
            `${JSON.stringify(region)}`,
        ]),
    ...availabilityZones.flatMap((zone, position) =>
      zone.slice(0, -1) === region
        ? []
        : [
            `\`${place}.availabilityZones[${position}]\` must be in ${region}, got: ${JSON.stringify(zone)}; for ` +
              `example ${JSON.stringify(`${region}a`)}`,
          ],
    ),
    ...(headless && readReplicas !== undefined
      ? [
          `\`${place}.readReplicas\` must be absent where \`headless\` is true, got: ${readReplicas}; remove ` +
            'one of the two',
        ]
      : []),
    ...(type === undefined || (runsAurora(type) && !type.startsWith('t'))
      ? []
      : [
          `\`${place}.databaseInstanceType\` must be a memory-optimised class, for example "r7g.xlarge", got: ` +
            `${JSON.stringify(type)}; a global database takes no other`,
        ]),
  ];
}

function residencyProblems(
  { region, residency = [], secondaryRegions = [] }: GrowthDocument,
  names: readonly string[],
): string[] {
  const serving = secondaryRegions
    .filter(({ phase = 'serve' }) => phase === 'serve')
    .map((secondary) => secondary.region);
  const isServed = (regions: readonly string[]) => regions.some((name) => name === region || serving.includes(name));
  const countries = residency.flatMap(({ countryCodes }) => countryCodes);
  const twice = countries.filter((code, index) => countries.indexOf(code) !== index);
  return [
    ...residency.flatMap(({ regions }, index) =>
      regions
        .filter((name) => !names.includes(name))
        .map(
          (name) =>
            `\`residency[${index}].regions\` must name Regions of the configuration (${names.join(', ')}), got: ` +
            `${JSON.stringify(name)}`,
        ),
    ),
    // Users of a rule that no Region can keep would be sent anywhere.
    ...residency.flatMap(({ regions }, index) =>
      serving.length === 0 || isServed(regions) || regions.some((name) => !names.includes(name))
        ? []
        : [
            `\`residency[${index}].regions\` must hold a Region that serves ` +
              (`(${[region, ...serving].join(', ')}), ` +
                `got: ${JSON.stringify(regions)}; set ` +
                `its \`phase\` to "serve" `) +
              'first, or change the rule',
          ],
    ),
    ...(twice.length === 0
      ? []
      : [`\`residency\` must name each country once, got: ${[...new Set(twice)].join(', ')} twice; merge the rules`]),
  ];
}

/** Without the endpoint the step would deploy nothing, and a switchover would leave every Region without a writer. */
function writerProblems({ globalWriterEndpoint }: GrowthDocument, step: TransitionStep | undefined): string[] {
  return step?.shape.globalWriter && globalWriterEndpoint === undefined
    ? [
        `\`globalWriterEndpoint\` must be given at step ${step.name}, got: nothing; it is what \`aws rds ` +
          ('describe-global-clusters --query ' + `"GlobalClusters[].Endpoint"\` shows`),
      ]
    : [];
}

/** Each further Region takes one of the readers that a global database may have. */
function readerProblems({ secondaryRegions = [], sizes }: GrowthDocument, chosen: GrowthStage | undefined): string[] {
  if (chosen === undefined || chosen.sizes.regions === 1) {
    return [];
  }
  const { readReplicas, maxReaders = 0 } = withSizes(chosen, sizes).sizes.database;
  const most = MAX_GLOBAL_READERS - secondaryRegions.length;
  return [['readReplicas', readReplicas] as const, ['maxReaders', maxReaders] as const]
    .filter(([, value]) => value > most)
    .map(
      ([name, value]) =>
        `\`sizes.${chosen.name}.database.${name}\` must be at most ${most} with ${secondaryRegions.length} ` +
        ('further ' +
          `Region${secondaryRegions.length === 1 ? '' : 's'} ` +
          '(15 less one for each, an Aurora rule), ') +
        `got: ${value}`,
    );
}

/** Settings that only make sense together. */
function togetherProblems({
  cacheReplication,
  regionRouting,
  secondaryRegions = [],
  globalWriteForwarding,
}: GrowthDocument): string[] {
  const allHeadless = secondaryRegions.length > 0 && secondaryRegions.every(({ headless }) => headless);
  return [
    ...(cacheReplication === 'global' && regionRouting !== 'failover'
      ? [
          '`cacheReplication` must be "regional" unless `regionRouting` is "failover", got: "global"; a copy ' +
            ('of the cache can only be read, so users ' + 'in its Region could not sign in'),
        ]
      : []),
    ...(cacheReplication === 'global' && secondaryRegions.length > 2
      ? [
          `\`secondaryRegions\` must name at most 2 Regions with \`cacheReplication\` "global", got: ` +
            (`${secondaryRegions.length}; a Global ` + 'Datastore has no more secondaries'),
        ]
      : []),
    ...(globalWriteForwarding && allHeadless
      ? [
          '`globalWriteForwarding` needs a Region with an instance, got: only headless ones; set `headless` to ' +
            'false somewhere',
        ]
      : []),
  ];
}

/** Regions by the jurisdiction in which they lie; a jurisdiction that is not here can't be checked. */
const JURISDICTIONS: Readonly<Record<string, RegExp>> = {
  AU: /^ap-southeast-(2|4)$/,
  BR: /^sa-east-1$/,
  CA: /^ca-/,
  CH: /^eu-central-2$/,
  // London and Zurich are in Europe, and not in the Union.
  EU: /^eu-(central-1|west-1|west-3|north-1|south-1|south-2)$/,
  GB: /^eu-west-2$/,
  IN: /^ap-south-/,
  JP: /^ap-northeast-(1|3)$/,
  KR: /^ap-northeast-2$/,
  SG: /^ap-southeast-1$/,
  US: /^us-/,
};

/**
 * A global database copies every row to every Region: data that has to stay in a jurisdiction allows Regions of that
 * one only.
 */
function jurisdictionProblems(
  { signals }: GrowthDocument,
  names: readonly string[],
  chosen: GrowthStage | undefined,
): string[] {
  const jurisdictions = [...new Set((signals?.dataResidency ?? []).map((name) => name.trim().toUpperCase()))];
  if (chosen === undefined || chosen.sizes.regions === 1 || jurisdictions.length === 0) {
    return [];
  }
  if (jurisdictions.length > 1) {
    return [
      `\`signals.dataResidency\` must name one jurisdiction at stage ${chosen.name}, got: ` +
        (`${jurisdictions.join(', ')}; a global ` + 'database copies every row to every ' + 'Region, so make one ') +
        ('environment for each jurisdiction, with ' + 'Regions of that one'),
    ];
  }
  const [only] = jurisdictions;
  const outside = names.filter((name) => JURISDICTIONS[only]?.test(name) === false);
  return outside.length === 0
    ? []
    : [
        `\`secondaryRegions\` and \`region\` must lie in ${only}, where \`signals.dataResidency\` keeps the ` +
          (`data, got: ${outside.join(', ')}; a ` + 'global database copies every row to ' + 'every Region'),
      ];
}
