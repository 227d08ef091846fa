import { plainType } from '../graph/kinds';
import { Graph, GraphNode } from '../graph/model';
import { svgOf } from '../graph/svg';
import { ReportModel, StageDrawing, StageModel } from '../model';
import { overviewDrawing } from '../overview/layout';
import { DIAGRAM_LEGEND, OVERVIEW_LEGEND } from '../overview/legend';
import { overviewOf } from '../overview/overview';
import { legend } from './legend';
import { html, Markup } from './markup';
import { counted, details, idOf, list, scrolling, section } from './parts';

/** The id of a drawing of a stage. */
export const drawingId = (name: string, index: number) => `drawing-${idOf(name)}-${index}`;

/** An overview of each stage, and the diagrams behind folds. */
export function architecture({ stages }: ReportModel): Markup {
  return section('architecture', 'Architecture', [
    html`<p>
      Drawn from the synthesized templates. An overview shows what a request of a user reaches; the full diagrams below
      show every connection that references, permissions and security groups allow.
    </p> `,
    legend(OVERVIEW_LEGEND),
    html`<div class="overviews">${stages.map(overview)}</div> `,
    html`<h3>Full diagrams</h3>`,
    html`<p>If several Regions have a network, one diagram shows all Regions, and one each Region.</p> `,
    details('What the marks mean', legend(DIAGRAM_LEGEND)),
    ...stages.map(fullDiagrams),
  ]);
}

function overview({ name, stage, graph }: StageModel): Markup {
  const id = `architecture-${idOf(name)}`;
  const title = `Overview of ${name}; the full diagram as text is below`;
  const svg = svgOf(overviewDrawing(overviewOf(graph)), `overview-${idOf(name)}`, title, 'overview');
  return html`<article class="stage" id="${id}" aria-labelledby="${id}-head">
    <h3 id="${id}-head">${name}</h3>
    ${stage ? html`<p>${stage.title}</p>` : ''} ${svg}
  </article> `;
}

function fullDiagrams({ name, graph, drawings }: StageModel): Markup {
  return details(
    `Full diagram of ${name}`,
    html`${drawings.map((drawn, index) => figure(name, drawn, index))}
      <div class="screen-only">${details('The diagram as text', asText(graph))}</div>
      ${leftOut(graph)}`,
  );
}

function leftOut({ hidden }: Graph): Markup | string {
  const types = Object.entries(hidden);
  if (types.length === 0) {
    return '';
  }
  const resources = types.reduce((sum, [, number]) => sum + number, 0);
  return details(
    `${counted(resources, 'resource')} of ${counted(types.length, 'type')} that the diagram leaves out`,
    html`<div class="columns">${list(types.map(([type, number]) => `${number} x ${plainType(type)}`))}</div>`,
  );
}

function figure(name: string, { title, drawing }: StageDrawing, index: number): Markup {
  const id = drawingId(name, index);
  const shown = title === undefined ? `architecture of ${name}` : `architecture of ${name}, ${title}`;
  const size = `${counted(drawing.nodes.length, 'part')}, ${counted(drawing.edges.length, 'connection')}`;
  const svg = svgOf(drawing, `${id}-svg`, `Diagram, ${shown}: ${size}; the same as text is below`);
  return html`${title === undefined ? '' : html`<h4>${title}</h4> `}
    <div id="${id}">${scrolling(`Diagram: ${shown}`, svg)}</div> `;
}

function asText(graph: Graph): Markup {
  return list(graph.nodes.map((node) => nodeText(node, graph)));
}

function nodeText(node: GraphNode, graph: Graph): Markup {
  const frames = framesAround(node.frame, graph);
  const targets = graph.edges
    .filter(({ source }) => source === node.id)
    .map(({ target, label }) => `${titleOf(target, graph)}${label ? ` (${label})` : ''}`);
  const facts = [
    ...(node.details.length > 0 ? [`: ${node.details.join(', ')}`] : []),
    ...(node.holds ? [`; keeps ${node.holds}`] : []),
    ...(frames.length > 0 ? [`; in ${frames.join(', ')}`] : []),
    ...(targets.length > 0 ? [`; leads to ${targets.join('; ')}`] : []),
  ];
  return html`<b>${titleOf(node.id, graph)}</b>${facts}`;
}

function titleOf(id: string, { nodes }: Graph): string {
  const { service, name } = nodes.find((node) => node.id === id)!;
  return [service, name].filter(Boolean).join(' ');
}

/** The labels of the frames around something, the outermost first. */
function framesAround(id: string | undefined, graph: Graph): string[] {
  const frame = graph.frames.find((candidate) => candidate.id === id);
  return frame ? [...framesAround(frame.parent, graph), frame.label] : [];
}
