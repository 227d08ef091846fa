import { byGravity, ChangeClass, gravest, gravity, ResourceChange } from '../../../../toolkit/diff/change-class';
import { diffFailures, diffPolicyProblems } from '../../../../toolkit/diff/policy';
import { DiffReport } from '../../../../toolkit/diff/report';

/** Every class, the gravest first, with the policies of `--fail-on` that refuse it; `any` refuses all. */
const REFUSED_BY: readonly [ChangeClass, readonly string[]][] = [
  [ChangeClass.DATA, ['data-loss', 'destructive', 'interruption']],
  [ChangeClass.GUARD, ['destructive']],
  [ChangeClass.SECURITY, ['security']],
  [ChangeClass.REFUSED, ['destructive']],
  [ChangeClass.ORPHANED, ['destructive']],
  [ChangeClass.REPLACED, ['destructive']],
  [ChangeClass.REMOVED, ['destructive']],
  [ChangeClass.INTERRUPTION, ['interruption']],
  [ChangeClass.IN_PLACE, []],
  [ChangeClass.SCALING, []],
  [ChangeClass.TAGS, []],
  [ChangeClass.ADDED, []],
];

const change = (kind: ChangeClass, more: Pick<ResourceChange, 'holds'> = {}): ResourceChange => ({
  address: 's/R',
  stack: 's',
  region: 'eu-west-1',
  logicalId: 'R',
  type: 'AWS::S3::Bucket',
  class: kind,
  effects: [{ class: kind, reason: 'r', properties: [] }],
  ...more,
});

const report = (changes: readonly ResourceChange[], before = 0, after = 0) =>
  ({ changes, fixedCost: { beforeMonthlyUsd: before, afterMonthlyUsd: after } }) as unknown as DiffReport;

const failsFor = (policy: string, ...reported: Parameters<typeof report>) =>
  diffFailures(report(...reported), [policy]).length > 0;

test.each(REFUSED_BY)('%s is refused by %j', (kind, policies) => {
  const refusing = ['data-loss', 'destructive', 'interruption', 'security', 'any'].filter((policy) =>
    failsFor(policy, [change(kind)]),
  );
  expect(refusing).toEqual([...policies, 'any']);
});

test('the classes have an order, and the gravest effect gives a change its class', () => {
  REFUSED_BY.forEach(([kind], index) => expect(gravity(kind)).toBe(index));
  REFUSED_BY.slice(1).forEach(([kind], index) => {
    const graver = REFUSED_BY[index][0];
    const effects = [kind, graver, kind].map((name) => ({ class: name, reason: '', properties: [] }));
    expect(gravest(effects)).toBe(graver);
  });
  expect(gravest([])).toBe(ChangeClass.IN_PLACE);
});

test.each([
  ['cost-increase=10', 100, 110, false],
  ['cost-increase=10', 100, 110.01, true],
  ['cost-increase=10usd', 100, 110.01, true],
  ['cost-increase=10USD', 100, 110, false],
  ['cost-increase=10%', 200, 220, false],
  ['cost-increase=10%', 200, 220.1, true],
  ['cost-increase=0.5%', 200, 201.1, true],
  ['cost-increase=10%', 0, 0, false],
  ['cost-increase=10%', 0, 0.01, true],
  ['cost-increase=0', 100, 50, false],
])('%s from %d to %d USD', (policy, before, after, fails) => {
  expect(failsFor(policy, [], before, after)).toBe(fails);
});

test.each(['nothing', 'data-loss ', 'cost-increase=', 'cost-increase=-1', 'cost-increase=5€', 'xcost-increase=5'])(
  'refuses the policy %j',
  (policy) => {
    expect(diffPolicyProblems(['any', policy]).map(({ message }) => message)).toEqual([
      expect.stringContaining(policy),
    ]);
    expect(() => diffFailures(report([]), ['any', policy])).toThrow(policy);
  },
);

/** What is missed most comes first: databases, then files and the like, then what is set up again, then what waits. */
test('changes of one class are in the order of what is lost', () => {
  const held = [
    'rows',
    'items',
    'documents',
    'a graph',
    'files',
    'objects',
    'records',
    'users and their passwords',
    'a file system',
    'source code',
    'backups',
    'images',
    'a secret',
    'a zone and its name servers',
    'cached values and sessions',
    'waiting messages',
    'unknown data',
    'the data on its disks',
    'logs',
  ];
  const ranks = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4];
  const changes = held.map((holds) => change(ChangeClass.DATA, { holds }));
  changes.forEach((one, index) =>
    changes.forEach((other, position) =>
      expect([held[index], held[position], Math.sign(byGravity(one, other))]).toEqual([
        held[index],
        held[position],
        Math.sign(ranks[index] - ranks[position]),
      ]),
    ),
  );
  expect(byGravity(changes.at(-1)!, change(ChangeClass.DATA))).toBeLessThan(0);
});

test('then by address', () => {
  const [first, second] = ['a/Z', 's/A'].map((address) => ({ ...change(ChangeClass.DATA), address }));
  expect(byGravity(first, second)).toBeLessThan(0);
  expect(byGravity(second, first)).toBeGreaterThan(0);
  expect(byGravity(second, second)).toBe(0);
});
