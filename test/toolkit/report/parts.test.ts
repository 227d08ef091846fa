import { graphOf } from '../../../toolkit/report/graph/graph';
import { Drawing, drawingOf } from '../../../toolkit/report/graph/layout';
import { Graph, GraphNode } from '../../../toolkit/report/graph/model';
import { GraphPart, partsOf } from '../../../toolkit/report/graph/parts';
import { exampleStages } from './helpers/stages';

jest.setTimeout(60_000);

/** Units of a drawing: at two thirds of the size it still fits a wide window. */
const WIDEST = 2_300;

let graph: Graph;
let parts: GraphPart[];
let drawings: Drawing[];

beforeAll(async () => {
  graph = graphOf(exampleStages()[3].stacks);
  parts = partsOf(graph);
  drawings = [];
  for (const part of parts) {
    drawings.push(await drawingOf(part.graph));
  }
});

test('an app of one networked Region is one drawing of everything', () => {
  for (const { stacks } of exampleStages().slice(0, 3)) {
    const whole = graphOf(stacks);
    expect(partsOf(whole)).toEqual([{ graph: whole }]);
  }
});

test('several Regions are drawn together, and each by itself', () => {
  expect(parts.map(({ title }) => title)).toEqual([
    'All Regions, and what is between them',
    'Region us-east-1',
    'Region eu-west-1',
  ]);
});

test('every part of the architecture is in a drawing', () => {
  const ids = new Set(parts.flatMap((part) => part.graph.nodes.map(({ id }) => id)));
  expect(graph.nodes.filter(({ id }) => !ids.has(id))).toEqual([]);
});

test('every connection is in a drawing', () => {
  const drawn = new Set(parts.flatMap((part) => part.graph.edges.map(({ source, target }) => `${source} ${target}`)));
  expect(graph.edges.filter(({ source, target }) => !drawn.has(`${source} ${target}`))).toEqual([]);
});

test('nothing leads to what is not there, and every frame has its parent', () => {
  for (const {
    graph: { nodes, frames, edges },
  } of parts) {
    const ids = new Set(nodes.map(({ id }) => id));
    expect(edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target))).toEqual([]);
    const known = new Set(frames.map(({ id }) => id));
    expect(
      [...nodes.map(({ frame }) => frame), ...frames.map(({ parent }) => parent)].filter(
        (frame) => frame !== undefined && !known.has(frame),
      ),
    ).toEqual([]);
  }
});

test('a Region as one node says what it holds, and has one line to each neighbour', () => {
  const [
    {
      graph: { nodes, edges },
    },
  ] = parts;
  const regions = nodes.filter(({ id }) => id.startsWith('all:'));
  expect(regions.map(({ service, holds }) => [service, holds])).toEqual([
    ['us-east-1', 'what its stores hold'],
    ['eu-west-1', 'what its stores hold'],
  ]);
  expect(
    regions.every(({ details }) => details.includes('Amazon Aurora cluster') && details.includes('2 x Amazon SQS')),
  ).toBe(true);
  const pairs = edges.map(({ source, target }) => [source, target].sort().join(' '));
  expect(new Set(pairs).size).toBe(pairs.length);
  const edge = edges.find(
    ({ source, target }) =>
      target === regions[1].id && nodes.find(({ id }) => id === source)?.service === 'Amazon CloudFront',
  );
  expect(edge?.label?.split(', ').sort()).toEqual(['files', 'requests']);
});

test('drawings fit a window, and no node is put on another', () => {
  expect(drawings.map(({ width }) => width).filter((width) => width > WIDEST)).toEqual([]);
  const overlap = (one: { x: number; y: number; width: number; height: number }, other: typeof one) =>
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height;
  const pairs = drawings.flatMap(({ nodes }) =>
    nodes.flatMap((one, index) =>
      nodes
        .slice(index + 1)
        .filter((other) => overlap(one, other))
        .map((other): GraphNode[] => [one.node, other.node]),
    ),
  );
  expect(pairs).toEqual([]);
});
