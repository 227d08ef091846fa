import Ajv, { ValidateFunction } from 'ajv';
import schema from '../../../schemas/growth-diff.schema.json';
import {
  readConfiguration,
  stackOf,
  StackTemplate,
  synthesizePoint,
  TemplateDocument,
} from '../../../toolkit/assembly';
import { ChangeClass, CLASSES } from '../../../toolkit/diff/change-class';
import { DIFF_FORMATS } from '../../../toolkit/diff/render';
import { DiffReport, reportOf } from '../../../toolkit/diff/report';

const COST = { beforeMonthlyUsd: 1, afterMonthlyUsd: 2.5, basis: 'list prices', unpriced: ['AWS::Nothing::Known'] };
const CONFIG = readConfiguration('config', 'examples/saas/growth.json');

const validate: ValidateFunction = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

/** What is printed, as whoever reads it gets it. */
function problemsOf(report: DiffReport): string[] {
  const printed = JSON.parse(DIFF_FORMATS.json(report, {})) as unknown;
  validate(printed);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const stack = (Resources: object, more: Partial<StackTemplate> = {}, rest: object = {}): StackTemplate =>
  stackOf({ name: 's', region: '', ...more }, { Resources, ...rest } as TemplateDocument);
const compare = (before: readonly StackTemplate[], after: readonly StackTemplate[]) =>
  reportOf({ name: 'a', stacks: before }, { name: 'b', stacks: after }, COST);

const database = (Properties: object = {}, more: object = {}) => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'postgres', ...Properties },
  ...more,
});
const resource = (Type: string, Properties: object = {}, more: object = {}) => ({ Type, Properties, ...more });

/** One change of every class, and what only a deployment can show. */
const EVERYTHING = compare(
  [
    stack(
      {
        Risk: database({ DBName: 'a' }, { Metadata: { 'aws:cdk:path': 'App/s/Risk' } }),
        Guard: database({ DeletionProtection: true }),
        Open: database({ PubliclyAccessible: false }),
        Refused: resource('AWS::KMS::Key', { KeySpec: 'a' }),
        Orphaned: database({}, { DeletionPolicy: 'Retain' }),
        Replaced: resource('AWS::ECS::TaskDefinition', { Family: 'a' }),
        Removed: resource('AWS::CloudWatch::Alarm'),
        Interrupted: database({ DBInstanceClass: 'a' }),
        Changed: resource('AWS::CloudWatch::Alarm', { Threshold: 1 }),
        Scaled: resource('AWS::ApplicationAutoScaling::ScalableTarget', { MaxCapacity: 1 }),
        Tagged: resource('AWS::S3::Bucket', { Tags: [] }),
        Old: resource('AWS::SQS::Queue', { DelaySeconds: 9 }),
        Custom: resource('Custom::Store', { A: 1 }),
        Same: resource('AWS::SNS::Topic'),
      },
      { missing: ['Inner'] },
      { Transform: 'AWS::LanguageExtensions' },
    ),
  ],
  [
    stack(
      {
        Risk: database({ DBName: 'b' }, { Metadata: { 'aws:cdk:path': 'App/s/Risk' } }),
        Guard: database({ DeletionProtection: false }),
        Open: database({ PubliclyAccessible: true }),
        Refused: resource('AWS::KMS::Key', { KeySpec: 'b' }),
        Replaced: resource('AWS::ECS::TaskDefinition', { Family: 'b' }),
        Interrupted: database({ DBInstanceClass: 'b' }),
        Changed: resource('AWS::CloudWatch::Alarm', { Threshold: 2 }),
        Scaled: resource('AWS::ApplicationAutoScaling::ScalableTarget', { MaxCapacity: 2 }),
        Tagged: resource('AWS::S3::Bucket', { Tags: [{ Key: 'a', Value: 'b' }] }),
        New: resource('AWS::SQS::Queue', { DelaySeconds: 9 }),
        Custom: resource('Custom::Store', { A: 2 }),
        Same: resource('AWS::SNS::Topic'),
      },
      {},
      { Transform: 'AWS::LanguageExtensions' },
    ),
  ],
);

test('there is a change of every class', () =>
  expect(CLASSES.filter((name) => EVERYTHING.counts[name] === 0)).toEqual([]));

test('what is printed is as documented, whatever happens', () => {
  expect(EVERYTHING.notes).toHaveLength(2);
  expect(EVERYTHING.changes.some(({ movedWith }) => movedWith !== undefined)).toBe(true);
  expect(EVERYTHING.changes.some(({ path }) => path !== undefined)).toBe(true);
  expect(problemsOf(EVERYTHING)).toEqual([]);
  expect(problemsOf(compare([], []))).toEqual([]);
});

test.each([
  ['monolith', 'containers'],
  ['containers', 'aurora'],
  ['aurora', 'multi-region'],
  ['multi-region', 'monolith'],
])(
  'from %s to %s',
  (from, to) => {
    expect(problemsOf(compare(synthesizePoint(CONFIG, from), synthesizePoint(CONFIG, to)))).toEqual([]);
  },
  60_000,
);

test('the schema has the classes in their order, and refuses what it does not know', () => {
  expect(schema.$defs.ChangeClass.enum).toEqual(CLASSES);
  expect(schema.properties.counts.required).toEqual(CLASSES);
  const [first, ...others] = EVERYTHING.changes;
  const wrong: [object, RegExp][] = [
    [{ more: 1 }, /additional properties/],
    [{ version: 2 }, /equal to constant/],
    [{ counts: { ...EVERYTHING.counts, other: 1 } }, /additional properties/],
    [{ changes: [{ ...first, more: 1 }, ...others] }, /additional properties/],
    [{ changes: [{ ...first, class: 'bad' as ChangeClass }, ...others] }, /allowed values/],
    [{ changes: [{ ...first, effects: [{ ...first.effects[0], more: 1 }] }] }, /additional properties/],
    [{ fixedCost: { ...COST, more: 1 } }, /additional properties/],
  ];
  wrong.forEach(([change, message]) =>
    expect(problemsOf({ ...EVERYTHING, ...change } as DiffReport).join('\n')).toMatch(message),
  );
});
