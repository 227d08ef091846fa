import { MIGRATION_HANDLER } from '../../../../lib/containers/private/migration-handler';

interface Sent {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

type Handler = (event: unknown) => Promise<Record<string, unknown>>;

/** Loads the deployed text with an SDK that answers from a table. */
function load(answers: { [command: string]: unknown }) {
  const sent: Sent[] = [];
  const command = (name: string) =>
    class {
      public readonly name = name;
      constructor(public readonly input: Record<string, unknown>) {}
    };
  const sdk = {
    ECSClient: class {
      public async send(request: Sent): Promise<unknown> {
        sent.push({ name: request.name, input: request.input });
        return answers[request.name] ?? {};
      }
    },
    RunTaskCommand: command('RunTask'),
    DescribeTasksCommand: command('DescribeTasks'),
    StopTaskCommand: command('StopTask'),
  };
  const exported: { onEvent?: Handler; isComplete?: Handler } = {};
  new Function('exports', 'require', 'console', MIGRATION_HANDLER)(exported, () => sdk, { log: () => undefined });
  return { sent, onEvent: exported.onEvent!, isComplete: exported.isComplete! };
}

const TASK = 'arn:aws:ecs:eu-west-1:111111111111:task/cluster/abc123';
const definition = (revision: number, family = 'app') =>
  `arn:aws:ecs:eu-west-1:111111111111:task-definition/${family}:${revision}`;
const properties = {
  Cluster: 'cluster',
  TaskDefinition: definition(2),
  Container: 'migrate',
  Subnets: ['subnet-1'],
  SecurityGroups: ['sg-1'],
  CapacityProviderStrategy: '[{"capacityProvider":"FARGATE","weight":1}]',
  LogGroup: '/app/migrate',
  TimeoutSeconds: '600',
};
const create = { RequestType: 'Create', RequestId: 'request-1', ResourceProperties: properties };
const update = (before: string) => ({
  ...create,
  RequestType: 'Update',
  PhysicalResourceId: 'migration',
  OldResourceProperties: { ...properties, TaskDefinition: before },
});
const polling = (secondsAgo: number) => ({
  ...create,
  Data: { TaskArn: TASK, StartedAt: String(Date.now() - secondsAgo * 1000) },
});
const where = '; read log group /app/migrate, stream migrate/migrate/abc123';

test('fits into an inline function', () => {
  expect(MIGRATION_HANDLER.length).toBeLessThan(4096);
});

describe('onEvent', () => {
  test('runs the task once, privately, and remembers it', async () => {
    const handler = load({ RunTask: { tasks: [{ taskArn: TASK }] } });
    const result = await handler.onEvent(create);
    expect(result).toEqual({
      PhysicalResourceId: 'migration',
      Data: { TaskArn: TASK, StartedAt: expect.stringMatching(/^[0-9]+$/) },
    });
    expect(handler.sent).toEqual([
      {
        name: 'RunTask',
        input: {
          cluster: 'cluster',
          taskDefinition: definition(2),
          count: 1,
          clientToken: 'request-1',
          startedBy: 'cloudformation',
          capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
          platformVersion: 'LATEST',
          propagateTags: 'TASK_DEFINITION',
          enableECSManagedTags: true,
          networkConfiguration: {
            awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
          },
        },
      },
    ]);
  });

  test.each([
    ['a newer revision', definition(1)],
    ['another family', definition(7, 'other')],
    ['an unknown predecessor', ''],
  ])('runs on an update to %s', async (_title, before) => {
    const handler = load({ RunTask: { tasks: [{ taskArn: TASK }] } });
    expect(await handler.onEvent(update(before))).toMatchObject({
      PhysicalResourceId: 'migration',
      Data: { TaskArn: TASK },
    });
  });

  test.each([
    ['a deletion', { ...create, RequestType: 'Delete', PhysicalResourceId: 'migration' }],
    ['an update of something else', update(definition(2))],
    ['a rollback to an older revision', update(definition(10))],
  ])('runs nothing on %s', async (_title, event) => {
    const handler = load({});
    expect(await handler.onEvent(event)).toEqual({ PhysicalResourceId: 'migration' });
    expect(handler.sent).toEqual([]);
  });

  test.each([
    [
      { failures: [{ reason: 'RESOURCE:ENI', detail: 'no addresses' }] },
      'the migration task could not be started: RESOURCE:ENI no addresses',
    ],
    [{}, 'the migration task could not be started: Amazon ECS gave no reason'],
  ])('fails when the task does not start: %j', async (answer, message) => {
    await expect(load({ RunTask: answer }).onEvent(create)).rejects.toThrow(new Error(message));
  });
});

describe('isComplete', () => {
  test('is done at once when nothing was started', async () => {
    const handler = load({});
    expect(await handler.isComplete({ ...create, RequestType: 'Delete' })).toEqual({ IsComplete: true });
    expect(handler.sent).toEqual([]);
  });

  test.each([
    ['runs', { tasks: [{ lastStatus: 'RUNNING' }] }],
    ['is not known yet', { failures: [{ reason: 'MISSING' }] }],
  ])('waits while the task %s', async (_title, answer) => {
    expect(await load({ DescribeTasks: answer }).isComplete(polling(30))).toEqual({ IsComplete: false });
  });

  test('is done when the container has ended well', async () => {
    const task = {
      lastStatus: 'STOPPED',
      containers: [
        { name: 'otel', exitCode: 1 },
        { name: 'migrate', exitCode: 0 },
      ],
    };
    expect(await load({ DescribeTasks: { tasks: [task] } }).isComplete(polling(30))).toEqual({ IsComplete: true });
  });

  test.each([
    [
      {
        lastStatus: 'STOPPED',
        stoppedReason: 'Essential container in task exited',
        containers: [{ name: 'migrate', exitCode: 3, reason: 'OutOfMemoryError' }],
      },
      `the migration task abc123 ended with exit code 3 (OutOfMemoryError; Essential container in task exited)${where}`,
    ],
    [
      { lastStatus: 'STOPPED', stoppedReason: 'CannotPullContainerError', containers: [{ name: 'migrate' }] },
      `the migration task abc123 did not start (CannotPullContainerError)${where}`,
    ],
    [{ lastStatus: 'STOPPED' }, `the migration task abc123 did not start (no reason given)${where}`],
  ])('fails with the reason of %j', async (task, message) => {
    await expect(load({ DescribeTasks: { tasks: [task] } }).isComplete(polling(30))).rejects.toThrow(
      new Error(message),
    );
  });

  test('fails when Amazon ECS does not know the task', async () => {
    await expect(load({ DescribeTasks: {} }).isComplete(polling(200))).rejects.toThrow(
      new Error(`the migration task abc123 is unknown to Amazon ECS${where}`),
    );
  });

  test('stops a task that takes too long and says what to do', async () => {
    const handler = load({ DescribeTasks: { tasks: [{ lastStatus: 'RUNNING' }] } });
    await expect(handler.isComplete(polling(601))).rejects.toThrow(
      new Error(
        'the migration task abc123 was stopped: not finished after 600 seconds; raise the timeout, ' +
          `or run the long migration by hand before the deployment${where}`,
      ),
    );
    expect(handler.sent[1]).toEqual({
      name: 'StopTask',
      input: { cluster: 'cluster', task: TASK, reason: 'not finished after 600 seconds' },
    });
  });
});
