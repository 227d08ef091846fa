import { DatabaseMigrationPhase, RegionPhase } from '../../../lib';
import { GrowthProcedures, GrowthStages, GrowthPath, StageTransitions } from '../../../stages';

const REPLICA = StageTransitions.CONTAINERS_TO_AURORA;
const SNAPSHOT = StageTransitions.CONTAINERS_TO_AURORA_BY_SNAPSHOT;
const REGIONS = StageTransitions.AURORA_TO_MULTI_REGION;

const shapesOf = (transition: typeof REPLICA) => {
  const [source, target] = [transition.source, transition.target].map((name) => GrowthStages.byName(name));
  return transition.steps.map(({ name, shape }) => [name, StageTransitions.fill(shape, source, target)] as const);
};

test('the move to Aurora: replicate, promote by hand, hand over, grow, release, remove', () => {
  expect(
    shapesOf(REPLICA).map(([name, { databaseMigrationPhase, sizes, scaling }]) =>
      [
        name,
        databaseMigrationPhase,
        sizes.database.readReplicas,
        sizes.cache!.nodeType,
        sizes.cache!.shards,
        sizes.web!.cpu,
        sizes.canary ?? false,
        scaling ?? true,
      ].join(' '),
    ),
  ).toEqual([
    'expand replicating 0 cache.t4g.small 1 512 false false',
    'cut-over handed-over 0 cache.t4g.small 1 512 false false',
    'readers handed-over 2 cache.t4g.small 1 512 false false',
    'capacity handed-over 2 cache.t4g.small 1 512 false false',
    'cache-nodes handed-over 2 cache.m7g.large 1 512 false false',
    'cache-shards handed-over 2 cache.m7g.large 3 512 false false',
    'services handed-over 2 cache.m7g.large 3 1024 true false',
    'scaling handed-over 2 cache.m7g.large 3 1024 true true',
    'release released 2 cache.m7g.large 3 1024 true true',
    'contract cluster 2 cache.m7g.large 3 1024 true true',
  ]);
});

test('the path to several Regions: classes, services, global database, empty Regions, copies, writer, users', () => {
  expect(
    shapesOf(REGIONS).map(([name, shape]) =>
      [
        name,
        shape.sizes.database.instanceType,
        shape.sizes.web!.minTasks,
        shape.globalDatabase ?? true,
        shape.regionPhase,
        shape.globalWriter ?? true,
      ].join(' '),
    ),
  ).toEqual([
    `classes r7g.2xlarge 4 false ${RegionPhase.NONE} false`,
    `services r7g.2xlarge 6 false ${RegionPhase.NONE} false`,
    `expand r7g.2xlarge 6 true ${RegionPhase.NONE} false`,
    `regions r7g.2xlarge 6 true ${RegionPhase.BUILD} false`,
    `replicate r7g.2xlarge 6 true ${RegionPhase.REPLICATE} false`,
    `global-writer r7g.2xlarge 6 true ${RegionPhase.REPLICATE} true`,
    `serve r7g.2xlarge 6 true ${RegionPhase.SERVE} true`,
  ]);
});

test('a serverless target is provisioned until the cluster has readers: only then are its instances converted', () => {
  const target = {
    ...GrowthStages.AURORA,
    sizes: {
      ...GrowthStages.AURORA.sizes,
      database: { ...GrowthStages.AURORA.sizes.database, serverless: { minAcu: 1, maxAcu: 8 } },
    },
  };
  const serverless = REPLICA.steps.map(
    ({ shape }) =>
      StageTransitions.fill(shape, GrowthStages.CONTAINERS, target).sizes.database.serverless !== undefined,
  );
  expect(serverless).toEqual([false, false, false, true, true, true, true, true, true, true]);
});

test('both paths differ before the cluster serves, and in nothing else', () => {
  expect(SNAPSHOT.steps.map(({ name }) => name)).toEqual(REPLICA.steps.map(({ name }) => name));
  expect(SNAPSHOT.steps.slice(2)).toEqual(REPLICA.steps.slice(2));
  expect(StageTransitions.leadingTo('aurora', 'snapshot')).toBe(SNAPSHOT);
  expect(StageTransitions.leadingTo('aurora')).toBe(REPLICA);
  expect(StageTransitions.leadingTo('multi-region', 'snapshot')).toBe(REGIONS);
});

test.each([REPLICA, SNAPSHOT])(
  '$title: a person promotes or restores, lifts the freeze that was copied along, and knows when there is no way back',
  ({ steps }) => {
    const cutOver = steps.find(({ name }) => name === 'cut-over')!;
    const runbook = [...cutOver.checksBefore, ...cutOver.checksAfter].join(' ');
    expect(runbook).toMatch(/RESET default_transaction_read_only/);
    expect(runbook).toMatch(/promote-read-replica-db-cluster|create-db-snapshot/);
    expect(cutOver.pointOfNoReturn).toBe(true);
    expect(cutOver.noWayBack).toContain('the cluster has taken writes that the old instance does not have');
    expect(cutOver.shape.databaseMigrationPhase).toBe(DatabaseMigrationPhase.HANDED_OVER);
  },
);

test.each(StageTransitions.ALL.map((transition) => [transition.title, transition] as const))(
  '%s: every step says what a person needs, and claims nothing that was not measured',
  (_, { steps, notes }) => {
    expect(notes.length).toBeGreaterThan(2);
    steps.forEach((step) => {
      [
        step.title,
        step.description,
        step.rollback,
        step.extraCost,
        step.downtime.expected,
        step.downtime.basis,
        step.downtime.howToProve,
      ].forEach((text) => expect([step.name, text.length > 3]).toEqual([step.name, true]));
      expect(step.checksBefore.length).toBeGreaterThan(0);
      expect(step.checksAfter.length).toBeGreaterThan(0);
      expect(step.downtime.proved).toBe(false);
    });
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  },
);

test('what ends the way back also says so, and what removes a store ends it', () => {
  StageTransitions.ALL.flatMap(({ steps }) => steps)
    .filter(({ removes }) => removes)
    .forEach(({ noWayBack, pointOfNoReturn }) =>
      expect([noWayBack !== undefined, pointOfNoReturn]).toEqual([true, true]),
    );
});

test('the way has every stage and every step once', () => {
  const places = GrowthPath.points().map((place) => GrowthPath.nameOf(place));
  expect(new Set(places).size).toBe(places.length);
  expect(places).toHaveLength(4 + 9 + 10 + 7);
  expect(places[0]).toBe('monolith');
  expect(places[places.length - 1]).toBe('multi-region');
});

test('a place is read as it is written', () => {
  expect(GrowthPath.points('snapshot').map((place) => GrowthPath.pointOf(GrowthPath.nameOf(place)))).toEqual(
    GrowthPath.points('snapshot'),
  );
  expect(GrowthPath.pointOf('nowhere:else')).toEqual({ stage: 'nowhere', step: 'else' });
});

describe('procedures', () => {
  test.each(GrowthProcedures.ALL.map((procedure) => [procedure.name, procedure] as const))(
    '%s says what is deployed or typed, what it costs, and how to undo it',
    (_, { steps, describedOnly }) => {
      steps.forEach((step) => {
        expect([step.name, describedOnly || step.configuration !== undefined || step.commands !== undefined]).toEqual([
          step.name,
          true,
        ]);
        expect(step.checksBefore.length * step.checksAfter.length).toBeGreaterThan(0);
        expect(step.pointOfNoReturn).toBe(step.noWayBack !== undefined);
        expect(step.downtime.proved).toBe(false);
      });
    },
  );

  test('a Region is detached only when nothing writes there, and deleted only when it is detached', () => {
    const { steps } = GrowthProcedures.byName('remove-region');
    expect(steps.map(({ name }) => name)).toEqual(['drain', 'leave', 'detach', 'delete']);
    expect(steps[2].checksBefore.join(' ')).toContain('0 tasks');
  });

  test('by name, with the nearest one', () => {
    expect(() => GrowthProcedures.byName('add-regions')).toThrow('did you mean "add-region"?');
  });
});
