import { plainType } from '../graph/kinds';
import { svgOf } from '../graph/svg';
import { ReportModel, StageDrawing, StageModel } from '../model';
import { chart, PER_USER, TOTAL } from './chart';
import { html, Markup } from './markup';
import { serviceName } from './names';
import { badge, counted, details, dollars, list, perUser, scrolling, section, table, whole } from './parts';

/** An id without what an id may not have. */
export const idOf = (name: string) => name.replace(/[^A-Za-z0-9-]+/g, '-');

/** The id of a drawing of a stage. */
export const drawingId = (name: string, index: number) => `drawing-${idOf(name)}-${index}`;

/** The stages at a glance. */
export function summary({ stages, plans, differences }: ReportModel): Markup {
  const rows = stages.map(({ name, stage, bill, resources, graph }) => [
    html`<a href="#architecture-${idOf(name)}">${name}</a>`,
    stage ? usersOf(stage.users) : 'not known',
    whole(bill.users),
    html`${bill.unpriced.length > 0 ? 'at least ' : ''}${dollars(bill.monthlyUsd)}`,
    perUser(bill.monthlyUsd / bill.users),
    bill.budget
      ? html`${dollars(bill.budget.monthlyUsd)}
        ${bill.budget.overMonthlyUsd > 0 ? badge('bad', 'over') : badge('good', 'kept')}`
      : 'none',
    stage ? `${stage.kpis.p99LatencyMs} ms, ${stage.kpis.uptimePercent} %` : 'none given',
    `${whole(resources)}, ` +
      `${graph.nodes.filter(({ holds }) => holds).reduce((sum, { members }) => sum + members.length, 0)} ` +
      'stateful',
  ]);
  const downtime = plans.filter(({ totals }) => totals.downtimeMaxMinutes > 0);
  const atRisk = differences.reduce((sum, { counts }) => sum + counts['data-risk'], 0);
  const facts = [
    ...(plans.length > 0
      ? [
          html`<b
              >${counted(
                plans.reduce((sum, { steps }) => sum + steps.length, 0),
                'deployment',
              )}</b
            >
            lead from the first stage to the last; users notice
            ${
              downtime.length === 0
                ? 'none of them'
                : html`something in
                  ${counted(
                    downtime.reduce((sum, { totals }) => sum + totals.downtimeAt.length, 0),
                    'of them',
                    'of them',
                  )}`
            }
            (<a href="#transitions">transitions</a>).`,
        ]
      : []),
    ...(differences.length > 0
      ? [
          html`Comparing the stages end to end, <b>${counted(atRisk, 'resource')}</b> would put data at risk if the
            steps between were skipped (<a href="#findings">findings</a>).`,
        ]
      : []),
  ];
  return section('summary', 'At a glance', [
    table(
      'Stages',
      ['Stage', 'Made for users', 'Bill at users', 'USD a month', 'Per user', 'Budget', 'p99, uptime', 'Resources'],
      rows,
      2,
    ),
    facts.length > 0 ? list(facts) : '',
  ]);
}

function usersOf({ minUsers, maxUsers }: { readonly minUsers: number; readonly maxUsers?: number }): string {
  return maxUsers === undefined ? `from ${whole(minUsers)}` : `${whole(minUsers)} to ${whole(maxUsers)}`;
}

/** Cost against users. */
export function costs({ stages, guides, users: today }: ReportModel): Markup {
  const steps = stages[0].curve
    .map(({ users }) => users)
    .filter((users) => stages.every(({ curve }) => curve.some((point) => point.users === users)));
  const cell = ({ curve }: StageModel, step: number, of: (usd: number, users: number) => string) => {
    const { monthlyUsd, users, isTooSmall } = curve.find((point) => point.users === step)!;
    return html`${of(monthlyUsd, users)}${isTooSmall ? html` <small>too small</small>` : ''}`;
  };
  const rows = (of: (usd: number, users: number) => string) =>
    steps.map((step) => [whole(step), ...stages.map((stage) => cell(stage, step, of))]);
  const head = ['Active users', ...stages.map(({ name }) => name)];
  return section('cost', 'Cost against users', [
    html`<p>
      List prices of the synthesized templates with the assumptions of <code>growth cost</code>. A line is
      <b>thick</b> where the stage is made for the users, and <b>dashed, from the cross on,</b> where the templates do
      not allow what the users need: there it is the bill of a system that is too small. G1 to G4 are the figures of the
      scaling guides.
    </p> `,
    html`<h3>A month</h3>`,
    scrolling('Chart: cost of a month against users', chart(TOTAL, stages, guides, today)),
    html`<h3>A user and month</h3>`,
    scrolling('Chart: cost of a user and month against users', chart(PER_USER, stages, guides, today)),
    details(
      'The same figures as tables',
      html`${table(
        'US dollars a month',
        head,
        rows((usd) => dollars(usd)),
        1,
      )}${table(
        'US dollars a user and month',
        head,
        rows((usd, users) => perUser(usd / users)),
        1,
      )}${table(
        'What the guides say',
        ['Guide', 'Users', 'Says'],
        guides.map(({ guide, text, points }) => [
          guide,
          points.length === 1
            ? whole(points[0].users)
            : `${whole(points[0].users)} to ${whole(points[points.length - 1].users)}`,
          text,
        ]),
      )}`,
    ),
  ]);
}

/** The diagrams. */
export function architecture({ stages }: ReportModel): Markup {
  return section('architecture', 'Architecture', [
    html`<p>
      Drawn from the synthesized templates: what refers to what, what permissions and security groups allow.
      <b>Cylinders</b> keep something that a deployment could not make again; boxes can be made anew. Frames are
      Regions, networks and Availability Zones; what spans several zones stands outside of them. Of several networked
      Regions there is one drawing of all, and one of each.
    </p> `,
    ...stages.map((stage) => drawing(stage)),
  ]);
}

function drawing(model: StageModel): Markup {
  const { name, stage, graph, drawings } = model;
  const id = `architecture-${idOf(name)}`;
  const hidden = Object.entries(graph.hidden);
  const count = hidden.reduce((sum, [, number]) => sum + number, 0);
  return html`<article class="stage" id="${id}" aria-labelledby="${id}-head">
    <h3 id="${id}-head">${name}</h3>
    ${stage ? html`<p>${stage.title}</p>` : ''} ${drawings.map((one, index) => figure(name, one, index))}
    <div class="screen-only">${details('The diagram as text', asText(model))}</div>
    ${hidden.length > 0 ? details(`${counted(count, 'resource')} of ${counted(hidden.length, 'type')} that the ` + 'diagram leaves out', html`<div class="columns">${list(hidden.map(([type, number]) => `${number} x ${plainType(type)}`))}</div>`) : ''}
  </article> `;
}

function figure(name: string, { title, drawing: drawn }: StageDrawing, index: number): Markup {
  const id = drawingId(name, index);
  const what = title === undefined ? `architecture of ${name}` : `architecture of ${name}, ${title}`;
  return html`${title === undefined ? '' : html`<h4>${title}</h4> `}
    <div id="${id}">
      ${scrolling(`Diagram: ${what}`, svgOf(drawn, `${id}-svg`, `Diagram, ${what}: ` + `${counted(drawn.nodes.length, 'part')}, ` + `${counted(drawn.edges.length, 'connection')}; the ` + 'same as text is below'))}
    </div> `;
}

function asText({ graph: { nodes, edges, frames } }: StageModel): Markup {
  const named = new Map(nodes.map((node) => [node.id, [node.service, node.name].filter(Boolean).join(' ')]));
  const where = (frame: string | undefined): string[] => {
    const found = frames.find(({ id }) => id === frame);
    return found ? [...where(found.parent), found.label] : [];
  };
  const items = nodes.map(({ id, frame, details: facts, holds }) => {
    const to = edges
      .filter(({ source }) => source === id)
      .map(({ target, label }) => `${named.get(target)}${label ? ` (${label})` : ''}`);
    const place = where(frame).join(', ');
    return html`<b>${named.get(id)}</b
      >${facts.length > 0 ? `: ${facts.join(', ')}` : ''}${holds ? `; keeps ${holds}` : ''}${place ? `; in ${place}` : ''}${to.length > 0 ? `; leads to ${to.join('; ')}` : ''}`;
  });
  return list(items);
}

/** The bills by service. */
export function bills({ stages }: ReportModel): Markup {
  return section('bills', 'The bill by service', stages.map(billOf));
}

function billOf({ name, bill }: StageModel): Markup {
  const {
    users,
    services,
    monthlyUsd,
    fixedMonthlyUsd,
    usageMonthlyUsd,
    unpriced,
    limits,
    guides,
    budget,
    basis,
    priceDates,
  } = bill;
  const most = services[0]?.monthlyUsd ?? 1;
  const rows = services.map((one) => [
    serviceName(one.service),
    dollars(one.fixedMonthlyUsd),
    dollars(one.usageMonthlyUsd),
    dollars(one.monthlyUsd),
    bar(one.fixedMonthlyUsd / most, one.usageMonthlyUsd / most),
  ]);
  const sum = [
    html`<b>Together</b>`,
    ...[fixedMonthlyUsd, usageMonthlyUsd, monthlyUsd].map((usd) => html`<b>${dollars(usd)}</b>`),
    '',
  ];
  const facts = [
    ...(budget
      ? [
          html`Budget ${dollars(budget.monthlyUsd)}, ${budget.source}:
          ${budget.overMonthlyUsd > 0 ? badge('bad', `over by ${dollars(budget.overMonthlyUsd)}`) : badge('good', `under by ${dollars(-budget.overMonthlyUsd)}`)}`,
        ]
      : []),
    ...guides.map(({ guide, users: band, text }) => `${guide}, ${band} users: ${text}`),
    ...(unpriced.length > 0
      ? [
          `At least this: ${counted(unpriced.length, 'thing')} without a known price or quantity stand in no ` +
            'sum (findings).',
        ]
      : []),
    ...(limits.length > 0
      ? [html`${badge('bad', 'too small')} The templates do not allow what the users need (findings).`]
      : []),
    `${basis}; prices of ${priceDates[0]} to ${priceDates[1]}.`,
  ];
  return html`<article class="stage">
    <h3>${name} at ${whole(users)} users: ${dollars(monthlyUsd)} a month, ${perUser(monthlyUsd / users)} a user</h3>
    ${table(`Bill of ${name} at ${whole(users)} users, US dollars a month`, ['Service', 'Fixed', 'By use', 'Sum', 'Filled: fixed, outlined: by use'], [...rows, sum], 1)}
    ${list(facts)}
  </article> `;
}

/** Fixed cost full, cost by use hatched behind it; the cells before say the same. */
function bar(fixed: number, usage: number): Markup {
  const [first, second] = [Math.round(120 * fixed), Math.round(120 * usage)];
  return html`<svg class="bar" aria-hidden="true" viewBox="0 0 124 12" width="124" height="12">
    <rect class="fixed" width="${first}" height="12" />
    <rect class="usage" x="${first}" width="${Math.max(second, 0)}" height="12" />
  </svg>`;
}
