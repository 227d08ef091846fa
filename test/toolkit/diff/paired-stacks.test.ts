import { StackTemplate } from '../../../toolkit/assembly';
import { ChangeClass } from '../../../toolkit/diff/change-class';
import { classify } from '../../../toolkit/diff/classify';
import { asMarkdown } from '../../../toolkit/diff/markdown';
import { diffFailures } from '../../../toolkit/diff/policy';
import { asText } from '../../../toolkit/diff/render';
import { reportOf } from '../../../toolkit/diff/report';
import { asSarif } from '../../../toolkit/diff/sarif';
import { app, Environment, EU, nestedApp, OTHER_ACCOUNT, REFERENCES, US } from '../helpers/environments';

const outcomes = (before: readonly StackTemplate[], after: readonly StackTemplate[]) =>
  classify(before, after)
    // A nested stack that gets another parameter is itself updated.
    .changes.filter(({ type }) => type !== 'AWS::CloudFormation::Stack')
    .map(({ address, class: kind }) => `${address} ${kind}`);

const COST = { beforeMonthlyUsd: 1, afterMonthlyUsd: 1, basis: 'list prices', unpriced: [] };

/** How an app with one reference is written, and the addresses of its database and its subnet group. */
const APPS: readonly (readonly [string, (where: Environment, name: string) => StackTemplate[], string, string])[] = [
  ...Object.entries(REFERENCES).map(
    ([name, reference]) =>
      [name, (where: Environment, group: string) => app(where, group, reference), 'db/Database', 'net/Group'] as const,
  ),
  ['nested stacks', nestedApp, 'app/Db/Database', 'app/Net/Group'],
];

const PLACES: readonly (readonly [string, Environment, string, Environment, string])[] = [
  ['two Regions', EU, 'eu-west-1', US, 'us-east-1'],
  ['two accounts', EU, '111111111111/eu-west-1', OTHER_ACCOUNT, '222222222222/eu-west-1'],
];

describe.each(PLACES)('the same stacks in %s', (_, first, firstName, second, secondName) => {
  test.each(APPS)('with %s: a replaced subnet group replaces its own database', (__, appIn, database, group) => {
    const before = [...appIn(first, 'old'), ...appIn(second, 'old')];
    expect(outcomes(before, [...appIn(first, 'new'), ...appIn(second, 'old')])).toEqual([
      `${firstName}/${database} ${ChangeClass.DATA}`,
      `${firstName}/${group} ${ChangeClass.REPLACED}`,
    ]);
    expect(outcomes(before, [...appIn(first, 'old'), ...appIn(second, 'new')])).toEqual([
      `${secondName}/${database} ${ChangeClass.DATA}`,
      `${secondName}/${group} ${ChangeClass.REPLACED}`,
    ]);
    expect(outcomes(before, before)).toEqual([]);
  });

  test('are told apart in every format, and in what fails a policy', () => {
    const appIn = (where: Environment, group: string) => app(where, group, REFERENCES['Fn::ImportValue']);
    const sides = ['old', 'new'].map((group) => ({
      name: group,
      stacks: [...appIn(first, group), ...appIn(second, 'old')],
    }));
    const report = reportOf(sides[0], sides[1], COST);
    const address = `${firstName}/db/Database`;
    expect(diffFailures(report, ['data-loss'])).toEqual([`data-loss: 1 resource (${address})`]);
    expect(asText(report)).toContain(`AWS::RDS::DBInstance  ${address}`);
    expect(asMarkdown(report)).toContain(`**AWS::RDS::DBInstance** ${address}:`);
    expect(asSarif(report)).toContain(`"fullyQualifiedName": "${address}"`);
    expect(report.changes[0]).toMatchObject({ address, stack: 'db', ...first, logicalId: 'Database' });
    for (const output of [asText(report), asMarkdown(report), asSarif(report)]) {
      expect(output).not.toContain(secondName);
    }
  });
});

describe('addresses', () => {
  const stacks = (where: Environment, group: string) => app(where, group, REFERENCES['Fn::ImportValue']);

  test('are short if a stack is in one Region only', () =>
    expect(outcomes(stacks(EU, 'old'), stacks(EU, 'new'))).toEqual(['db/Database data-risk', 'net/Group replaced']));

  test('tell the Regions apart when one is added', () =>
    expect(outcomes(stacks(EU, 'old'), [...stacks(EU, 'old'), ...stacks(US, 'old')])).toEqual([
      'us-east-1/db/Database added',
      'us-east-1/net/Group added',
    ]));

  test('are those of one stack if only one side says where it is', () =>
    expect(outcomes(stacks({ region: '' }, 'old'), stacks(EU, 'new'))).toEqual([
      'db/Database data-risk',
      'net/Group replaced',
    ]));

  test('number stacks that the app does not tell apart, and lose none', () => {
    const [before, after] = ['old', 'new'].map((group) => [
      ...stacks({ region: '' }, 'old'),
      ...stacks({ region: '' }, group),
    ]);
    expect(outcomes(before, after)).toEqual(['db#2/Database data-risk', 'net#2/Group replaced']);
    expect(outcomes([], before)).toHaveLength(4);
  });
});
