import * as fc from 'fast-check';
import { StackResource, StackTemplate, TemplateIndex } from '../../../toolkit/assembly';
import { ResourceChange } from '../../../toolkit/diff/change-class';
import { classify } from '../../../toolkit/diff/classify';
import { checkProperty } from '../../laws/helpers/seeded';
import { Environment, EU, OTHER_ACCOUNT, resource, stackIn, US } from '../helpers/environments';

const RUNS = 300;

/** Stacks of an app; the last one is nested in the first. */
const STACKS = ['net', 'data', 'app', 'net/Inner'];

/** Types with a property that cannot be changed, and one that takes references. */
const TYPES: readonly (readonly [type: string, name: string, reference: string])[] = [
  ['AWS::RDS::DBSubnetGroup', 'DBSubnetGroupName', 'SubnetIds'],
  ['AWS::RDS::DBInstance', 'DBName', 'DBSubnetGroupName'],
  ['AWS::KMS::Key', 'KeySpec', 'KeyPolicy'],
  ['AWS::SQS::Queue', 'QueueName', 'KmsMasterKeyId'],
  ['AWS::DynamoDB::Table', 'TableName', 'SSESpecification'],
];

interface Part {
  readonly stack: number;
  readonly type: number;
  readonly name: number;
  /** The part that it refers to, and how. */
  readonly target: number;
  readonly how: number;
  readonly isRetained: boolean;
}

type App = readonly (Part | undefined)[];

const part: fc.Arbitrary<Part> = fc.record({
  stack: fc.nat(STACKS.length - 1),
  type: fc.nat(TYPES.length - 1),
  name: fc.nat(2),
  target: fc.nat(7),
  how: fc.nat(2),
  isRetained: fc.boolean(),
});

/** An app before and after a change: parts get another name or go, others come. */
const versions: fc.Arbitrary<readonly [App, App]> = fc
  .array(fc.tuple(part, fc.constantFrom('same', 'renamed', 'removed', 'added')), { minLength: 2, maxLength: 8 })
  .map((parts) => [
    parts.map(([own, change]) => (change === 'added' ? undefined : own)),
    parts.map(([own, change]) => {
      if (change === 'removed') {
        return undefined;
      }
      return change === 'renamed' ? { ...own, name: own.name + 1 } : own;
    }),
  ]);

const idOf = (number: number) => `R${number}`;

/** How a part refers to another one: inside of a stack, through nested stacks, or from stack to stack. */
function referenceTo(from: Part, to: Part, number: number): unknown {
  const [own, other] = [STACKS[from.stack], STACKS[to.stack]];
  if (own === other) {
    return [{ Ref: idOf(number) }, { 'Fn::Sub': `\${${idOf(number)}}` }, { 'Fn::GetAtt': `${idOf(number)}.Arn` }][
      from.how
    ];
  }
  if (own === 'net/Inner' && other === 'net') {
    return { Ref: `Passed${number}` };
  }
  if (own === 'net' && other === 'net/Inner') {
    return { 'Fn::GetAtt': ['Inner', `Outputs.O${number}`] };
  }
  const output = { StackName: other, OutputName: `O${number}` };
  return other === 'net/Inner' || from.how === 0
    ? { 'Fn::ImportValue': `${other}-${number}` }
    : { 'Fn::GetStackOutput': from.how === 1 ? output : { ...output, Region: { Ref: 'AWS::Region' } } };
}

function resourceOf(own: Part, app: App): StackResource {
  const [type, name, reference] = TYPES[own.type];
  const target = app[own.target];
  return resource(
    type,
    { [name]: `name-${own.name}`, ...(target ? { [reference]: referenceTo(own, target, own.target) } : {}) },
    own.isRetained ? { DeletionPolicy: 'Retain' } : {},
  );
}

function stacksOf(app: App, where: Environment): StackTemplate[] {
  const parts = app.flatMap((own, number) => (own ? [{ own, number }] : []));
  const inner = resource('AWS::CloudFormation::Stack', {
    Parameters: Object.fromEntries(
      parts.filter(({ own }) => own.stack === 0).map(({ number }) => [`Passed${number}`, { Ref: idOf(number) }]),
    ),
  });
  return ['net', 'net/Inner', 'data', 'app'].map((name) => {
    const contained = parts.filter(({ own }) => STACKS[own.stack] === name);
    const Outputs = Object.fromEntries(
      contained.map(({ number }) => [
        `O${number}`,
        { Value: { Ref: idOf(number) }, Export: { Name: `${name}-${number}` } },
      ]),
    );
    const resources = Object.fromEntries(contained.map(({ own, number }) => [idOf(number), resourceOf(own, app)]));
    return stackIn(where, name, name === 'net' ? { ...resources, Inner: inner } : resources, { Outputs });
  });
}

/** In which order the stacks of both copies are written, and on which sides there is a second copy. */
const arrangement = fc.record({
  where: fc.constantFrom(US, OTHER_ACCOUNT, { ...OTHER_ACCOUNT, region: US.region }),
  isFirst: fc.boolean(),
  sides: fc.constantFrom([true, true], [true, false], [false, true]),
});

const isIn = ({ region, account }: ResourceChange, where: Environment) =>
  region === where.region && account === where.account;

/** A change without what tells copies of an app apart. */
function withoutEnvironment(change: ResourceChange, where: Environment): unknown {
  const prefixes = [`${where.account}/${where.region}/`, `${where.region}/`];
  const short = (text: string) => prefixes.reduce((rest, prefix) => rest.replaceAll(prefix, ''), text);
  return JSON.parse(short(JSON.stringify(change))) as unknown;
}

const verdicts = (before: readonly StackTemplate[], after: readonly StackTemplate[], where: Environment) =>
  classify(before, after)
    .changes.filter((change) => isIn(change, where))
    .map((change) => withoutEnvironment(change, where));

test('a copy of an app in another Region or account never changes the verdicts on the first', () => {
  let changed = 0;
  checkProperty(fc.tuple(versions, versions, arrangement), RUNS, ([own, copy, { where, isFirst, sides }]) => {
    const withCopy = (side: 0 | 1) => {
      const [first, second] = [stacksOf(own[side], EU), sides[side] ? stacksOf(copy[side], where) : []];
      return isFirst ? [...second, ...first] : [...first, ...second];
    };
    const alone = verdicts(stacksOf(own[0], EU), stacksOf(own[1], EU), EU);
    changed += alone.length;
    expect(verdicts(withCopy(0), withCopy(1), EU)).toEqual(alone);
  });
  // The apps are not trivial.
  expect(changed).toBeGreaterThan(2 * RUNS);
});

test('the verdicts on an app are the same in every Region and account', () => {
  checkProperty(fc.tuple(versions, arrangement), RUNS, ([own, { where }]) => {
    const inRegion = (environment: Environment) =>
      verdicts(stacksOf(own[0], environment), stacksOf(own[1], environment), environment).map((change) => ({
        ...(change as ResourceChange),
        region: '',
        account: '',
      }));
    expect(inRegion(where)).toEqual(inRegion(EU));
  });
});

test('references never lead out of an app, whatever else is in other Regions and accounts', () => {
  let found = 0;
  checkProperty(fc.tuple(versions, versions, arrangement), RUNS, ([own, copy, { where, isFirst }]) => {
    const [first, second] = [stacksOf(own[0], EU), stacksOf(copy[0], where)];
    const index = new TemplateIndex(isFirst ? [...second, ...first] : [...first, ...second]);
    const alone = new TemplateIndex(first);
    for (const stack of first) {
      for (const [id, { Properties }] of Object.entries(stack.resources)) {
        const targets = index.targets(Properties, stack);
        found += targets.length;
        expect(targets.map((target) => [target.stack.name, target.id])).toEqual(
          alone.targets(Properties, stack).map((target) => [target.stack.name, target.id]),
        );
        expect(targets.every((target) => first.includes(target.stack))).toBe(true);
        expect(index.usesOf(index.at(stack, id)!).every(({ user }) => first.includes(user.stack))).toBe(true);
      }
    }
  });
  expect(found).toBeGreaterThan(RUNS);
});
