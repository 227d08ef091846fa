import { readFileSync } from 'node:fs';
import { FILE, stagePicture } from '../../../scripts/stage-picture';
import { GrowthStages } from '../../../stages';
import { graphOf } from '../../../toolkit/report/graph/graph';
import { Box, Graph, GraphNode } from '../../../toolkit/report/graph/model';
import { Chip } from '../../../toolkit/report/overview/chips';
import { OVERVIEW_WIDTH, overviewDrawing } from '../../../toolkit/report/overview/layout';
import { Overview, overviewOf } from '../../../toolkit/report/overview/overview';
import { exampleStages } from './helpers/stages';

jest.setTimeout(120_000);

const stageGraph = (name: string) => graphOf(exampleStages().find((app) => app.name === name)!.stacks);
const textOf = ({ title, detail, isStateful }: Chip) =>
  `${isStateful ? 'stateful ' : ''}${title}${detail === undefined ? '' : `: ${detail}`}`;
const textsOf = ({ entry, regions, between }: Overview) => ({
  entry: entry.map(textOf),
  regions: regions.map(({ label, compute, stores }) => [label, ...[...compute, ...stores].map(textOf)]),
  between: between.map(textOf),
});

const node = (id: string, { service = id, name = '', ...own }: Partial<GraphNode> = {}): GraphNode => ({
  id,
  category: 'compute',
  details: [],
  frame: 'region',
  members: [id],
  service,
  name,
  ...own,
});

const REGION: Graph = {
  nodes: [],
  frames: [{ id: 'region', label: 'Region eu-west-1', kind: 'region' }],
  edges: [],
  hidden: {},
};

test('shows what a request reaches: one virtual machine', () => {
  expect(textsOf(overviewOf(stageGraph('monolith')))).toEqual({
    entry: ['Users: browsers and apps', 'CloudFront: Distribution'],
    regions: [
      [
        'Region us-east-1',
        'Load balancer: internal',
        'EC2 Auto Scaling group: 1-2 x t4g.small',
        'stateful RDS PostgreSQL: db.t4g.small',
        'stateful S3: Assets Bucket',
        'stateful SQS: 2 queues',
      ],
    ],
    between: [],
  });
});

test('shows every Region, and the stores between them', () => {
  const region = (label: string, instances: string) => [
    label,
    'Load balancer: internal',
    'Web: 6-100 tasks',
    'Worker: 2-100 tasks',
    `stateful Aurora PostgreSQL: ${instances}`,
    'stateful ElastiCache Valkey: 3 shards of 2 nodes',
    'stateful S3: Assets Bucket',
    'stateful SQS: 2 queues',
  ];
  expect(textsOf(overviewOf(stageGraph('multi-region')))).toEqual({
    entry: ['Users: browsers and apps', 'WAF: 6 rules', 'CloudFront: Distribution'],
    regions: [region('Region us-east-1', 'writer, 2 readers'), region('Region eu-west-1', '3 readers')],
    between: ['stateful DynamoDB: 2 tables', 'stateful Aurora Global Database'],
  });
});

test('shows everything but networks if nobody uses the application from outside', () => {
  const nodes = [node('AWS Lambda', { name: 'Import' }), node('NAT gateway', { category: 'network' })];
  expect(textsOf(overviewOf({ ...REGION, nodes })).regions).toEqual([['Region eu-west-1', 'Lambda: Import']]);
});

test('leaves out what no request reaches', () => {
  const users = node('Users', { category: 'users', frame: undefined });
  const nodes = [users, node('Web'), node('Cleanup')];
  const graph = { ...REGION, nodes, edges: [{ source: 'Users', target: 'Web' }] };
  expect(textsOf(overviewOf(graph)).regions).toEqual([['Region eu-west-1', 'Web']]);
});

test('cuts long names, so that they fit into half of the width', () => {
  const nodes = [node('a', { service: 'x'.repeat(60), name: 'y'.repeat(60) })];
  const [{ compute }] = overviewOf({ ...REGION, nodes }).regions;
  expect(compute.map(textOf)).toEqual([`${'x'.repeat(21)}...: ${'y'.repeat(22)}...`]);
});

test('is empty for an app without resources', () => {
  expect(overviewDrawing(overviewOf({ nodes: [], frames: [], edges: [], hidden: {} }))).toMatchObject({
    height: 0,
    nodes: [],
    edges: [],
  });
});

const overlap = (left: Box, right: Box) =>
  left.x < right.x + right.width &&
  right.x < left.x + left.width &&
  left.y < right.y + right.height &&
  right.y < left.y + left.height;

function expectApart(boxes: readonly Box[]) {
  boxes.forEach((box, index) => {
    expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(OVERVIEW_WIDTH);
  });
}

test.each(GrowthStages.NAMES)('no two boxes of %s overlap, and none leaves the drawing', (name) => {
  const { nodes, frames } = overviewDrawing(overviewOf(stageGraph(name)));
  expectApart(nodes);
  expectApart(frames);
});

test('three Regions with long names are two in a row, and stay apart', () => {
  const regions = ['a', 'b', 'c'];
  const graph: Graph = {
    ...REGION,
    nodes: regions.flatMap((frame) =>
      Array.from({ length: 5 }, (_, index) => node(`${frame}${index}`, { frame, service: 'service'.repeat(9) })),
    ),
    frames: regions.map((id) => ({ id, label: `Region ${id}`, kind: 'region' })),
  };
  const { nodes, frames } = overviewDrawing(overviewOf(graph));
  expect(nodes).toHaveLength(15);
  expect(frames.map(({ x }) => x)).toEqual([0, expect.any(Number), 0]);
  expectApart(nodes);
  expectApart(frames);
});

test('the picture of the README is that of the stages; `npm run stage-picture` writes it', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(stagePicture());
});
