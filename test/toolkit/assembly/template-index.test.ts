import { StackTemplate, TemplateIndex } from '../../../toolkit/assembly';
import { Environment, EU, OTHER_ACCOUNT, resource, stackIn, US } from '../helpers/environments';

const NOWHERE: Environment = { region: '' };
const NESTED = 'AWS::CloudFormation::Stack';
const queue = (Properties: object = {}) => resource('AWS::SQS::Queue', Properties);

/** The addresses that a value in a stack leads to. */
const targets = (stacks: readonly StackTemplate[], value: unknown, stack = stacks[stacks.length - 1]) =>
  new TemplateIndex(stacks).targets(value, stack).map(({ address }) => address);

describe('in one stack', () => {
  const stack = stackIn(
    EU,
    's',
    { A: queue(), B: queue() },
    {
      Parameters: { Env: { Type: 'String' }, Size: { Type: 'String', Default: 'large' } },
      Conditions: {
        Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
        Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
        Live: { 'Fn::Equals': [{ Ref: 'Env' }, 'live'] },
        Large: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] },
      },
    },
  );

  test.each<[string, unknown, string[]]>([
    ['Ref', { Ref: 'A' }, ['A']],
    ['Ref to a parameter, a pseudo parameter or nothing', [{ Ref: 'Env' }, { Ref: 'AWS::Region' }, { Ref: 'X' }], []],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['A', 'Arn'] }, ['A']],
    ['Fn::GetAtt as a string', { 'Fn::GetAtt': 'A.Endpoint.Address' }, ['A']],
    ['Fn::Sub', { 'Fn::Sub': 'arn:${AWS::Region}:${A}:${B.Arn}:${Env}' }, ['A', 'B']],
    ['Fn::Sub with a literal', { 'Fn::Sub': '${!A}' }, []],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${X}-${A}', { X: { Ref: 'B' } }] }, ['B', 'A']],
    ['Fn::Sub with a variable that hides a resource', { 'Fn::Sub': ['${A}', { A: 'text' }] }, []],
    ['values inside of other functions', { 'Fn::Join': ['', ['a', { Ref: 'A' }, { Ref: 'A' }]] }, ['A']],
    ['a branch that is taken', { 'Fn::If': ['Here', { Ref: 'A' }, { Ref: 'B' }] }, ['A']],
    ['a branch that is not taken', { 'Fn::If': ['Elsewhere', { Ref: 'A' }, { Ref: 'B' }] }, ['B']],
    ['both branches if it depends on a parameter', { 'Fn::If': ['Live', { Ref: 'A' }, { Ref: 'B' }] }, ['A', 'B']],
    ['also on one with a default', { 'Fn::If': ['Large', { Ref: 'A' }, { Ref: 'B' }] }, ['A', 'B']],
    ['no references', ['A', 1, null, true, { A: 'B' }], []],
  ])('%s', (_, value, ids) => expect(targets([stack], value)).toEqual(ids.map((id) => `s/${id}`)));

  test('a known value of a parameter decides', () => {
    const value = { 'Fn::If': ['Live', { Ref: 'A' }, { Ref: 'B' }] };
    expect(targets([{ ...stack, parameterValues: { Env: 'live' } }], value)).toEqual(['s/A']);
    expect(targets([{ ...stack, parameterValues: { Env: 'test' } }], value)).toEqual(['s/B']);
  });

  test('target is the resource of a reference, and not what is inside of other values', () => {
    const index = new TemplateIndex([stack]);
    expect(index.target({ Ref: 'A' }, stack)?.address).toBe('s/A');
    expect(index.target({ 'Fn::Sub': '${A.Arn}' }, stack)?.address).toBe('s/A');
    expect(index.target([{ Ref: 'A' }], stack)).toBeUndefined();
    expect(index.target('A', stack)).toBeUndefined();
  });
});

describe('Fn::ImportValue', () => {
  const exporting = (where: Environment, Name: unknown, more: object = {}, name = 'net') =>
    stackIn(where, name, { Q: queue() }, { Outputs: { Q: { Value: { Ref: 'Q' }, Export: { Name } } }, ...more });
  const importing = (where: Environment, more: object = {}) => stackIn(where, 'app', {}, more);
  const shared = { 'Fn::ImportValue': 'shared' };

  test('finds the export of its own Region and account, and no other', () => {
    const everywhere = [EU, US, OTHER_ACCOUNT].map((where) => exporting(where, 'shared'));
    expect(targets([...everywhere, importing(EU)], shared)).toEqual(['111111111111/eu-west-1/net/Q']);
    expect(targets([...everywhere, importing(US)], shared)).toEqual(['111111111111/us-east-1/net/Q']);
    expect(targets([...everywhere, importing(OTHER_ACCOUNT)], shared)).toEqual(['222222222222/eu-west-1/net/Q']);
    expect(targets([exporting(EU, 'shared'), importing(US)], shared)).toEqual([]);
    expect(targets([exporting(EU, 'shared'), importing(OTHER_ACCOUNT)], shared)).toEqual([]);
  });

  test('of an app that does not say where it is may be any, and the nearest first', () => {
    expect(targets([exporting(NOWHERE, 'shared'), importing(EU)], shared)).toEqual(['net/Q']);
    expect(targets([exporting(EU, 'shared'), importing(NOWHERE)], shared)).toEqual(['net/Q']);
    expect(targets([exporting(NOWHERE, 'shared'), exporting(EU, 'shared'), importing(EU)], shared)).toEqual([
      'eu-west-1/net/Q',
    ]);
    expect(targets([exporting(EU, 'shared'), exporting(US, 'shared'), importing(NOWHERE)], shared)).toEqual([
      'eu-west-1/net/Q',
      'us-east-1/net/Q',
    ]);
    const { region } = EU;
    expect(targets([exporting(EU, 'shared'), exporting(US, 'shared'), importing({ region })], shared)).toEqual([
      'eu-west-1/net/Q',
    ]);
  });

  test('of several copies of an app that does not say where it is finds that of its own copy', () => {
    const copy = () => [exporting(NOWHERE, 'shared'), importing(NOWHERE)];
    const stacks = [...copy(), ...copy()];
    expect(targets(stacks, shared, stacks[1])).toEqual(['net/Q']);
    expect(targets(stacks, shared, stacks[3])).toEqual(['net#2/Q']);
  });

  test.each<[string, unknown, unknown]>([
    ['constants', 'shared', { 'Fn::Sub': 'shared' }],
    ['pseudo parameters', 'net-eu-west-1-111111111111', { 'Fn::Sub': 'net-${AWS::Region}-${AWS::AccountId}' }],
    ['the name of the stack', { 'Fn::Sub': '${AWS::StackName}-q' }, { 'Fn::Join': ['-', ['net', 'q']] }],
    ['the default of a parameter', { 'Fn::Sub': '${AWS::StackName}-q' }, { 'Fn::Sub': '${Network}-q' }],
    ['what is not known, but written in the same way', { 'Fn::Sub': '${Env}-q' }, { 'Fn::Sub': '${Env}-q' }],
  ])('with a name of %s', (_, name, imported) => {
    const Parameters = { Network: { Type: 'String', Default: 'net' }, Env: { Type: 'String' } };
    const stacks = [exporting(EU, name, { Parameters }), importing(EU, { Parameters })];
    expect(targets(stacks, { 'Fn::ImportValue': imported })).toEqual(['net/Q']);
    expect(targets(stacks, { 'Fn::ImportValue': { 'Fn::Sub': '${Other}-q' } })).toEqual([]);
  });

  test('goes on through several stacks, and ends where they import from each other', () => {
    const link = (name: string, from: string) =>
      stackIn(EU, name, {}, { Outputs: { O: { Value: { 'Fn::ImportValue': from }, Export: { Name: name } } } });
    expect(targets([exporting(EU, 'a'), link('b', 'a'), link('c', 'b')], { 'Fn::ImportValue': 'c' })).toEqual([
      'net/Q',
    ]);
    expect(targets([link('b', 'c'), link('c', 'b')], { 'Fn::ImportValue': 'c' })).toEqual([]);
  });

  test('an output whose condition does not hold is not exported', () => {
    const conditional = (Condition: string) =>
      stackIn(
        EU,
        'net',
        { Q: queue() },
        {
          Conditions: { Never: { 'Fn::Equals': ['a', 'b'] }, Perhaps: { 'Fn::Equals': [{ Ref: 'Env' }, 'b'] } },
          Parameters: { Env: { Type: 'String' } },
          Outputs: { Q: { Condition, Value: { Ref: 'Q' }, Export: { Name: 'shared' } } },
        },
      );
    expect(targets([conditional('Never'), importing(EU)], shared)).toEqual([]);
    expect(targets([conditional('Perhaps'), importing(EU)], shared)).toEqual(['net/Q']);
  });
});

describe('Fn::GetStackOutput', () => {
  const producer = (where: Environment) =>
    stackIn(where, 'net', { Q: queue() }, { Outputs: { Q: { Value: { 'Fn::GetAtt': ['Q', 'Arn'] } } } });
  const consumer = (where: Environment, more: object = {}) => stackIn(where, 'app', {}, more);
  const everywhere = [EU, US, OTHER_ACCOUNT].map(producer);
  const output = (more: object = {}) => ({ 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Q', ...more } });
  const EU_Q = '111111111111/eu-west-1/net/Q';

  test.each<[string, Environment, object, string[]]>([
    ['of its own Region and account', EU, {}, [EU_Q]],
    ['of its own, in another Region', US, {}, ['111111111111/us-east-1/net/Q']],
    ['of the Region that it names', US, { Region: 'eu-west-1' }, [EU_Q]],
    ['of a Region that is a function', EU, { Region: { Ref: 'AWS::Region' } }, [EU_Q]],
    [
      'of the account of its role',
      US,
      { Region: 'eu-west-1', RoleArn: 'arn:aws:iam::222222222222:role/reader' },
      ['222222222222/eu-west-1/net/Q'],
    ],
    ['in a Region without the stack', EU, { Region: 'ap-south-1' }, []],
    ['of another output', EU, { OutputName: 'Other' }, []],
    ['of another stack', EU, { StackName: 'other' }, []],
    [
      'by the ARN of the stack',
      US,
      { StackName: 'arn:aws:cloudformation:eu-west-1:111111111111:stack/net/1-2' },
      [EU_Q],
    ],
  ])('reads the output %s', (_, where, more, addresses) =>
    expect(targets([...everywhere, consumer(where)], output(more))).toEqual(addresses),
  );

  test('reads every possible one if nothing says which', () => {
    expect(targets([producer(EU), producer(US), consumer(NOWHERE)], output())).toEqual([
      'eu-west-1/net/Q',
      'us-east-1/net/Q',
    ]);
    const role = { RoleArn: { 'Fn::Sub': 'arn:aws:iam::${Account}:role/reader' } };
    expect(targets([producer(EU), producer(OTHER_ACCOUNT), consumer(EU)], output(role))).toHaveLength(2);
  });
});

describe('nested stacks', () => {
  const parent = (where: Environment, Properties: object = {}) =>
    stackIn(where, 'p', { Q: queue(), Inner: resource(NESTED, Properties) });
  const inner = (where: Environment, value: unknown = { Ref: 'I' }, more: object = {}) =>
    stackIn(where, 'p/Inner', { I: queue() }, { Outputs: { O: { Value: value } }, ...more });
  const passing = { Parameters: { In: { Ref: 'Q' } } };

  test('parameters are what the parent passes, of the same Region', () => {
    const stacks = [parent(US, passing), inner(US), parent(EU, passing), inner(EU)];
    expect(targets(stacks, { Ref: 'In' })).toEqual(['eu-west-1/p/Q']);
    expect(targets(stacks, { 'Fn::Sub': '${In}/x' }, stacks[1])).toEqual(['us-east-1/p/Q']);
    expect(targets(stacks, { Ref: 'Unknown' })).toEqual([]);
  });

  test('outputs are what the nested stack of the same Region returns', () => {
    const stacks = [parent(US), inner(US), parent(EU), inner(EU)];
    for (const value of [{ 'Fn::GetAtt': ['Inner', 'Outputs.O'] }, { 'Fn::GetAtt': 'Inner.Outputs.O' }]) {
      expect(targets(stacks, value, stacks[2])).toEqual(['eu-west-1/p/Inner/I']);
      expect(targets(stacks, value, stacks[0])).toEqual(['us-east-1/p/Inner/I']);
    }
    expect(targets(stacks, { 'Fn::Sub': '${Inner.Outputs.O}' }, stacks[2])).toEqual(['eu-west-1/p/Inner/I']);
  });

  test('what is not known of a nested stack is the stack itself', () => {
    const stacks = [parent(EU), inner(EU)];
    expect(targets(stacks, { 'Fn::GetAtt': ['Inner', 'Outputs.Other'] }, stacks[0])).toEqual(['p/Inner']);
    expect(targets([parent(EU)], { 'Fn::GetAtt': ['Inner', 'Outputs.O'] })).toEqual(['p/Inner']);
  });

  test('a stack that passes its own output to itself ends', () => {
    const stacks = [
      parent(EU, { Parameters: { In: { 'Fn::GetAtt': ['Inner', 'Outputs.O'] } } }),
      inner(EU, { Ref: 'In' }),
    ];
    expect(targets(stacks, { Ref: 'In' })).toEqual([]);
    expect(targets(stacks, { 'Fn::GetAtt': ['Inner', 'Outputs.O'] }, stacks[0])).toEqual([]);
  });

  test('a condition on a literal that the parent passes is known', () => {
    const more = {
      Parameters: { Env: { Type: 'String' } },
      Conditions: { Live: { 'Fn::Equals': [{ Ref: 'Env' }, 'live'] } },
    };
    const value = { 'Fn::If': ['Live', { Ref: 'I' }, { Ref: 'In' }] };
    const app = (Env: unknown) => [parent(EU, { Parameters: { Env, In: { Ref: 'Q' } } }), inner(EU, value, more)];
    expect(targets(app('live'), value)).toEqual(['p/Inner/I']);
    expect(targets(app('test'), value)).toEqual(['p/Q']);
    expect(targets(app({ Ref: 'Q' }), value)).toEqual(['p/Inner/I', 'p/Q']);
  });

  test('of two copies of an app belong to their own parent', () => {
    const copy = () => [parent(NOWHERE, passing), inner(NOWHERE)];
    const stacks = [...copy(), ...copy()];
    expect(targets(stacks, { Ref: 'In' }, stacks[1])).toEqual(['p/Q']);
    expect(targets(stacks, { Ref: 'In' }, stacks[3])).toEqual(['p#2/Q']);
    expect(new TemplateIndex(stacks).resources.map(({ address }) => address)).toEqual([
      'p/Q',
      'p/Inner',
      'p/Inner/I',
      'p#2/Q',
      'p#2/Inner',
      'p#2/Inner/I',
    ]);
  });
});

describe('uses', () => {
  const stacks = [
    stackIn(EU, 'net', { Q: queue() }, { Outputs: { Q: { Value: { Ref: 'Q' }, Export: { Name: 'q' } } } }),
    stackIn(EU, 'app', {
      A: queue({
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': 'q' } },
        Tags: [{ 'Fn::ImportValue': 'q' }],
      }),
      B: queue({ QueueName: 'q' }),
    }),
  ];
  const index = new TemplateIndex(stacks);

  test('are the properties that refer to a resource', () => {
    const uses = (address: string) =>
      index.usesOf(index.get(address)!).map(({ user, property }) => `${user.address} ${property}`);
    expect(uses('net/Q')).toEqual(['app/A RedrivePolicy', 'app/A Tags']);
    expect(uses('app/A')).toEqual([]);
  });

  test('resources are found by address, by logical id and by type', () => {
    expect(index.get('app/B')).toBe(index.at(stacks[1], 'B'));
    expect(index.at(stacks[0], 'B')).toBeUndefined();
    expect(index.ofType('AWS::SQS::Queue')).toHaveLength(3);
    expect(index.ofType('AWS::SNS::Topic', 'AWS::SQS::Queue')).toHaveLength(3);
    expect(index.ofType('AWS::SNS::Topic')).toEqual([]);
  });
});

describe('given names', () => {
  const bucket = (BucketName: string) => resource('AWS::S3::Bucket', { BucketName });
  const instance = (DBInstanceIdentifier: string) => resource('AWS::RDS::DBInstance', { DBInstanceIdentifier });
  const named = (stacks: readonly StackTemplate[], value: unknown, stack = stacks[stacks.length - 1]) =>
    new TemplateIndex(stacks).namedIn(value, stack).map(({ address }) => address);

  test('are found in strings, as a whole', () => {
    const stacks = [stackIn(EU, 's', { B: bucket('shop-files-eu'), D: instance('db') })];
    for (const text of ['shop-files-eu', 'arn:aws:s3:::shop-files-eu/*', 'shop-files-eu.s3.amazonaws.com']) {
      expect(named(stacks, { Value: [text] })).toEqual(['s/B']);
    }
    expect(named(stacks, ['shop-files-eu-2', 'my-shop-files-eu', 'db'])).toEqual([]);
  });

  test('that are the same in several Regions are those of the own Region, or of that of the ARN', () => {
    const stacks = [EU, US].map((where) => stackIn(where, 's', { D: instance('shop-database') }));
    expect(named(stacks, 'shop-database', stacks[0])).toEqual(['eu-west-1/s/D']);
    expect(named(stacks, 'shop-database', stacks[1])).toEqual(['us-east-1/s/D']);
    expect(named(stacks, 'arn:aws:rds:eu-west-1:111111111111:db:shop-database', stacks[1])).toEqual(['eu-west-1/s/D']);
  });
});

test('an index of 6,000 resources takes about six times as long as one of 1,000', () => {
  const app = (size: number): StackTemplate[] =>
    Array.from({ length: size / 100 }, (_, number) =>
      stackIn(
        EU,
        `s${number}`,
        Object.fromEntries(
          Array.from({ length: 100 }, (__, id) => [
            `R${id}`,
            queue({
              A: { 'Fn::ImportValue': `e${(number * 7 + id) % (size / 100)}` },
              B: { Ref: `R${(id * 3) % 100}` },
            }),
          ]),
        ),
        { Outputs: { O: { Value: { Ref: 'R0' }, Export: { Name: `e${number}` } } } },
      ),
    );
  const millisecondsFor = (size: number) => {
    const stacks = app(size);
    const start = process.cpuUsage();
    const index = new TemplateIndex(stacks);
    const uses = index.resources.reduce((sum, located) => sum + index.usesOf(located).length, 0);
    const { user, system } = process.cpuUsage(start);
    expect(uses).toBe(2 * size);
    return (user + system) / 1_000;
  };
  millisecondsFor(1_000);
  const small = Math.max(5, Math.min(...[1, 2, 3].map(() => millisecondsFor(1_000))));
  // Linear is six; quadratic would be 36.
  expect(millisecondsFor(6_000) / small).toBeLessThan(18);
});
