import { GrowthStage, OriginFacingPrefixList, RegionPhase, TransitionStep } from '../lib';
import { got } from '../lib/core/problems';
import { ConfigurationProblem } from '../stages';
import { problem } from '../stages/problem';
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
): ConfigurationProblem[] {
  const { region, secondaryRegions = [] } = document;
  const names = [region, ...secondaryRegions.map((secondary) => secondary.region)];
  return [
    ...missingRegions(document, chosen, step),
    ...edgeProblems(names),
    ...secondaryRegions.flatMap((secondary, index) => ownProblems(secondary, index, names)),
    ...residencyProblems(document, names),
    ...jurisdictionProblems(document, names, chosen),
    ...writerProblems(document, step),
    ...readerProblems(document, chosen),
    ...togetherProblems(document),
  ];
}

/** On the path to several Regions there is still, or again, one. */
function missingRegions(
  { secondaryRegions = [] }: GrowthDocument,
  chosen: GrowthStage | undefined,
  step: TransitionStep | undefined,
): ConfigurationProblem[] {
  return hasRegions(chosen) && secondaryRegions.length === 0 && step?.shape.regionPhase !== RegionPhase.NONE
    ? [
        problem({
          property: 'secondaryRegions',
          rule: `must name at least one Region at stage ${chosen.name}`,
          given: 'nothing',
          remedy:
            'for example [{ "region": "us-east-1", "availabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"] }]',
        }),
      ]
    : [];
}

function hasRegions(stage: GrowthStage | undefined): stage is GrowthStage {
  return stage !== undefined && stage.sizes.regions > 1;
}

/**
 * The load balancer of a Region admits CloudFront alone, by the prefix list of the Region; without its id nothing could
 * be built there.
 */
function edgeProblems(names: readonly string[]): ConfigurationProblem[] {
  const allowed = [...OriginFacingPrefixList.regions];
  return names.flatMap((name, index) =>
    allowed.includes(name)
      ? []
      : [
          problem({
            property: index === 0 ? 'region' : `secondaryRegions[${index - 1}].region`,
            rule: `must be one of ${allowed.join(', ')}, whose CloudFront prefix list is known`,
            given: got(name),
            allowed,
          }),
        ],
  );
}

function ownProblems(secondary: DocumentRegion, index: number, names: readonly string[]): ConfigurationProblem[] {
  const path = `secondaryRegions[${index}]`;
  const { region, availabilityZones, headless, readReplicas, databaseInstanceType: type } = secondary;
  return [
    ...(names.indexOf(region) === index + 1
      ? []
      : [
          problem({
            property: `${path}.region`,
            relatedProperties: ['region'],
            rule: 'must be different from `region` and from the other Regions',
            given: got(region),
          }),
        ]),
    ...availabilityZones.flatMap((zone, position) =>
      zone.slice(0, -1) === region
        ? []
        : [
            problem({
              property: `${path}.availabilityZones[${position}]`,
              rule: `must be in ${region}`,
              given: got(zone),
              remedy: `for example ${JSON.stringify(`${region}a`)}`,
            }),
          ],
    ),
    ...(headless && readReplicas !== undefined
      ? [
          problem({
            property: `${path}.readReplicas`,
            rule: 'must be absent if `headless` is true',
            given: got(readReplicas),
            remedy: 'remove one of the two',
          }),
        ]
      : []),
    ...(type === undefined || (runsAurora(type) && !type.startsWith('t'))
      ? []
      : [
          problem({
            property: `${path}.databaseInstanceType`,
            rule: 'must be a memory-optimised class, for example "r7g.xlarge"',
            given: got(type),
            remedy: 'a global database supports no other class',
          }),
        ]),
  ];
}

function residencyProblems(document: GrowthDocument, names: readonly string[]): ConfigurationProblem[] {
  const { residency = [] } = document;
  const countries = residency.flatMap(({ countryCodes }) => countryCodes);
  const twice = [...new Set(countries.filter((code, index) => countries.indexOf(code) !== index))];
  return [
    ...residency.flatMap(({ regions }, index) => unknownRegions(`residency[${index}].regions`, regions, names)),
    ...unservedCountries(document, names),
    ...(twice.length === 0
      ? []
      : [
          problem({
            property: 'residency',
            rule: 'must name each country once',
            given: `${twice.join(', ')} twice`,
            remedy: 'merge the rules',
          }),
        ]),
  ];
}

function unknownRegions(
  property: string,
  regions: readonly string[],
  names: readonly string[],
): ConfigurationProblem[] {
  return regions
    .filter((name) => !names.includes(name))
    .map((name) =>
      problem({
        property,
        rule: `must name Regions of the configuration (${names.join(', ')})`,
        given: got(name),
        allowed: [...names],
      }),
    );
}

/** Users of a rule that no Region can keep would be sent anywhere. */
function unservedCountries(
  { region, residency = [], secondaryRegions = [] }: GrowthDocument,
  names: readonly string[],
): ConfigurationProblem[] {
  const others = secondaryRegions.filter(({ phase = 'serve' }) => phase === 'serve').map((other) => other.region);
  const serving = [region, ...others];
  return residency.flatMap(({ regions }, index) =>
    others.length === 0 || regions.some((name) => serving.includes(name) || !names.includes(name))
      ? []
      : [
          problem({
            property: `residency[${index}].regions`,
            relatedProperties: ['secondaryRegions'],
            rule: `must contain a Region that serves (${serving.join(', ')})`,
            given: got(regions),
            remedy: 'set its `phase` to "serve" first, or change the rule',
          }),
        ],
  );
}

/** Without the endpoint the step would deploy nothing, and a switchover would leave every Region without a writer. */
function writerProblems(
  { globalWriterEndpoint }: GrowthDocument,
  step: TransitionStep | undefined,
): ConfigurationProblem[] {
  return step?.shape.globalWriter && globalWriterEndpoint === undefined
    ? [
        problem({
          property: 'globalWriterEndpoint',
          rule: `must be given at step ${step.name}`,
          given: 'nothing',
          remedy: 'it is what `aws rds describe-global-clusters --query "GlobalClusters[].Endpoint"` shows',
        }),
      ]
    : [];
}

/** Each further Region takes one of the readers that a global database may have. */
function readerProblems(
  { secondaryRegions = [], sizes }: GrowthDocument,
  chosen: GrowthStage | undefined,
): ConfigurationProblem[] {
  if (!hasRegions(chosen)) {
    return [];
  }
  const { readReplicas, maxReaders = 0 } = withSizes(chosen, sizes).sizes.database;
  const further = secondaryRegions.length;
  const most = MAX_GLOBAL_READERS - further;
  return Object.entries({ readReplicas, maxReaders })
    .filter(([, value]) => value > most)
    .map(([name, value]) =>
      problem({
        property: `sizes.${chosen.name}.database.${name}`,
        relatedProperties: ['secondaryRegions'],
        rule:
          `must be at most ${most} with ${further} further Region${further === 1 ? '' : 's'} (Aurora allows 15, ` +
          'minus one per further Region)',
        given: got(value),
      }),
    );
}

/** Settings that only make sense together. */
function togetherProblems(document: GrowthDocument): ConfigurationProblem[] {
  const { cacheReplication, secondaryRegions = [], globalWriteForwarding } = document;
  const allHeadless = secondaryRegions.length > 0 && secondaryRegions.every(({ headless }) => headless);
  return [
    ...(cacheReplication === 'global' ? globalCacheProblems(document) : []),
    ...(globalWriteForwarding && allHeadless
      ? [
          problem({
            property: 'globalWriteForwarding',
            relatedProperties: ['secondaryRegions'],
            rule: 'needs a Region with an instance',
            given: 'only headless ones',
            remedy: 'set `headless` to false somewhere',
          }),
        ]
      : []),
  ];
}

function globalCacheProblems({ regionRouting, secondaryRegions = [] }: GrowthDocument): ConfigurationProblem[] {
  return [
    ...(regionRouting === 'failover'
      ? []
      : [
          problem({
            property: 'cacheReplication',
            relatedProperties: ['regionRouting'],
            rule: 'must be "regional" unless `regionRouting` is "failover"',
            given: '"global"',
            remedy: 'a secondary cache is read-only, so users in its Region could not sign in',
          }),
        ]),
    ...(secondaryRegions.length <= 2
      ? []
      : [
          problem({
            property: 'secondaryRegions',
            relatedProperties: ['cacheReplication'],
            rule: 'must name at most 2 Regions with `cacheReplication` "global"',
            given: got(secondaryRegions.length),
            remedy: 'a Global Datastore has at most 2 secondaries',
          }),
        ]),
  ];
}

/** Regions by the jurisdiction in which they lie; a jurisdiction that is missing here cannot be checked. */
const JURISDICTIONS: Readonly<Record<string, RegExp>> = {
  AU: /^ap-southeast-(2|4)$/,
  BR: /^sa-east-1$/,
  CA: /^ca-/,
  CH: /^eu-central-2$/,
  // London and Zurich are in Europe, but not in the Union.
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
): ConfigurationProblem[] {
  const jurisdictions = [...new Set((signals?.dataResidency ?? []).map((name) => name.trim().toUpperCase()))];
  if (!hasRegions(chosen) || jurisdictions.length === 0) {
    return [];
  }
  if (jurisdictions.length > 1) {
    return [
      problem({
        property: 'signals.dataResidency',
        rule: `must name one jurisdiction at stage ${chosen.name}`,
        given: jurisdictions.join(', '),
        remedy:
          'a global database copies every row to every Region, so create one environment per jurisdiction, with ' +
          'Regions in that jurisdiction',
      }),
    ];
  }
  const [only] = jurisdictions;
  const outside = names.filter((name) => JURISDICTIONS[only]?.test(name) === false);
  return outside.length === 0
    ? []
    : [
        problem({
          property: 'secondaryRegions',
          relatedProperties: ['region', 'signals.dataResidency'],
          subject: '`secondaryRegions` and `region`',
          rule: `must be in ${only}, because \`signals.dataResidency\` keeps the data there`,
          given: outside.join(', '),
          remedy: 'a global database copies every row to every Region',
        }),
      ];
}
