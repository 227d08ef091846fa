import { join } from 'node:path';
import { Linter } from 'eslint';
import * as tseslint from 'typescript-eslint';

/* eslint-disable-next-line @typescript-eslint/no-require-imports */
const house = require('../../eslint/index.cjs') as NonNullable<Linter.Config['plugins']>[string];

const ROOT = join(__dirname, '../..');

/** What one house rule says of a file. */
function messages(rule: string, file: string, code: string): string[] {
  const linter = new Linter({ configType: 'flat', cwd: ROOT });
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser as Linter.Parser },
    plugins: { house },
    rules: { [`house/${rule}`]: 'error' },
  } as Linter.Config;
  return linter.verify(code, [config], join(ROOT, file)).map(({ message }) => message);
}

describe('import-direction', () => {
  test.each([
    ['lib/queue/work-queue.ts', "import { Queue } from 'aws-cdk-lib/aws-sqs';"],
    ['lib/queue/work-queue.ts', "import { Construct } from 'constructs';"],
    ['lib/queue/work-queue.ts', "import { Problems } from '../core/problems';"],
    ['lib/queue/work-queue.ts', "import { x } from './private/x';"],
    ['lib/platform/private/data-stack.ts', "import { WorkQueue } from '../../queue';"],
    ['lib/network/private/nat-instance.ts', "import { acknowledgeWildcards } from '../../core/private/nag-findings';"],
    ['stages/catalogue.ts', "import { GrowthStage } from '../lib';"],
    ['toolkit/live/rds.ts', "import { RDS } from '@aws-sdk/client-rds';"],
    ['toolkit/cost/pricing-client.bundle.ts', "import { Pricing } from '@aws-sdk/client-pricing';"],
    ['toolkit/cost/report.ts', "import { GrowthPath } from '../../stages';"],
    ['bin/commands/cost.ts', "import { costReport } from '../../toolkit/cost';"],
    ['config/rules.ts', "import { GrowthStages } from '../stages';"],
    ['config/schema-problems.ts', "import Ajv from 'ajv';"],
    ['config/sources.ts', "import { readFileSync } from 'fs';"],
    ['toolkit/text/table.ts', "import Table from 'cli-table3';"],
    ['toolkit/report/page/page.ts', "import { createHash } from 'node:crypto';"],
    ['toolkit/report/graph/layout.ts', "const elk = await import('./elk.bundle');"],
    ['toolkit/assembly/worktree.ts', "import { spawnSync } from 'node:child_process';"],
    ['toolkit/live/rds.ts', "import { readFileSync } from 'node:fs';"],
    ['test/lib/queue/x.test.ts', "import { x } from '../../../lib/queue/private/x';"],
    ['lib/queue/work-queue.ts', "const x = require('../core/problems');"],
    ['bin/growth.ts', "const { plan } = await import('./commands/plan');"],
    ['bin/growth.ts', "const fs = require('node:fs');"],
    ['bin/growth.ts', 'const command = await import(name);'],
    ['lib/queue/work-queue.ts', "problems.require(ok, 'node:fs');"],
  ])('allows %s: %s', (file, code) => {
    expect(messages('import-direction', file, code)).toEqual([]);
  });

  test.each([
    [
      'lib/queue/work-queue.ts',
      "import { x } from '../../stages';",
      'lib must not import stages: imports go bin -> toolkit -> config -> stages -> lib',
    ],
    [
      'lib/queue/work-queue.ts',
      "export * from '../../config';",
      'lib must not import config: imports go bin -> toolkit -> config -> stages -> lib',
    ],
    [
      'stages/catalogue.ts',
      "import { x } from '../config';",
      'stages must not import config: imports go bin -> toolkit -> config -> stages -> lib',
    ],
    [
      'config/rules.ts',
      "import { x } from '../toolkit/diff';",
      'config must not import toolkit: imports go bin -> toolkit -> config -> stages -> lib',
    ],
    [
      'toolkit/diff/report.ts',
      "import { x } from '../../bin/output/io';",
      'toolkit must not import bin: imports go bin -> toolkit -> config -> stages -> lib',
    ],
    [
      'toolkit/diff/report.ts',
      "import { RDS } from '@aws-sdk/client-rds';",
      'toolkit/diff must not import @aws-sdk/client-rds: only the command may talk to AWS',
    ],
    [
      'bin/growth.ts',
      "import { RDS } from '@aws-sdk/client-rds';",
      'bin/growth.ts must not import @aws-sdk/client-rds: only the command may talk to AWS',
    ],
    [
      'lib/queue/work-queue.ts',
      "import { x } from '../storage';",
      'lib/queue must not import lib/storage: capabilities meet in lib/platform',
    ],
    [
      'lib/queue/work-queue.ts',
      "import { x } from '../platform';",
      'lib/queue must not import lib/platform: capabilities meet in lib/platform',
    ],
    [
      'lib/platform/growth-platform.ts',
      "import { x } from '../queue/private/x';",
      'lib/queue/private/x is private to lib/queue',
    ],
    ['bin/app.ts', "import { x } from '../lib/queue/private/x';", 'lib/queue/private/x is private to lib/queue'],
    [
      'lib/queue/work-queue.ts',
      "import { readFileSync } from 'node:fs';",
      'lib must not import node:fs: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'lib/queue/work-queue.ts',
      "import { SQS } from '@aws-sdk/client-sqs';",
      'lib/queue must not import @aws-sdk/client-sqs: only the command may talk to AWS',
    ],
    [
      'config/load.ts',
      "import { readFileSync } from 'fs';",
      'config must not import fs: it is pure, and takes only aws-cdk-lib and constructs and ajv and jsonc-parser',
    ],
    ...['toolkit/cost/price-rows.ts', 'toolkit/plan/plan.ts', 'toolkit/index.ts'].flatMap((file) =>
      ['node:fs', 'fs/promises', 'node:child_process', 'node:os', 'node:path', 'yaml'].map(
        (name): [string, string, string] => [
          file,
          `import * as it from '${name}';`,
          `toolkit must not import ${name}: it is pure, and takes only aws-cdk-lib and constructs and cli-table3 and ` +
            'd3-scale and d3-shape and elkjs and node:crypto',
        ],
      ),
    ),
    [
      'config/rules.ts',
      "import { SQS } from '@aws-sdk/client-sqs';",
      'config/rules.ts must not import @aws-sdk/client-sqs: only the command may talk to AWS',
    ],
    [
      'lib/queue/work-queue.ts',
      "const fs = require('node:fs');",
      'lib must not import node:fs: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'lib/queue/work-queue.ts',
      'const fs = require(`fs`);',
      'lib must not import fs: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'lib/queue/work-queue.ts',
      "const fs = module.require('fs');",
      'lib must not import fs: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'lib/queue/work-queue.ts',
      "import fs = require('fs');",
      'lib must not import fs: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'stages/catalogue.ts',
      "const run = await import('node:child_process');",
      'stages must not import node:child_process: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'stages/catalogue.ts',
      "const x = require('../config');",
      'stages must not import config: imports go bin -> toolkit -> config -> stages -> lib',
    ],
    [
      'lib/queue/work-queue.ts',
      "const x = await import('../storage');",
      'lib/queue must not import lib/storage: capabilities meet in lib/platform',
    ],
    [
      'lib/queue/work-queue.ts',
      'const x = require(name);',
      'lib must not import by a name that is worked out: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'stages/catalogue.ts',
      'const x = await import(`./${name}`);',
      'stages must not import by a name that is worked out: it is pure, and takes only aws-cdk-lib and constructs',
    ],
    [
      'config/rules.ts',
      "const sdk = await import('@aws-sdk/client-sqs');",
      'config/rules.ts must not import @aws-sdk/client-sqs: only the command may talk to AWS',
    ],
  ])('refuses %s: %s', (file, code, message) => {
    expect(messages('import-direction', file, code)).toEqual([message]);
  });
});

describe('pure', () => {
  test('allows values of the input', () => {
    expect(
      messages('pure', 'lib/x.ts', 'const a = process.name; const b = new Date(2026, 1, 1); const c = Math.max(1, 2);'),
    ).toEqual([]);
    expect(
      messages(
        'pure',
        'lib/x.ts',
        "const { name } = process; const a = props['env']; const b = props.process.env; const { env } = " +
          'props; const c = new globalThis.Date(0);',
      ),
    ).toEqual([]);
  });

  test.each([
    ['const a = process.env.HOME;', 'process.env'],
    ['const a = Date.now();', 'Date.now'],
    ['const a = new Date();', 'new Date()'],
    ['const a = Math.random();', 'Math.random'],
    ["const a = process['env'].HOME;", 'process.env'],
    ['const a = process[`env`];', 'process.env'],
    ['const a = process?.env;', 'process.env'],
    ['const a = process[name];', 'process[...]'],
    ['const a = globalThis.process.env;', 'process.env'],
    ["const a = global['process']['env'];", 'process.env'],
    ['const { env } = process;', 'process.env'],
    ["const { 'env': mine } = globalThis.process;", 'process.env'],
    ['let env; ({ env } = process);', 'process.env'],
    ["const fs = process.getBuiltinModule('fs');", 'process.getBuiltinModule'],
    ["const a = Date['now']();", 'Date.now'],
    ['const { now } = Date;', 'Date.now'],
    ['const a = Date();', 'Date()'],
    ['const a = new globalThis.Date();', 'new Date()'],
    ["const a = Math['random']();", 'Math.random'],
    ['const a = crypto.randomUUID();', 'crypto.randomUUID'],
    ["process.stdout.write('x');", 'process.stdout'],
    ["process.stderr.write('x');", 'process.stderr'],
    ['process.exitCode = 1;', 'process.exitCode'],
    ["process.chdir('x');", 'process.chdir'],
  ])('refuses %s', (code, what) => {
    expect(messages('pure', 'lib/x.ts', code)).toEqual([
      `${what} must not be used here: the same input gives the same result`,
    ]);
  });
});

describe('readonly-documented-props', () => {
  test('allows documented readonly properties', () => {
    const code =
      'export interface P {\n  /** Days. */\n  readonly days: number;\n\n  /**\n   * Whether.\n   *\n   * ' +
      '@default true\n   */\n  readonly on?: boolean;\n}';
    expect(messages('readonly-documented-props', 'lib/x.ts', code)).toEqual([]);
  });

  test('leaves what is not exported alone', () => {
    expect(messages('readonly-documented-props', 'lib/x.ts', 'interface P { days: number }')).toEqual([]);
  });

  test.each([
    ['/** Days. */ days: number;', '`days` must be readonly'],
    ['readonly days: number;', '`days` must have a doc comment that says its meaning and unit'],
    ['// Days.\n readonly days: number;', '`days` must have a doc comment that says its meaning and unit'],
    ['/** Whether. */ readonly on?: boolean;', '`on` must say `@default - what happens` without it'],
    ['/** Whether.\n * @default\n */ readonly on?: boolean;', '`on` must say `@default - what happens` without it'],
  ])('refuses %j', (member, message) => {
    expect(messages('readonly-documented-props', 'lib/x.ts', `export interface P { ${member} }`)).toEqual([message]);
  });
});

describe('construct-constructor', () => {
  const construct = (parameters: string, body: string) =>
    `export class A extends Construct { constructor(${parameters}) { ${body} } }`;

  test.each([
    construct('scope: Construct, id: string, props: P', 'super(scope, id); this.a = 1;'),
    construct('scope: Construct, id: string, props: P = {}', 'super(scope, id);'),
    construct('scope: Construct, id: string, { a }: P', 'super(scope, id);'),
    'export class A { constructor(a: string) { this.a = a; } }',
  ])('allows %s', (code) => {
    expect(messages('construct-constructor', 'lib/x.ts', code)).toEqual([]);
  });

  test.each([
    [
      construct('parent: Construct, id: string', 'super(parent, id);'),
      'a construct takes (scope, id, props), got: (parent, id)',
    ],
    [construct('scope: Construct', 'super(scope, "A");'), 'a construct takes (scope, id, props), got: (scope)'],
    [
      construct('scope: Construct, id: string', 'const a = 1; super(scope, id);'),
      'the constructor of a construct begins with super(scope, id)',
    ],
    [
      construct('scope: Construct, id: string', `super(scope, id); ${'this.a = 1; '.repeat(26)}`),
      'the constructor of a construct is a table of contents of at most 26 statements, got: 27',
    ],
  ])('refuses %s', (code, message) => {
    expect(messages('construct-constructor', 'lib/x.ts', code)).toEqual([message]);
  });
});

describe('alarms-in-core', () => {
  const FILE = 'lib/queue/work-queue-alarms.ts';

  test.each([
    "this.set.add('DeadLetters', plan);",
    "createControlAlarm(scope, 'CpuHigh', plan);",
    "this.createAlarm('Down', plan);",
    'const alarms: Alarm[] = [];',
    'new AlarmSet(this, props);',
    "Alarm.fromAlarmArn(scope, 'Theirs', arn);",
  ])('allows %s', (code) => {
    expect(messages('alarms-in-core', FILE, code)).toEqual([]);
  });

  test.each([
    ["new Alarm(scope, 'Down', props);", 'new Alarm()'],
    ["new CfnAlarm(scope, 'Down', props);", 'new CfnAlarm()'],
    ["new cloudwatch.Alarm(scope, 'Down', props);", 'new Alarm()'],
    ["new cloudwatch['CfnAlarm'](scope, 'Down', props);", 'new CfnAlarm()'],
    ["new CompositeAlarm(scope, 'Down', props);", 'new CompositeAlarm()'],
    ["new CfnCompositeAlarm(scope, 'Down', props);", 'new CfnCompositeAlarm()'],
    ["queue.metricNumberOfMessagesSent().createAlarm(scope, 'Down', props);", 'createAlarm()'],
  ])('refuses %s', (code, what) => {
    expect(messages('alarms-in-core', FILE, code)).toEqual([
      `${what} must not be used outside lib/core: add the alarm to an AlarmSet, or call createControlAlarm`,
    ]);
  });
});

describe('stage-names', () => {
  const WHY =
    'must not be named outside stages/: ask a stage for what differs, and GrowthStages for the stages before and ' +
    'after it';

  test.each([
    "export const words = 'stage aurora and stage containers';",
    "export enum AuroraStorage { STANDARD = 'aurora', IO_OPTIMIZED = 'aurora-iopt1' }",
    "export const engine = 'aurora-postgresql';",
    'export const task = { containers: [] };',
    "export const first = GrowthStages.ALL[0].name === stage ? 'a' : `${stage}:expand`;",
    'export interface Sizes { readonly [stage: string]: number }',
  ])('allows %s', (code) => {
    expect(messages('stage-names', 'config/rules.ts', code)).toEqual([]);
  });

  test.each([
    ["export const isAurora = stage.name === 'aurora';", [`stage "aurora" ${WHY}`]],
    ["export const names = ['monolith', `containers`];", [`stage "monolith" ${WHY}`, `stage "containers" ${WHY}`]],
    ["export const step = 'aurora:cut-over';", [`stage "aurora:cut-over" ${WHY}`]],
    ["export type Last = 'multi-region';", [`stage "multi-region" ${WHY}`]],
    ['export const users = { monolith: 1, containers: 2 };', [`stages ${WHY}`]],
    ['export interface Sizes { monolith?: number; aurora?: number }', [`stages ${WHY}`]],
    ['export type Sizes = { monolith?: number; aurora?: number };', [`stages ${WHY}`]],
    ['export const last = GrowthStages.MULTI_REGION;', [`GrowthStages.MULTI_REGION ${WHY}`]],
  ])('refuses %s', (code, expected) => {
    expect(messages('stage-names', 'config/rules.ts', code)).toEqual(expected);
  });
});
