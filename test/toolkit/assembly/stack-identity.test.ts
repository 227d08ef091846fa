import { stackAddresses } from '../../../toolkit/assembly';

const stack = (name: string, region = '', account?: string) => ({ name, region, ...(account ? { account } : {}) });
const [A, B] = ['111111111111', '222222222222'];

test.each<[string, ReturnType<typeof stack>[], string[]]>([
  ['a name alone', [stack('net', 'eu-west-1', A), stack('db', 'us-east-1', B)], ['net', 'db']],
  [
    'the Region',
    [stack('net', 'eu-west-1', A), stack('net', 'us-east-1', A), stack('db', 'eu-west-1', A)],
    ['eu-west-1/net', 'us-east-1/net', 'db'],
  ],
  [
    'the Region, if it is enough',
    [stack('net', 'eu-west-1', A), stack('net', 'us-east-1', B)],
    ['eu-west-1/net', 'us-east-1/net'],
  ],
  [
    'the account, if it is not',
    [stack('net', 'eu-west-1', A), stack('net', 'us-east-1', A), stack('net', 'eu-west-1', B)],
    [`${A}/eu-west-1/net`, `${A}/us-east-1/net`, `${B}/eu-west-1/net`],
  ],
  ['what is said', [stack('net'), stack('net', 'eu-west-1')], ['net', 'eu-west-1/net']],
  [
    'a number, if nothing else does',
    [stack('net'), stack('net/Inner'), stack('net'), stack('net/Inner')],
    ['net', 'net/Inner', 'net#2', 'net#2/Inner'],
  ],
  [
    'what tells the stacks apart that contain them',
    [
      stack('net', 'eu-west-1'),
      stack('net/Inner', 'eu-west-1'),
      stack('net', 'us-east-1'),
      stack('net/Other', 'us-east-1'),
    ],
    ['eu-west-1/net', 'eu-west-1/net/Inner', 'us-east-1/net', 'us-east-1/net/Other'],
  ],
])('stacks are told apart by %s', (_, stacks, addresses) => expect(stackAddresses(stacks)).toEqual(addresses));
