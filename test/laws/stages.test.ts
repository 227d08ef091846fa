import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GrowthDocument } from '../../config';
import { WorkloadVariable } from '../../lib';
import { DeploymentPoint, GrowthStages, GrowthPath, StageTransitions } from '../../stages';
import { at, nameOf, REGIONS, resourcesOf, synthesize, Templates, WAY } from './helpers/assemble';
import { variablesByProcess } from './helpers/contract';
import { collisions } from './helpers/identity';
import { broken, lostData } from './helpers/laws';
import { statefulIds, statefulOf } from './helpers/stateful';

/** Logical id of the Aurora cluster, in every stage that has one. */
const CLUSTER = 'AuroraCluster2778A36C';

const templates = new Map<string, Templates>();
const templatesAt = (place: DeploymentPoint) => templates.get(nameOf(place))!;
const PAIRS = WAY.slice(1).map((place, index) => [nameOf(WAY[index]), nameOf(place), WAY[index], place] as const);

beforeAll(() => WAY.forEach((place) => templates.set(nameOf(place), synthesize(at(REGIONS, place)))), 120_000);

/** The step whose deployment leads to a place. */
function stepOf({ stage, step }: DeploymentPoint) {
  return StageTransitions.leadingTo(stage)?.steps.find(({ name }) => name === step);
}

/** What a step names as removed, by the message of the law. */
function named(place: DeploymentPoint, lost: string): boolean {
  const [stack, id] = lost.split(': ')[0].split('/');
  const types = stepOf(place)?.removes ?? [];
  const before = templates.get(nameOf(WAY[WAY.findIndex((other) => nameOf(other) === nameOf(place)) - 1]))!;
  return lost.endsWith(': removed') && types.includes(before[stack].Resources[id].Type);
}

describe('law 1: data stays', () => {
  test.each(PAIRS)('%s -> %s', (_, __, before, after) => {
    const lost = lostData(templatesAt(before), templatesAt(after));
    expect(lost.filter((loss) => !named(after, loss))).toEqual([]);
  });

  test('nothing comes back under another id, and nothing with a name of its own is replaced, there and back', () => {
    PAIRS.forEach(([from, to, before, after]) =>
      expect([
        from,
        to,
        ...collisions(templatesAt(before), templatesAt(after)),
        ...collisions(templatesAt(after), templatesAt(before)),
      ]).toEqual([from, to]),
    );
  });

  test.each(PAIRS.filter(([, , , after]) => stepOf(after)?.noWayBack === undefined))(
    'and back again, where there is a way: %s <- %s',
    (_, __, before, after) => {
      // What a step has added leaves the stack and is retained; nothing that was there before is touched.
      expect(lostData(templatesAt(after), templatesAt(before)).filter((loss) => !loss.endsWith(': removed'))).toEqual(
        [],
      );
    },
  );

  test('a step that names what it removes removes exactly one of it', () => {
    const removing = PAIRS.filter(([, , , after]) => stepOf(after)?.removes);
    expect(removing.map(([, name]) => name)).toEqual(['aurora:contract']);
    removing.forEach(([, , before, after]) =>
      expect(lostData(templatesAt(before), templatesAt(after))).toEqual([
        'notes-production-data/DatabaseInstanceAA8A5FDE: removed',
      ]),
    );
  });

  test('no step both makes and removes a store', () => {
    PAIRS.forEach(([, name, before, after]) => {
      const [old, next] = [statefulOf(templatesAt(before)), statefulOf(templatesAt(after))];
      const made = [...next.keys()].filter((id) => !old.has(id));
      const gone = [...old.keys()].filter((id) => !next.has(id));
      expect([name, made.length > 0 && gone.length > 0 ? [made, gone] : []]).toEqual([name, []]);
    });
  });

  test('the last step of each way equals the plain stage', () => {
    expect(templatesAt({ stage: 'containers', step: 'contract' })).toEqual(templatesAt({ stage: 'containers' }));
    expect(templatesAt({ stage: 'aurora', step: 'contract' })).toEqual(templatesAt({ stage: 'aurora' }));
    expect(templatesAt({ stage: 'multi-region', step: 'serve' })).toEqual(templatesAt({ stage: 'multi-region' }));
  });

  /** A line of this file is never changed or removed: it names data of somebody who already deployed. */
  test.each([...GrowthStages.NAMES])('the golden ids of %s', (stage) => {
    const golden = JSON.parse(readFileSync(join(__dirname, 'golden', 'stateful-ids.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(statefulIds(templatesAt({ stage }))).toEqual(golden[stage]);
  });
});

test.each([
  ['monolith', 'containers:expand'],
  ['containers:share-state', 'containers:shift-10'],
  ['containers:shift-10', 'containers:shift-50'],
  ['containers:cut-over', 'containers:database-multi-az'],
  ['containers:database-multi-az', 'containers:database-class'],
  ['containers:database-class', 'containers:database-replicas'],
])('from %s to %s no machine is replaced and no template of a machine changes', (before, after) => {
  const machines = (place: string) =>
    [...resourcesOf(templates.get(place)!)].filter(
      ([id, { Type }]) => id.includes('/VmGroup') && /LaunchTemplate|AutoScalingGroup/.test(Type),
    );
  expect(machines(before)).toHaveLength(2);
  expect(machines(after)).toEqual(machines(before));
});

test('law 3: the key of the data is a multi-Region primary from birth', () => {
  const key = [...resourcesOf(templatesAt({ stage: 'monolith' }))].find(
    ([id]) => id === 'notes-production-data/Key961B73FD',
  );
  expect(key?.[1].Properties).toMatchObject({ MultiRegion: true, EnableKeyRotation: true });
});

describe('law 4: how a store was born is remembered', () => {
  const dataOf = (place: DeploymentPoint, document: GrowthDocument) =>
    synthesize(at(document, place))['notes-production-data'].Resources;

  test('an instance of a snapshot says so as long as it lives, and is not replaced', () => {
    const born = { ...REGIONS, databaseSnapshotIdentifier: 'before-the-move' };
    const [before, after] = [{ stage: 'monolith' }, { stage: 'aurora', step: 'release' }].map((place) =>
      synthesize(at(born, place)),
    );
    for (const place of [before, after]) {
      expect(place['notes-production-data'].Resources.DatabaseInstanceAA8A5FDE.Properties).toMatchObject({
        DBSnapshotIdentifier: 'before-the-move',
      });
    }
    expect(lostData(before, after)).toEqual([]);
  });

  test('a promoted replica keeps its source and never gets a user or a database of its own', () => {
    WAY.filter(({ stage }) => ['aurora', 'multi-region'].includes(stage)).forEach((place) => {
      const { Properties } = templatesAt(place)['notes-production-data'].Resources[CLUSTER];
      expect([nameOf(place), Properties]).toEqual([
        nameOf(place),
        expect.objectContaining({
          ReplicationSourceIdentifier: expect.stringMatching(/^arn:aws:rds:eu-west-1:123456789012:db:/),
        }),
      ]);
      ['MasterUsername', 'MasterUserPassword', 'DatabaseName', 'SnapshotIdentifier', 'GlobalClusterIdentifier'].forEach(
        (name) =>
          expect([nameOf(place), name, Properties]).toEqual([
            nameOf(place),
            name,
            expect.not.objectContaining({ [name]: expect.anything() }),
          ]),
      );
    });
  });

  test('a cluster of a snapshot keeps it, and exists from the step on at which the snapshot was taken', () => {
    const born = {
      ...REGIONS,
      auroraOrigin: 'snapshot' as const,
      auroraSnapshotArn: 'arn:aws:rds:eu-west-1:123456789012:snapshot:last',
    };
    expect(dataOf({ stage: 'aurora', step: 'expand' }, born)[CLUSTER]).toBeUndefined();
    GrowthPath.points('snapshot')
      .filter(({ stage, step }) => stage === 'aurora' && step !== 'expand')
      .forEach((place) =>
        expect(dataOf(place, born)[CLUSTER].Properties).toMatchObject({ SnapshotIdentifier: born.auroraSnapshotArn }),
      );
  });

  test('a cluster that was born empty has surroundings of its own, in every stage the same', () => {
    const born = { ...REGIONS, auroraOrigin: 'plain' as const };
    const [aurora, global] = ['aurora', 'multi-region'].map((stage) => synthesize(at(born, { stage })));
    expect(aurora['notes-production-data'].Resources[CLUSTER].Properties).toMatchObject({
      MasterUsername: 'app',
      DatabaseName: 'app',
    });
    expect(Object.keys(aurora['notes-production-data'].Resources).filter((id) => id.startsWith('Database'))).toEqual(
      [],
    );
    expect(lostData(aurora, global)).toEqual([]);
  });
});

describe('law 2: one workload contract', () => {
  test.each(WAY.map((place) => [nameOf(place), place] as const))('%s', (_, place) => {
    const processes = variablesByProcess(templatesAt(place));
    expect(Object.keys(processes).length).toBeGreaterThan(0);
    for (const names of Object.values(processes)) {
      expect(names).toEqual([...WorkloadVariable.ALL].sort());
    }
  });
});

describe('laws 3, 7, 8, 9, 10 and 11', () => {
  test.each(WAY.map((place) => [nameOf(place), place] as const))('%s', (_, place) => {
    expect(broken(templatesAt(place), REGIONS, place.stage)).toEqual([]);
  });
});

describe('Regions come and go, and options of several Regions change, one deployment at a time', () => {
  const [near, far] = REGIONS.secondaryRegions!;
  const DOMAIN = {
    domainName: 'app.example.com',
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    hostedZoneName: 'example.com',
  };
  const STEPS: [string, Partial<GrowthDocument>][] = [
    ['one Region besides home', { secondaryRegions: [near] }],
    ['another one is built', { secondaryRegions: [near, { ...far, phase: 'build' }] }],
    ['it is copied to', { secondaryRegions: [near, { ...far, phase: 'replicate' }] }],
    ['it serves', { secondaryRegions: [near, far] }],
    ['it is drained', { secondaryRegions: [near, { ...far, phase: 'replicate' }] }],
    ['it is no longer copied to', { secondaryRegions: [near, { ...far, phase: 'build' }] }],
    ['it is out of the configuration', { secondaryRegions: [near] }],
    ['residency', { secondaryRegions: [near], residency: [{ countryCodes: ['DE'], regions: ['eu-west-1'] }] }],
    ['failover instead of nearest', { secondaryRegions: [near], regionRouting: 'failover' }],
    ['a domain', { secondaryRegions: [near], regionRouting: 'failover', domain: DOMAIN }],
    [
      'writes are forwarded',
      { secondaryRegions: [near], regionRouting: 'failover', domain: DOMAIN, globalWriteForwarding: true },
    ],
  ];

  test('without a collision, and with every store of a Region that stays', () => {
    const places = STEPS.map(([, change]) => synthesize(at({ ...REGIONS, ...change }, { stage: 'multi-region' })));
    STEPS.slice(1).forEach(([step], index) => {
      const [before, after] = [places[index], places[index + 1]];
      const lost = lostData(before, after).filter(
        (loss) => !loss.startsWith('notes-production-ap-southeast-2-') && !/VpcOrigin\w*: removed/.test(loss),
      );
      expect([step, ...lost, ...collisions(before, after)]).toEqual([step]);
    });
  });
});
