import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo, createServer as createSocket } from 'node:net';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { stackOf, StackTemplate, TemplateDocument } from '../../../toolkit/assembly';
import { asDeployed, deployedStacks } from '../../../toolkit/assembly/deployed';
import { classify } from '../../../toolkit/diff/classify';
import { emulatorPython } from '../../emulator/install';

const REGION = 'eu-west-1';
const ACCOUNT = '123456789012';

/** What the credentials chain of the SDK reads; nothing of the machine gets in. */
const CLEAN = {
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  AWS_MAX_ATTEMPTS: '1',
};
const BEFORE = { ...process.env };

let endpoint: string;
let emulator: ChildProcess;
let said: string[];

const free = () =>
  new Promise<number>((resolve) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => resolve(port));
    });
  });

beforeAll(async () => {
  const port = await free();
  endpoint = `http://127.0.0.1:${port}`;
  emulator = spawn(emulatorPython(), ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  for (
    let tries = 0;
    tries < 600 &&
    !(await fetch(endpoint).then(
      () => true,
      () => false,
    ));
    tries++
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  Object.assign(process.env, CLEAN, { AWS_ENDPOINT_URL: endpoint });
  await deploy();
}, 180_000);

afterAll(async () => {
  emulator.kill();
  await once(emulator, 'exit');
  process.env = BEFORE;
});

beforeEach(() => {
  said = [];
  Object.assign(process.env, CLEAN, { AWS_ENDPOINT_URL: endpoint });
});

const bucket = (name: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: name } });
const queue = (seconds: number) => ({ Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: seconds } });
const OURS = [
  ['application', 'notes'],
  ['environment', 'production'],
  ['cost-center', '4711'],
];

/**
 * Two stacks in one Region, the first with a nested one and a parameter in YAML, and a stack of another Region that has
 * left the app.
 */
async function deploy(): Promise<void> {
  const s3 = new S3Client({ region: REGION, endpoint, forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({ Bucket: 'templates', CreateBucketConfiguration: { LocationConstraint: REGION } }),
  );
  await s3.send(
    new PutObjectCommand({
      Bucket: 'templates',
      Key: 'inner.json',
      Body: JSON.stringify({ Resources: { Jobs: queue(5) } }),
    }),
  );
  const yaml = `Parameters: { Name: { Type: String, Default: files } }
Resources:
  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: "https://s3.amazonaws.com/templates/inner.json" }
`;
  const create = (region: string, StackName: string, TemplateBody: string, more: object = {}) =>
    new CloudFormationClient({ region, endpoint }).send(
      new CreateStackCommand({ StackName, TemplateBody, Tags: OURS.map(([Key, Value]) => ({ Key, Value })), ...more }),
    );
  await create(REGION, 'notes-data', yaml, { Parameters: [{ ParameterKey: 'Name', ParameterValue: 'live-files' }] });
  await create(REGION, 'notes-service', JSON.stringify({ Resources: { Work: queue(1) } }));
  await create('us-east-1', 'notes-old', JSON.stringify({ Resources: { Old: bucket('old-files') } }));
  await create(REGION, 'else', JSON.stringify({ Resources: { Else: queue(1) } }), { Tags: [] });
}

const stack = (name: string, Resources: object, more: Partial<StackTemplate> = {}, rest: object = {}): StackTemplate =>
  stackOf({ name, region: REGION, ...more }, { ...rest, Resources } as TemplateDocument);
const wanted = (): StackTemplate[] => [
  stack(
    'notes-data',
    {
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } },
      Inner: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: 'https://s3.amazonaws.com/templates/inner.json' },
      },
    },
    {},
    { Parameters: { Name: { Type: 'String', Default: 'other' } } },
  ),
  stack('notes-data/Inner', { Jobs: queue(9) }),
  stack('notes-service', { Work: queue(1) }),
  stack('notes-new', { More: queue(1) }),
];
const read = (app: readonly StackTemplate[], regions: string[] = []) =>
  deployedStacks(app, { regions, progress: (text) => said.push(text) });

test('stacks are read by name with nested stacks, parameters and account; missing stacks are left out', async () => {
  const found = await read(wanted());
  expect(found.map(({ name, account, parameterValues }) => [name, account, parameterValues])).toEqual([
    ['notes-data', ACCOUNT, { Name: 'live-files' }],
    ['notes-data/Inner', ACCOUNT, undefined],
    ['notes-service', ACCOUNT, {}],
  ]);
  expect(said).toEqual(['deployed: reading stacks of eu-west-1']);
}, 60_000);

test('the difference is that of what is deployed: a parameter keeps its value whatever its default is', async () => {
  const { changes, unchanged } = classify(await read(wanted()), wanted());
  expect(changes.map(({ stack: name, logicalId, class: kind }) => `${name}/${logicalId} ${kind}`)).toEqual([
    'notes-data/Inner/Jobs no-interruption',
    'notes-new/More added',
  ]);
  expect(unchanged).toBe(3);
}, 60_000);

test(
  'stacks of this library that left the app are found by their tags, in further Regions too; those of ' +
    'others are left alone',
  async () => {
    const tags = { ...Object.fromEntries(OURS), 'growth-stage': 'monolith' };
    const app = [stack('notes-service', { Work: queue(1) }, { tags })];
    expect((await read(app)).map(({ name }) => name)).toEqual(['notes-service', 'notes-data', 'notes-data/Inner']);
    const everywhere = await read(app, ['us-east-1']);
    expect(everywhere.map(({ name, region }) => [name, region])).toContainEqual(['notes-old', 'us-east-1']);
    expect(
      classify(everywhere, app)
        .changes.filter(({ class: kind }) => kind === 'data-risk')
        .map(({ logicalId }) => logicalId),
    ).toEqual(['Files', 'Old', 'Jobs']);
    expect((await read([stack('notes-service', { Work: queue(1) })])).map(({ name }) => name)).toEqual([
      'notes-service',
    ]);
  },
  60_000,
);

test('other characters than those of ASCII are as AWS CloudFormation gives them back', () => {
  const [one] = asDeployed([stack('s', { A: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'Grüße 🚀' } } })]);
  expect(one.resources.A.Properties?.DisplayName).toBe('Gr??e ?');
});

describe('is refused with what to do', () => {
  test('when nothing of the app is there', async () => {
    await expect(read([stack('nothing', {})])).rejects.toThrow(
      /none of nothing in eu-west-1 exists; check the account and the Region of your credentials \(aws sts get-caller-identity\)/,
    );
  });

  test('when the credentials are of another account', async () => {
    await expect(read([stack('notes-service', {}, { account: '999999999999' })])).rejects.toThrow(
      /`from` must be deployed in account 999999999999, which the app names, got: stack notes-service of account 123456789012; use credentials of that account/,
    );
  });

  test('when there are no credentials', async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await expect(read(wanted())).rejects.toThrow(
      /reading deployed stacks needs credentials; sign in \(aws sso login\), or name a profile \(AWS_PROFILE\); all other commands work without them/,
    );
  }, 30_000);

  test('when there is no Region', async () => {
    delete process.env.AWS_REGION;
    delete process.env.AWS_DEFAULT_REGION;
    await expect(read([stack('s', {}, { region: '' })])).rejects.toThrow(
      /the app does not set its Region; set AWS_REGION/,
    );
  });

  test('when nobody answers', async () => {
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${await free()}`;
    await expect(read(wanted())).rejects.toThrow(/AWS CloudFormation cannot be reached; check the network/);
  });

  describe('by AWS', () => {
    let server: Server;
    let answer: readonly [string, string];

    beforeAll(async () => {
      server = createServer((_, response) =>
        response
          .writeHead(403, { 'content-type': 'text/xml' })
          .end(
            '<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>' +
              `<Code>${answer[0]}</Code><Message>${answer[1]}</Message></Error></ErrorResponse>`,
          ),
      ).listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    test.each<[string, string, RegExp]>([
      [
        'AccessDenied',
        'User is not authorized to perform: cloudformation:DescribeStacks',
        /they need cloudformation:DescribeStacks, cloudformation:GetTemplate and cloudformation:ListStackResources, all read-only/,
      ],
      [
        'ExpiredToken',
        'The security token included in the request is expired',
        /the credentials are invalid or expired; sign in/,
      ],
      [
        'InvalidClientTokenId',
        'The security token included in the request is invalid',
        /the credentials are invalid or expired/,
      ],
    ])('%s', async (code, message, expected) => {
      answer = [code, message];
      process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await expect(read(wanted())).rejects.toThrow(expected);
    });
  });
});
