import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PriceRow, priceRows, SHIPPED_PRICES } from '../../../toolkit/cost';
import { refreshed } from '../../../toolkit/cost/refresh';
import { queryOf, REFRESHED_REGIONS, usageTypesIn } from '../../../toolkit/cost/refresh-queries';

const ROOT = join(__dirname, '../../..');

/** A product as the API gives it: an object in a text. */
function product(
  usagetype: string,
  usd: string,
  unit = 'Hrs',
  attributes: Record<string, string> = {},
  more: object = {},
): string {
  const rate = {
    unit,
    beginRange: '0',
    endRange: 'Inf',
    description: '',
    pricePerUnit: { USD: usd },
    appliesTo: [],
    rateCode: 'S.T.R',
  };
  return JSON.stringify({
    product: { productFamily: 'x', attributes: { usagetype, ...attributes }, sku: `SKU${usagetype.length}` },
    serviceCode: 'x',
    terms: {
      OnDemand: {
        'S.T': {
          priceDimensions: { 'S.T.R': rate, ...more },
          sku: 'S',
          effectiveDate: '2026-11-01T00:00:00Z',
          offerTermCode: 'T',
          termAttributes: {},
        },
      },
    },
    version: '20261115000000',
    publicationDate: '2026-11-15T10:00:00Z',
  });
}

/** What the API answers for a service and filters. */
type Answer = (serviceCode: string, filters: Record<string, string>) => readonly string[];

const asked = (answer: Answer, ...wanted: [string, string, string][]) =>
  refreshed(
    SHIPPED_PRICES,
    wanted.map(([service, sku, region]) => ({ service, sku, region })),
    { products: (service, filters) => Promise.resolve(answer(service, { ...filters })) },
  );

describe('the query of a price', () => {
  test('is known for what runs by the hour, and says the unit of the list', () => {
    const known = SHIPPED_PRICES.filter(
      ({ region, service, sku }) => REFRESHED_REGIONS.includes(region) && queryOf(service, sku) !== undefined,
    );
    expect(known.length).toBeGreaterThan(650);
    expect(
      known
        .filter(({ service, sku, unit }) => queryOf(service, sku)!.unit !== unit)
        .map(({ service, sku, unit }) => `${service} ${sku} ${unit}`),
    ).toEqual([]);
  });

  test.each([
    ['EC2', 't4g.small', 'BoxUsage:t4g.small', 'EU-BoxUsage:t4g.small'],
    ['RDS-PostgreSQL', 'db.m7g.large/multi-az', 'Multi-AZUsage:db.m7g.large', 'EU-Multi-AZUsage:db.m7g.large'],
    [
      'Aurora-PostgreSQL',
      'db.r7g.large/io-optimized',
      'InstanceUsageIOOptimized:db.r7g.large',
      'EU-InstanceUsageIOOptimized:db.r7g.large',
    ],
    ['Fargate', 'linux-arm64/vcpu', 'Fargate-ARM-vCPU-Hours:perCPU', 'EU-Fargate-ARM-vCPU-Hours:perCPU'],
  ])('%s %s asks for %s, in Ireland %s', (service, sku, plain, ireland) => {
    const query = queryOf(service, sku)!;
    expect(usageTypesIn('us-east-1', query)).toContain(plain);
    expect(usageTypesIn('eu-west-1', query)).toContain(ireland);
  });

  test('is not guessed', () => {
    expect(queryOf('S3', 'standard-storage-first-50TB')).toBeUndefined();
    expect(queryOf('Commitments', 'rds/ri-1yr-no-upfront-discount')).toBeUndefined();
  });
});

describe('what AWS answers', () => {
  test('replaces price, date and source', async () => {
    const {
      rows,
      refreshed: got,
      kept,
    } = await asked(() => [product('EU-BoxUsage:t4g.small', '0.0200000000')], ['EC2', 't4g.small', 'eu-west-1']);
    expect(got).toEqual([{ service: 'EC2', sku: 't4g.small', region: 'eu-west-1', beforeUsd: 0.0184, usd: 0.02 }]);
    expect(kept).toEqual([]);
    expect(rows).toHaveLength(SHIPPED_PRICES.length);
    expect(
      rows.find(({ service, sku, region }) => service === 'EC2' && sku === 't4g.small' && region === 'eu-west-1'),
    ).toEqual({
      service: 'EC2',
      sku: 't4g.small',
      unit: 'hour',
      region: 'eu-west-1',
      usd: 0.02,
      source: 'AWS Price List Query API, AmazonEC2 SKU21',
      asOf: '2026-11-15',
      verified: true,
      basis: 'aws-price-list-api',
    });
  });

  test('fills in what the list did not have', async () => {
    const answer: Answer = () => [
      product('EU-InstanceUsage:db.r8g.large', '0.31', 'Hrs', { databaseEngine: 'Aurora PostgreSQL' }),
    ];
    const { rows, refreshed: got } = await asked(answer, ['Aurora-PostgreSQL', 'db.r8g.large/standard', 'eu-west-1']);
    expect(got).toEqual([
      { service: 'Aurora-PostgreSQL', sku: 'db.r8g.large/standard', region: 'eu-west-1', usd: 0.31 },
    ]);
    expect(rows).toHaveLength(SHIPPED_PRICES.length + 1);
  });

  test('is taken in the unit of the list: 0.0000002 USD for one I/O are 0.2 for a million', async () => {
    const { refreshed: got } = await asked(
      () => [product('Aurora:StorageIOUsage', '0.0000002', 'IOs', { databaseEngine: 'Any' })],
      ['Aurora-PostgreSQL', 'io-requests/standard', 'us-east-1'],
    );
    expect(got[0].usd).toBe(0.2);
  });

  test.each<[string, string[], string]>([
    ['nothing', [], 'AWS does not list this product'],
    [
      'products with other usage types, for example trust stores',
      [product('TS-LoadBalancerUsage', '0.0056')],
      'AWS does not list this product',
    ],
    ['another unit', [product('LoadBalancerUsage', '0.0225', 'GB')], 'AWS uses the unit GB'],
    [
      'tiers',
      [
        product(
          'LoadBalancerUsage',
          '0.0225',
          'Hrs',
          {},
          { second: { unit: 'Hrs', beginRange: '10', endRange: 'Inf', pricePerUnit: { USD: '1' } } },
        ),
      ],
      'the price has tiers',
    ],
    [
      'two prices',
      [product('LoadBalancerUsage', '0.0225'), product('USE1-LoadBalancerUsage', '0.03')],
      'AWS lists 2 different prices',
    ],
    ['nothing to pay', [product('LoadBalancerUsage', '0.0')], 'the answer is not as expected'],
    ['what is no JSON', ['<html>'], 'AWS does not list this product'],
  ])('%s: the old price stays, with the reason', async (_, answer, reason) => {
    const { rows, refreshed: got, kept } = await asked(() => answer, ['ELB', 'alb-hour', 'us-east-1']);
    expect(got).toEqual([]);
    expect(kept).toEqual([{ service: 'ELB', sku: 'alb-hour', region: 'us-east-1', reason }]);
    expect(rows.find(({ sku, region }) => sku === 'alb-hour' && region === 'us-east-1')).toEqual(
      SHIPPED_PRICES.find(({ sku, region }) => sku === 'alb-hour' && region === 'us-east-1'),
    );
  });

  test('is not asked where the Region is not known', async () => {
    const { kept } = await asked(() => [], ['EC2', 't4g.small', ''], ['EC2', 't4g.small', 'sa-east-1']);
    expect(kept.map(({ reason }) => reason)).toEqual(Array(2).fill('it is not certain how AWS lists it'));
  });

  test('one request serves several prices', async () => {
    const requests: string[] = [];
    const answer: Answer = (service, filters) => {
      requests.push(`${service} ${JSON.stringify(filters)}`);
      return [
        product('EU-Fargate-ARM-vCPU-Hours:perCPU', '0.033', 'hours'),
        product('EU-Fargate-ARM-GB-Hours', '0.0036', 'hours'),
      ];
    };
    const { refreshed: got } = await asked(
      answer,
      ['Fargate', 'linux-arm64/vcpu', 'eu-west-1'],
      ['Fargate', 'linux-arm64/memory', 'eu-west-1'],
    );
    expect(got.map(({ usd }) => usd)).toEqual([0.033, 0.0036]);
    expect(requests).toEqual(['AmazonECS {"regionCode":"eu-west-1"}']);
  });
});

/** The command against a server on this machine that speaks as the API does; nothing of this was tried against AWS. */
describe('growth cost --refresh-prices', () => {
  let folder: string;
  let server: Server;
  let requests: { target?: string; body: Record<string, unknown>; authorization?: string }[];
  let respond: (body: Record<string, unknown>, response: ServerResponse) => void;

  beforeAll((done) => {
    server = createServer((request: IncomingMessage, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown>;
        requests.push({
          target: String(request.headers['x-amz-target']),
          body,
          authorization: request.headers.authorization,
        });
        respond(body, response);
      });
    }).listen(0, '127.0.0.1', done);
  });
  afterAll((done) => void server.close(done));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'growth-refresh-'));
    writeFileSync(
      join(folder, 'key.template.json'),
      JSON.stringify({
        Resources: {
          Nat: { Type: 'AWS::EC2::NatGateway' },
          Key: { Type: 'AWS::KMS::Key' },
          Zone: { Type: 'AWS::Route53::HostedZone' },
        },
      }),
    );
    requests = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const answer = (response: ServerResponse, value: object, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(value));
  };

  function start(
    args: readonly string[],
    environment: Record<string, string>,
  ): {
    readonly child: ChildProcess;
    readonly done: Promise<{ status: number | null; stdout: string; stderr: string }>;
  } {
    const { port } = server.address() as AddressInfo;
    const env = {
      PATH: process.env.PATH!,
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL_PRICING: `http://127.0.0.1:${port}`,
      AWS_MAX_ATTEMPTS: '1',
      ...environment,
    };
    const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'bin/growth.ts'), 'cost', ...args], {
      cwd: ROOT,
      env,
    });
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (part) => (written.stdout += String(part)));
    child.stderr.on('data', (part) => (written.stderr += String(part)));
    return { child, done: new Promise((resolve) => child.on('close', (status) => resolve({ status, ...written }))) };
  }

  const KEYS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-secret' };
  const refresh = (more: readonly string[] = [], environment: Record<string, string> = KEYS) =>
    start(
      [
        join(folder, 'key.template.json'),
        '--region',
        'eu-west-1',
        '--refresh-prices',
        '--output',
        join(folder, 'prices.json'),
        ...more,
      ],
      environment,
    ).done;

  test('asks for the prices of a bill page by page, and writes a file that --price-file takes', async () => {
    respond = ({ ServiceCode, NextToken }, response) => {
      const answerPage = (PriceList: readonly unknown[], page: object = {}) =>
        answer(response, { FormatVersion: 'aws_v1', PriceList, ...page });
      if (ServiceCode !== 'AmazonEC2') {
        answerPage([product('eu-west-1-KMS-Keys', '1.0000000000', 'Keys')]);
      } else if (NextToken === undefined) {
        answerPage([], { NextToken: 'more' });
      } else {
        answerPage([product('EU-NatGateway-Hours', '0.0500000000')]);
      }
    };
    const { status, stdout, stderr } = await refresh();
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('2 of 2 requests\n') as string });
    expect(stdout).toMatch(
      /prices\.json: 2 prices from the AWS Price List Query API, 1 of them unchanged; \d kept with their old date\n {2}VPC nat-gateway-hour in eu-west-1: 0\.048 -> 0\.05\n {2}kept, it is not certain how AWS lists it: Route53 hosted-zone-first-25[^\n]*\nuse it with --price-file/,
    );
    expect(requests.map(({ target }) => target)).toEqual(Array(3).fill('AWSPriceListService.GetProducts'));
    expect(requests[0].authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/pricing\/aws4_request/,
    );
    expect(requests.find(({ body }) => body.ServiceCode === 'AmazonEC2')?.body).toMatchObject({
      FormatVersion: 'aws_v1',
      Filters: [
        { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'eu-west-1' },
        { Type: 'TERM_MATCH', Field: 'productFamily', Value: 'NAT Gateway' },
      ],
    });
    const rows = priceRows(JSON.parse(readFileSync(join(folder, 'prices.json'), 'utf8')));
    expect(rows).toHaveLength(SHIPPED_PRICES.length);
    const nat = rows.find(({ sku, region }) => sku === 'nat-gateway-hour' && region === 'eu-west-1') as PriceRow;
    expect(nat).toMatchObject({ usd: 0.05, asOf: '2026-11-15', verified: true });
    const priced = await start(
      [
        join(folder, 'key.template.json'),
        '--region',
        'eu-west-1',
        '--price-file',
        join(folder, 'prices.json'),
        '--json',
      ],
      {},
    ).done;
    expect((JSON.parse(priced.stdout) as { monthlyUsd: number }).monthlyUsd).toBeCloseTo(730 * 0.05 + 1 + 0.5, 6);
  }, 60_000);

  test('without credentials: what to do, and the old file stays', async () => {
    writeFileSync(join(folder, 'prices.json'), 'mine');
    const { status, stdout, stderr } = await refresh([], {});
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('--refresh-prices needs credentials of AWS');
    expect(stderr).toContain('pricing:GetProducts on *');
    expect(readFileSync(join(folder, 'prices.json'), 'utf8')).toBe('mine');
    expect(requests).toEqual([]);
  }, 60_000);

  test.each([
    ['AccessDeniedException', 400, 'allow pricing:GetProducts on * to the user or role, nothing was written'],
    ['UnrecognizedClientException', 400, '--refresh-prices needs credentials of AWS'],
    ['InternalErrorException', 500, 'the AWS Price List Query API did not answer: InternalErrorException'],
  ])(
    '%s: in words, and nothing is written',
    async (type, code, message) => {
      respond = (_, response) => answer(response, { __type: type, message: 'no' }, code);
      const { status, stderr } = await refresh();
      expect(status).toBe(1);
      expect(stderr).toContain(message);
      expect(readdirSync(folder)).toEqual(['key.template.json']);
    },
    60_000,
  );

  test('where AWS knows none of them, the old file stays', async () => {
    respond = (_, response) => answer(response, { FormatVersion: 'aws_v1', PriceList: [] });
    const { status, stderr } = await refresh();
    expect(status).toBe(1);
    expect(stderr).toContain('no price was refreshed');
    expect(existsSync(join(folder, 'prices.json'))).toBe(false);
  }, 60_000);

  test('interrupted: the old file stays, and nothing beside it', async () => {
    writeFileSync(join(folder, 'prices.json'), 'mine');
    const { child, done } = start(
      [
        join(folder, 'key.template.json'),
        '--region',
        'eu-west-1',
        '--refresh-prices',
        '--output',
        join(folder, 'prices.json'),
      ],
      KEYS,
    );
    respond = () => void child.kill('SIGINT');
    expect((await done).status).not.toBe(0);
    expect(readFileSync(join(folder, 'prices.json'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['key.template.json', 'prices.json']);
  }, 60_000);
});
