import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import fc from 'fast-check';
import { OffHours, OffHoursProps } from '../../../lib';
import { Bounds, FakeAws, FakeService } from './support/fake-aws';
import { runStateMachine } from './support/run-state-machine';

/** The definitions as they stand in a template, for two groups, two services and two databases. */
const { stop, start } = definitions({
  autoScalingGroupNames: ['g1', 'g2'],
  services: [
    { clusterName: 'c', serviceName: 's1' },
    { clusterName: 'c', serviceName: 's2' },
  ],
  databaseInstanceIdentifiers: ['d1', 'd2'],
});

/** The partition is known only to AWS CloudFormation: nothing else of a definition may be. */
function textOf(part: any): string {
  if (typeof part !== 'string') {
    expect(part).toEqual({ Ref: 'AWS::Partition' });
  }
  return typeof part === 'string' ? part : '<partition>';
}

function definitions(targets: Partial<OffHoursProps>) {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  new OffHours(stack, 'OffHours', {
    stopAt: '20:00',
    startAt: '07:00',
    timeZone: 'Europe/Berlin',
    ...targets,
  });
  const machines = Object.entries(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
  const definition = (name: string) => {
    const text = machines.find(([id]) => id.startsWith(`OffHours${name}`))![1].Properties.DefinitionString;
    return JSON.parse(text['Fn::Join'][1].map(textOf).join(''));
  };
  return { stop: definition('Stop'), start: definition('Start') };
}

const bounds = fc
  .tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.nat({ max: 20 }))
  .map((numbers) => numbers.sort((a, b) => a - b))
  .map(([min, desired, max]): Bounds => ({ min, max, desired }));

const service = fc.oneof(
  fc.nat({ max: 20 }).map((desired): FakeService => ({ desired })),
  bounds.map(({ min, max, desired }): FakeService => ({ desired, target: { min, max } })),
);

/** Where a backup or a change runs, the instance is available soon. */
const database = fc.constantFrom('available', 'backing-up', 'modifying', 'starting');

const world = fc
  .record({ g1: bounds, g2: bounds, s1: service, s2: service, d1: database, d2: database })
  .map(({ g1, g2, s1, s2, d1, d2 }) => {
    const aws = new FakeAws();
    Object.assign(aws.groups, { g1, g2 });
    Object.assign(aws.services, { 'c/s1': s1, 'c/s2': s2 });
    Object.assign(aws.databases, { d1, d2 });
    return aws;
  });

const RUNS = { numRuns: 60 };

/** The state with the databases as they are once they came to rest. */
const settled = ({ groups, services }: FakeAws['state']) => ({
  groups,
  services,
  databases: { d1: 'available', d2: 'available' },
});

/** Hours later: what was about to happen has happened. */
async function run(definition: any, aws: FakeAws): Promise<void> {
  await runStateMachine(definition, aws);
  aws.wait(3600);
}

async function sample(): Promise<FakeAws> {
  const aws = new FakeAws();
  Object.assign(aws.groups, { g1: { min: 1, max: 2, desired: 1 }, g2: { min: 0, max: 3, desired: 2 } });
  Object.assign(aws.services, { 'c/s1': { desired: 3, target: { min: 2, max: 8 } }, 'c/s2': { desired: 1 } });
  Object.assign(aws.databases, { d1: 'available', d2: 'available' });
  return aws;
}

/** Every machine of a definition: the outer one and those of its maps. */
function scopes(machine: any): any[] {
  const inner = Object.values<any>(machine.States).filter((state) => state.ItemProcessor);
  return [machine, ...inner.flatMap((state) => scopes(state.ItemProcessor))];
}

describe.each([
  ['stop', stop],
  ['start', start],
])('the definition of the %s', (_, definition) => {
  test('has names that are unique in the whole state machine', () => {
    const names = scopes(definition).flatMap((machine) => Object.keys(machine.States));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(scopes(definition).map((machine) => [machine.StartAt, machine]))(
    'leads from "%s" to every state, and to none that does not exist',
    (first, machine) => {
      const states = Object.values<any>(machine.States);
      const next = states.flatMap((state) =>
        [state, ...(state.Choices ?? []), ...(state.Catch ?? [])].flatMap((each) => [each.Next, each.Default]),
      );
      expect([...new Set([first, ...next.filter(Boolean)])].sort()).toEqual(Object.keys(machine.States).sort());
    },
  );

  test('calls AWS in whatever partition it is, and tries every call again', () => {
    const tasks = scopes(definition)
      .flatMap((machine) => Object.values<any>(machine.States))
      .filter(({ Type }) => Type === 'Task');
    expect(tasks.length).toBeGreaterThan(8);
    tasks.forEach(({ Resource }) => expect(Resource).toMatch(/^arn:<partition>:states:::aws-sdk:[a-z]+:[a-zA-Z]+$/));
    tasks.forEach(({ Retry }) =>
      expect(Retry.at(-1)).toMatchObject({ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 5 }),
    );
  });
});

describe('for any bounds', () => {
  test('a stop leaves nothing running', () =>
    fc.assert(
      fc.asyncProperty(world, async (aws) => {
        await run(stop, aws);
        expect(aws.quiet).toBe(true);
      }),
      RUNS,
    ));

  test('stop, start gives back the same and leaves no parameter', () =>
    fc.assert(
      fc.asyncProperty(world, async (aws) => {
        const before = settled(aws.state);
        await run(stop, aws);
        await run(start, aws);
        expect(aws.state).toEqual(before);
        expect(aws.parameters).toEqual({});
      }),
      RUNS,
    ));

  test('stop, stop, start gives back the same', () =>
    fc.assert(
      fc.asyncProperty(world, async (aws) => {
        const before = settled(aws.state);
        await run(stop, aws);
        await run(stop, aws);
        await run(start, aws);
        expect(aws.state).toEqual(before);
      }),
      RUNS,
    ));

  test('a start without a stop changes nothing', () =>
    fc.assert(
      fc.asyncProperty(world, async (aws) => {
        const before = aws.state;
        await runStateMachine(start, aws);
        expect(aws.state).toEqual(before);
        await run(stop, aws);
        await run(start, aws);
        const again = aws.state;
        await run(start, aws);
        expect(aws.state).toEqual(again);
      }),
      RUNS,
    ));

  test('a stop that breaks off anywhere can be repeated, a start as well', () =>
    fc.assert(
      fc.asyncProperty(
        world,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        async (aws, stopBreaks, startBreaks) => {
          const before = settled(aws.state);
          for (const [definition, breaks] of [
            [stop, stopBreaks],
            [start, startBreaks],
          ] as const) {
            const calls = aws.calls.length;
            aws.trouble = (_, number) => number - calls >= breaks;
            await run(definition, aws).catch(() => undefined);
            aws.trouble = () => false;
            await run(definition, aws);
          }
          expect(withoutIdle(aws.state)).toEqual(withoutIdle(before));
          expect(aws.parameters).toEqual({});
        },
      ),
      RUNS,
    ));

  /**
   * A service that may run no task, and whose start broke off after its bounds were back, is left to its own scaling,
   * which starts it from zero.
   */
  function withoutIdle(state: Pick<FakeAws['state'], 'services'>) {
    const services = Object.entries(state.services as Record<string, FakeService>).map(([name, service]) => [
      name,
      service.target?.min === 0 ? { target: service.target } : service,
    ]);
    return { ...state, services: Object.fromEntries(services) };
  }
});

/** The calls after which AWS stays out of reach: each one of a run, the last one lies beyond its end. */
const BREAKS = Array.from({ length: 45 }, (_, index) => index + 1);

test.each([
  ['stop', stop],
  ['start', start],
])('a %s that breaks off at any call can be repeated', async (name, broken) => {
  for (const breaks of BREAKS) {
    const aws = await sample();
    const before = aws.state;
    for (const definition of [stop, start]) {
      const calls = aws.calls.length;
      aws.trouble = (_, number) => definition === broken && number - calls >= breaks;
      await run(definition, aws).catch(() => undefined);
      aws.trouble = () => false;
      await run(definition, aws);
    }
    expect({ name, breaks, state: aws.state, parameters: aws.parameters }).toEqual({
      name,
      breaks,
      state: before,
      parameters: {},
    });
  }
});

describe('order', () => {
  test('compute stops before databases, databases start before compute', async () => {
    const aws = await sample();
    await run(stop, aws);
    const stops = aws.calls.filter((call) => /update|register|stopDB/.test(call));
    expect(stops.map((call) => call.startsWith('rds:'))).toEqual([false, false, false, false, false, true, true]);
    aws.calls.length = 0;
    aws.trouble = (action) => {
      const compute = /^(autoscaling|ecs|applicationautoscaling):/.test(action);
      expect(compute && !Object.values(aws.databases).every((status) => status === 'available')).toBe(false);
      return false;
    };
    await run(start, aws);
    expect(aws.calls.filter((call) => call === 'rds:startDBInstance')).toHaveLength(2);
  });

  test('bounds are remembered before they are changed', async () => {
    const aws = await sample();
    aws.trouble = (action) => action === 'ssm:putParameter';
    const before = aws.state;
    await expect(run(stop, aws)).rejects.toMatchObject({ error: 'OffHours.Compute' });
    expect(aws.state).toEqual(before);
  });
});

test.each([
  ['a database alone', { databaseInstanceIdentifiers: ['d1'] }],
  ['a group alone', { autoScalingGroupNames: ['g1'] }],
  ['a service alone', { services: [{ clusterName: 'c', serviceName: 's2' }] }],
])('%s stops and starts', async (_, targets) => {
  const only = definitions(targets);
  const aws = await sample();
  const before = aws.state;
  await run(only.stop, aws);
  expect(aws.state).not.toEqual(before);
  await run(only.start, aws);
  expect(aws.state).toEqual(before);
});

describe('what happens meanwhile', () => {
  test('a deployment in the night that raises a group wins over what was remembered', async () => {
    const aws = await sample();
    await run(stop, aws);
    aws.groups.g1 = { min: 4, max: 8, desired: 4 };
    await run(start, aws);
    expect(aws.groups.g1).toEqual({ min: 4, max: 8, desired: 4 });
    expect(aws.groups.g2).toEqual({ min: 0, max: 3, desired: 2 });
    expect(aws.parameters).toEqual({});
  });

  test('a database that somebody stopped by hand stays stopped', async () => {
    const aws = await sample();
    aws.databases.d2 = 'stopped';
    await run(stop, aws);
    await run(start, aws);
    expect(aws.databases).toEqual({ d1: 'available', d2: 'stopped' });
  });

  /** What an instance reports while it answers queries, and while it does not: the Amazon RDS user guide. */
  test.each<[string, boolean]>([
    ['available', true],
    ['backing-up', true],
    ['storage-optimization', true],
    ['configuring-enhanced-monitoring', false],
    ['modifying', false],
    ['rebooting', false],
    ['starting', false],
  ])('a database that somebody started and that is %s: compute starts at once is %s', async (status, atOnce) => {
    const aws = await sample();
    await run(stop, aws);
    Object.assign(aws.databases, { d1: status, d2: status });
    aws.seconds = 0;
    await runStateMachine(start, aws);
    expect(aws.seconds === 0).toBe(atOnce);
    expect(aws.groups.g1.max).toBe(2);
  });

  test('a service that lost its scalable target gets none', async () => {
    const aws = await sample();
    await run(stop, aws);
    delete aws.services['c/s1'].target;
    await run(start, aws);
    expect(aws.services['c/s1']).toEqual({ desired: 3 });
  });

  test('a database that Amazon RDS started again after seven days is stopped by the next stop', async () => {
    const aws = await sample();
    const before = aws.state;
    await run(stop, aws);
    aws.databases.d1 = 'available';
    await run(stop, aws);
    expect(aws.quiet).toBe(true);
    await run(start, aws);
    expect(aws.state).toEqual(before);
  });
});

describe('failures', () => {
  test(
    'a target that does not exist fails the run, the others are stopped, the databases stay up for what ' + 'runs on',
    async () => {
      const aws = await sample();
      delete aws.groups.g1;
      delete aws.services['c/s2'];
      await expect(run(stop, aws)).rejects.toMatchObject({
        error: 'OffHours.Compute',
        message: expect.stringContaining('it does not exist'),
      });
      expect(aws.groups.g2.max + aws.services['c/s1'].desired).toBe(0);
      expect(aws.databases).toEqual({ d1: 'available', d2: 'available' });
    },
  );

  test('short trouble is waited out', async () => {
    const aws = await sample();
    const before = aws.state;
    aws.trouble = (_, number) => number % 3 === 1;
    await run(stop, aws);
    await run(start, aws);
    expect(aws.state).toEqual(before);
  });

  test('a database that never becomes available fails the start after half an hour, and compute waits', async () => {
    const aws = await sample();
    await run(stop, aws);
    aws.databases.d1 = 'incompatible-parameters';
    aws.seconds = 0;
    await expect(run(start, aws)).rejects.toMatchObject({
      error: 'OffHours.Database',
      message: 'd1 does not become available, its state is incompatible-parameters',
    });
    expect(aws.seconds).toBe(30 * 60);
    expect(aws.groups.g1.max).toBe(0);
  });

  test('a database that can not be stopped fails the stop', async () => {
    const aws = await sample();
    aws.databases.d2 = 'storage-full';
    await expect(run(stop, aws)).rejects.toMatchObject({
      error: 'OffHours.Database',
      message: 'd2 does not stop, its state is storage-full',
    });
  });
});
