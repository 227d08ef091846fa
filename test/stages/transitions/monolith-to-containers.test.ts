import { SizeSource, ResolvedStepSettings, WorkerPlacement } from '../../../lib';
import { GrowthStages, StageTransitions } from '../../../stages';

const transition = StageTransitions.MONOLITH_TO_CONTAINERS;
const shapes = transition.steps.map(({ shape }) =>
  StageTransitions.fill(shape, GrowthStages.MONOLITH, GrowthStages.CONTAINERS),
);

test('the steps come in the order expand, verify, cut over, database, contract', () => {
  expect(transition.steps.map(({ name }) => name)).toEqual([
    'expand',
    'share-state',
    'shift-10',
    'shift-50',
    'cut-over',
    'database-multi-az',
    'database-class',
    'database-replicas',
    'contract',
  ]);
});

test('each step turns these knobs', () => {
  const row = (shape: ResolvedStepSettings) =>
    [
      shape.keepVmGroup ? 'vm' : '-',
      `${shape.vmWeight}/${shape.containerWeight}`,
      shape.vmUsesSharedState ? 'shared' : 'own',
      shape.workersOn,
      shape.sizes.database.multiAz ? 'multi-az' : 'single-az',
      shape.sizes.database.instanceType,
      shape.sizes.database.readReplicas,
      shape.vm?.instanceType ?? '-',
    ].join(' ');
  expect(shapes.map(row)).toEqual([
    'vm 100/0 own vm single-az t4g.small 0 t4g.small',
    'vm 100/0 shared vm single-az t4g.small 0 t4g.small',
    'vm 90/10 shared vm single-az t4g.small 0 t4g.small',
    'vm 50/50 shared vm single-az t4g.small 0 t4g.small',
    'vm 0/100 shared fargate single-az t4g.small 0 t4g.small',
    'vm 0/100 shared fargate multi-az t4g.small 0 t4g.small',
    'vm 0/100 shared fargate multi-az m7g.large 0 t4g.small',
    'vm 0/100 shared fargate multi-az m7g.large 1 t4g.small',
    '- 0/100 shared fargate multi-az m7g.large 1 -',
  ]);
});

describe('rules of a safe way', () => {
  test('the weights always add up to 100 and only ever move to the containers', () => {
    shapes.forEach(({ vmWeight, containerWeight }) => expect(vmWeight + containerWeight).toBe(100));
    shapes
      .slice(1)
      .forEach(({ containerWeight }, index) =>
        expect(containerWeight).toBeGreaterThanOrEqual(shapes[index].containerWeight),
      );
  });

  test('no traffic is shared before the state is', () => {
    shapes
      .filter(({ containerWeight }) => containerWeight > 0)
      .forEach(({ vmUsesSharedState }) => expect(vmUsesSharedState).toBe(true));
  });

  test('a VM group that is gone gets no traffic and runs no workers', () => {
    shapes
      .filter(({ keepVmGroup }) => !keepVmGroup)
      .forEach((shape) => expect(shape).toMatchObject({ vmWeight: 0, workersOn: WorkerPlacement.FARGATE }));
  });

  test('workers change sides once, and the step asks for idempotent consumers before it', () => {
    const changes = transition.steps.filter(
      ({ shape }, index) => index > 0 && shape.workersOn !== transition.steps[index - 1].shape.workersOn,
    );
    expect(changes.map(({ name }) => name)).toEqual(['cut-over']);
    expect(changes[0].checksBefore.join(' ')).toContain('idempotent');
  });

  test('each step changes one thing of the database at most: standby, then class, then replicas', () => {
    const knobs = ['databaseMultiAz', 'databaseInstanceType', 'databaseReadReplicas'] as const;
    const changed = transition.steps
      .slice(1)
      .map(({ shape }, index) => knobs.filter((knob) => shape[knob] !== transition.steps[index].shape[knob]));
    changed.forEach((names) => expect(names.length).toBeLessThanOrEqual(1));
    expect(changed.flat()).toEqual([...knobs]);
  });

  test('a database step changes nothing but the database', () => {
    transition.steps.forEach(({ name, shape }, index) => {
      if (name.startsWith('database-')) {
        const { databaseMultiAz: _1, databaseInstanceType: _2, databaseReadReplicas: _3, ...rest } = shape;
        expect(transition.steps[index - 1].shape).toMatchObject(rest);
      }
    });
  });

  test('the last step has every size of the target and is the only point of no return', () => {
    expect(transition.steps.filter(({ pointOfNoReturn }) => pointOfNoReturn).map(({ name }) => name)).toEqual([
      'contract',
    ]);
    expect(transition.steps[8].shape).toMatchObject({
      databaseMultiAz: SizeSource.TARGET,
      databaseInstanceType: SizeSource.TARGET,
      databaseReadReplicas: SizeSource.TARGET,
    });
  });
});

test('every step says what a person needs, and marks as unproved what was not measured', () => {
  transition.steps.forEach((step) => {
    [
      step.title,
      step.description,
      step.rollback,
      step.extraCost,
      step.downtime.expected,
      step.downtime.basis,
      step.downtime.howToProve,
    ].forEach((text) => expect(text.length).toBeGreaterThan(3));
    expect(step.checksBefore.length).toBeGreaterThan(0);
    expect(step.checksAfter.length).toBeGreaterThan(0);
    expect(step.downtime.proved).toBe(false);
  });
});

describe('looking a way up', () => {
  test('by its stages', () => {
    expect(StageTransitions.find('monolith', 'containers')).toBe(transition);
    expect(StageTransitions.find('containers', 'monolith')).toBeUndefined();
    expect(StageTransitions.leadingTo('containers')).toBe(transition);
    expect(StageTransitions.leadingTo('monolith')).toBeUndefined();
  });

  test('a step by its name', () => {
    expect(StageTransitions.stepByName(transition, 'cut-over').title).toBe(
      'Send all traffic and all jobs to the containers',
    );
    expect(() => StageTransitions.stepByName(transition, 'cutover2')).toThrow(
      new Error(
        '`step` must be one of "expand", "share-state", "shift-10", "shift-50", "cut-over", "database-multi-az", ' +
          '"database-class", "database-replicas", "contract", got: "cutover2"; did you mean "cut-over"?',
      ),
    );
  });
});
