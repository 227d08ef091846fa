import { EXAMPLE, LoadedApp } from '../../../toolkit/assembly';
import { report, ReportOptions } from '../../../toolkit/report';

const QUEUE = { Queue: { Type: 'AWS::SQS::Queue' } };
const app = (name: string): LoadedApp => ({ name, stacks: [{ name: 'shop', region: 'eu-west-1', resources: QUEUE }] });

test('apps are shown in their order, with what changes between them', async () => {
  const said: string[] = [];
  const model = await report({ apps: [app('a'), app('b')], users: 5_000, progress: (line) => said.push(line) });
  expect(model).toMatchObject({
    version: 1,
    title: 'Growth report: a, b',
    source: 'Synthesized templates of a, b',
    users: 5_000,
    stages: [{ name: 'a' }, { name: 'b' }],
    differences: [{ from: 'a', to: 'b' }],
    plans: [],
  });
  expect(model).not.toHaveProperty('date');
  expect(said).toEqual(['draw and price a', 'draw and price b']);
});

test.each<[ReportOptions, string]>([
  [{}, '`document` or `apps` must be given, and not both'],
  [{ document: EXAMPLE.document, apps: [] }, '`document` or `apps` must be given, and not both'],
  [{ apps: [], users: 0 }, '`users` must be a whole number of at least 1, got: 0'],
  [{ apps: [], date: '2026-02-30' }, '`date` must be a day as 2026-01-31, got: "2026-02-30"'],
  [{ apps: [], date: 'today' }, '`date` must be a day as 2026-01-31, got: "today"'],
])('%j is refused', async (options, message) => {
  await expect(report(options)).rejects.toThrow(message);
});
