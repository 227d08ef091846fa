import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportCommand, ReportFlags } from '../../../bin/commands/report';
import { withFlags } from '../../../bin/output/flags';
import { RefusedError } from '../../../toolkit/refused-error';

jest.setTimeout(60_000);

let folder: string;
let lines: string[];
let errors: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growth-report-'));
  [lines, errors] = [[], []];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The output of a synthesis with one stack. */
function assembly(name: string, resources: Record<string, unknown>): string {
  const directory = join(folder, name);
  mkdirSync(directory);
  const stack = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://123456789012/us-east-1',
    properties: { templateFile: 'app.template.json', stackName: 'app' },
  };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts: { app: stack } }));
  writeFileSync(join(directory, 'app.template.json'), JSON.stringify({ Resources: resources }));
  return directory;
}

const run = (options: Partial<ReportFlags>) =>
  withFlags(() =>
    reportCommand(
      { output: join(folder, 'report.html'), ...options },
      { out: (text) => lines.push(text), err: (text) => errors.push(text) },
    ),
  );

/** The message of a refusal. */
const refusal = async (options: Partial<ReportFlags>) => {
  const error = (await run(options).catch((one: unknown) => one)) as RefusedError;
  expect(error).toBeInstanceOf(RefusedError);
  return error.message.replaceAll(folder, '.');
};

const QUEUE = { Queue: { Type: 'AWS::SQS::Queue' } };
const TABLE = { ...QUEUE, Table: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' } } };

test('two apps of somebody else: one file, a summary, and what changes between them', async () => {
  const [before, after] = [assembly('before', TABLE), assembly('after', QUEUE)];
  await run({ assembly: [before, after], json: true, users: '5000', date: '2026-01-31' });
  const summary = JSON.parse(lines.join('\n')) as {
    version: number;
    path: string;
    bytes: number;
    stages: object[];
    differences: object[];
  };
  expect(summary).toMatchObject({
    version: 1,
    path: join(folder, 'report.html'),
    stages: [{ users: 5_000, resources: 2, nodes: 2, edges: 0 }, { resources: 1 }],
    transitions: [],
    differences: [{ dataAtRisk: 1 }],
  });
  const page = readFileSync(summary.path, 'utf8');
  expect(Buffer.byteLength(page)).toBe(summary.bytes);
  expect(page).toContain('2026-01-31');
  expect(page).toContain('data at risk in 1 resource');
  expect(page).not.toContain('id="transitions"');
  expect(errors).toEqual([`draw and price ${before}`, `draw and price ${after}`]);
  expect(readdirSync(folder).sort()).toEqual(['after', 'before', 'report.html']);
});

test('a report is replaced, and says so; anything else is left alone', async () => {
  const app = assembly('app', QUEUE);
  await run({ assembly: [app] });
  await run({ assembly: [app] });
  expect(lines[0]).toMatch(/report\.html: \d+ KiB, open it in a browser$/);
  expect(errors).toContain(`replace the report ${join(folder, 'report.html')}`);
  const other = join(folder, 'notes.html');
  writeFileSync(other, 'my notes');
  expect(await refusal({ assembly: [app], output: other })).toBe(
    '`--output` must be a new file or a report of growth, got: "./notes.html", which is something else; ' +
      'name another file',
  );
  expect(readFileSync(other, 'utf8')).toBe('my notes');
});

test('what is wrong is said before anything is synthesized', async () => {
  expect(await refusal({ output: join(folder, 'missing', 'report.html') })).toBe(
    '`--output` must be a file in a folder that can be written, got: "./missing/report.html"; it does not exist',
  );
  expect(await refusal({ assembly: ['x'], config: 'y', date: '2026-02-30' })).toBe(
    '`--config` must be absent if `--assembly` is given, got: both; the stages of a configuration and other apps ' +
      'are two reports\n`--date` must be a day as 2026-01-31, got: "2026-02-30"',
  );
  expect(await refusal({ users: 'many', assembly: ['x'] })).toBe(
    '`--users` must be a whole number of at least 1, got: "many"',
  );
  expect(errors).toEqual([]);
});
