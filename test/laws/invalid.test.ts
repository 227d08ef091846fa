import * as fc from 'fast-check';
import { ConfigurationError, GrowthDocument, resolveGrowthConfig } from '../../config';
import { configArbitrary } from '../helpers/config-arbitrary';
import { checkProperty } from './helpers/seeded';

type Values = Record<string, unknown>;

/** Ways to spoil a valid configuration: the property that the message must name, and wrong values for it. */
const FAULTS: Record<string, fc.Arbitrary<unknown>> = {
  application: fc.constantFrom<unknown>('', 'a', 'Notes', 'no spaces', '-x', 'x'.repeat(21), 7, null),
  environment: fc.constantFrom<unknown>('', 'Production', 'p', [], 'x_y'),
  owner: fc.constantFrom<unknown>('', 5, undefined, ' ', 'x'.repeat(300)),
  costCenter: fc.constantFrom<unknown>('', undefined, {}, 'x'.repeat(300)),
  account: fc.constantFrom<unknown>('12345', 123456789012, 'abcdefghijkl', undefined),
  region: fc.constantFrom<unknown>('eu-west', 'mars-1', '', undefined, 'EU-WEST-1'),
  availabilityZones: fc.constantFrom<unknown>(
    [],
    ['eu-west-1a'],
    ['eu-west-1a', 'eu-west-1a', 'eu-west-1b'],
    'eu-west-1a',
    ['x', 'y', 'z'],
  ),
  stage: fc.constantFrom<unknown>('kontainers', 'Monolith', '', 2, 'multi region'),
  live: fc.constantFrom<unknown>('kontainers', '', 3, 'aurora:nothing'),
  auroraOrigin: fc.constantFrom<unknown>('global-secondary', '', 'Replica', 1),
  auroraSnapshotArn: fc.constantFrom<unknown>('last', '', 5),
  secondaryRegions: fc.constantFrom<unknown>(
    'us-east-1',
    [{ region: 'mars-1', availabilityZones: [] }],
    [{}],
    [{ region: 'us-east-1', availabilityZones: ['us-east-1a', 'us-east-1a', 'us-east-1b'] }],
  ),
  residency: fc.constantFrom<unknown>([{ countryCodes: ['Germany'], regions: ['eu-west-1'] }], 'DE', [{}]),
  globalWriterEndpoint: fc.constantFrom<unknown>('', 'http://x', 'example.com'),
  anonymousPaths: fc.constantFrom<unknown>(['api'], '/api', [5]),
  users: fc.constantFrom<unknown>(-5, 0, 1.5, 'many', 1e12, null),
  webCommand: fc.constantFrom<unknown>([], 'node', undefined, [1]),
  port: fc.constantFrom<unknown>(0, 70_000, 'http', 80.5),
  onCallEmails: fc.constantFrom<unknown>([], ['nobody'], 'a@example.com', undefined),
  networkIndex: fc.constantFrom<unknown>(-1, 8, 1.5, '0'),
  logRetentionDays: fc.constantFrom<unknown>(0, 2, 91, 'ever'),
  monthlyBudgetUsd: fc.constantFrom<unknown>(0, -1, 'much'),
  variables: fc.constantFrom<unknown>({ PORT: '1' }, { DATABASE_URL: 5 }, { 'not a name': 'x' }, []),
  domain: fc.constantFrom<unknown>('example.com', {}, { domainName: 'a.b', hostedZoneId: 'Z1', hostedZoneName: 'c.d' }),
  imageTag: fc.constantFrom<unknown>('', ' ', 5, 'a b'),
  sizes: fc.constantFrom<unknown>(
    { monolit: {} },
    { monolith: { database: { readReplicas: -1 } } },
    { containers: { web: { cpu: 300 } } },
    5,
  ),
  firewall: fc.constantFrom<unknown>({ requestsPer5MinutesPerIp: 1 }, { block: true }, 'on'),
};

const spoiled = fc
  .tuple(configArbitrary, fc.uniqueArray(fc.constantFrom(...Object.keys(FAULTS)), { minLength: 1, maxLength: 4 }))
  .chain(([document, names]) =>
    fc
      .tuple(...names.map((name) => FAULTS[name]))
      .map((values) => ({ document, faults: Object.fromEntries(names.map((name, i) => [name, values[i]])) })),
  );

/** What the loader says, or nothing where it takes the configuration. */
function problemsOf(document: Values): readonly string[] {
  try {
    resolveGrowthConfig(document as unknown as GrowthDocument);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems.map(({ message }) => message);
  }
}

test('300 random invalid configurations are refused, each wrong property by its name, all at once', () => {
  checkProperty(spoiled, 300, ({ document, faults }) => {
    const problems = problemsOf({ ...document, ...faults });
    expect(problems.length).toBeGreaterThan(0);
    for (const name of Object.keys(faults)) {
      expect(problems.join('\n') + `\nFOR ${name}`).toContain(`\`${name}`);
    }
  });
});

test('an unknown property is refused with the nearest one', () => {
  checkProperty(configArbitrary, 50, (document) => {
    expect(problemsOf({ ...document, monthlyBudgetUSD: 5 }).join()).toContain('did you mean "monthlyBudgetUsd"');
  });
});
