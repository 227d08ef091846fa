import { Plan, PlanStep } from '../../plan';
import { rangeOf } from '../../plan/words';
import { ReportModel } from '../model';
import { html, Markup, px } from './markup';
import { badge, counted, details, dollars, list, prose, scrolling, section } from './parts';

const signed = (amount: number) => `${amount < 0 ? '-' : '+'}${dollars(Math.abs(amount))}`;

/** The ways from each stage to the next. */
export function transitions({ plans }: ReportModel): Markup {
  return section('transitions', 'Transitions', [
    html`<p>
      Each transition is a list of deployments, one after the other. Times are from documents and estimates and hold for
      the size of database that is named; <b>nothing here is measured against AWS unless it says so</b>.
      <code>growth plan</code> has the commands and checks.
    </p> `,
    ...plans.map(transition),
  ]);
}

function transition(plan: Plan, index: number): Markup {
  const { from, to, totals, steps, costs, notes, databaseGiB } = plan;
  const downtime =
    totals.downtimeMaxMinutes === 0
      ? badge('good', 'no downtime expected')
      : badge(
          'warn',
          `downtime ${rangeOf(totals.downtimeMinMinutes, totals.downtimeMaxMinutes)}, at ` +
            `${totals.downtimeAt.join(', ')}`,
        );
  const facts = [
    html`${rangeOf(totals.minMinutes, totals.maxMinutes)} of deployments with a database of ${databaseGiB}
    GiB${totals.watchHours > 0 ? `, and ${totals.watchHours} h of normal work between them` : ''}; ${downtime}`,
    html`Points of no return:
    ${totals.pointsOfNoReturn.length === 0 ? badge('good', 'none') : totals.pointsOfNoReturn.map((place) => html`${badge('bad', place)} `)}`,
    ...(costs && totals.highestCost
      ? [
          `What always runs: from ${dollars(costs.startMonthlyUsd)} to ${dollars(costs.targetMonthlyUsd)} a ` +
            ('month; at most ' + `${dollars(totals.highestCost.monthlyUsd)} ` + `at ${totals.highestCost.place}, `) +
            (`${signed(totals.highestCost.moreThanTargetMonthlyUsd)} ` + 'against the end.'),
        ]
      : []),
  ];
  return html`<article class="stage" id="transition-${index + 1}" aria-labelledby="transition-${index + 1}-head">
    <h3 id="transition-${index + 1}-head">${from} to ${to}: ${counted(steps.length, 'deployment')}</h3>
    ${list(facts)} ${scrolling(`Timeline: from ${from} to ${to}`, strip(plan, index))}
    <ol class="timeline">
      ${steps.map(stepOf)}
    </ol>
    ${notes.length > 0 ? details('What holds for the whole way', list(notes.map(prose))) : ''}
  </article> `;
}

/** The steps side by side, as wide as they may take long; the list below says the same. */
function strip({ steps, from, to }: Plan, index: number): Markup {
  const [width, gap, least] = [980, 6, 64];
  const longest = steps.reduce((sum, { duration }) => sum + duration.maxMinutes, 0) || 1;
  const room = width - gap * (steps.length - 1) - least * steps.length;
  let x = 0;
  const boxes = steps.map((step, place) => {
    const own = least + (room * step.duration.maxMinutes) / longest;
    const box = { step, number: place + 1, x, width: own };
    x += own + gap;
    return box;
  });
  return html`<svg
    class="strip"
    role="img"
    aria-labelledby="strip-${index}-title"
    viewBox="-2 0 ${width + 4} 74"
    width="${width}"
    height="74"
  >
    <title id="strip-${index}-title">
      The ${steps.length} deployments from ${from} to ${to}, as wide as each may take long
    </title>
    ${boxes.map(({ step, number, x: left, width: own }) => {
      const kind =
        step.pointOfNoReturn || step.noWayBack !== undefined ? 'final' : step.downtime.maxMinutes > 0 ? 'down' : 'calm';
      return html`<g class="${kind}"
        ><rect
          x="${px(left)}"
          y="22"
          width="${px(own)}"
          height="28"
          rx="4"
        />${kind === 'calm' ? '' : html`<text class="mark" x="${px(left + own / 2)}" y="15">${kind === 'final' ? 'no return' : 'downtime'}</text>`}<text
          class="number"
          x="${px(left + own / 2)}"
          y="41"
          >${number}</text
        ><text x="${px(left + own / 2)}" y="66">${rangeOf(step.duration.minMinutes, step.duration.maxMinutes)}</text></g
      >`;
    })}
  </svg>`;
}

function stepOf(step: PlanStep): Markup {
  const {
    place,
    title,
    description,
    downtime,
    duration,
    extraCost,
    costWhileItLasts: cost,
    rollback,
    noWayBack,
    pointOfNoReturn,
    checksAfter,
  } = step;
  const isFinal = pointOfNoReturn || noWayBack !== undefined;
  const minutes = downtime.maxMinutes === 0 ? '' : `${rangeOf(downtime.minMinutes, downtime.maxMinutes)}: `;
  const rows: [string, Markup | string][] = [
    ['Downtime', html`${minutes}${prose(downtime.expected)} ${proof(downtime)}`],
    [
      'Duration',
      html`${rangeOf(duration.minMinutes, duration.maxMinutes)}${duration.watchHours > 0 ? `, then ${duration.watchHours} h of normal work` : ''}
      ${proof(duration)}`,
    ],
    [
      'Cost',
      html`${cost ? `${dollars(cost.monthlyUsd)} a month always runs: ${signed(cost.moreThanBeforeMonthlyUsd)} ` + ('against the place before, ' + `${signed(cost.moreThanTargetMonthlyUsd)} ` + 'against the end. ') : ''}${prose(extraCost)}`,
    ],
    ...(isFinal
      ? [['No return', prose(noWayBack ?? 'from here on there is no quick way back')] satisfies [string, Markup]]
      : []),
    ['Way back', prose(rollback)],
  ];
  return html`<li class="${isFinal ? 'final' : downtime.maxMinutes > 0 ? 'down' : 'calm'}">
    <h4>
      <code>${place}</code> ${title} ${isFinal ? badge('bad', 'point of no return') : ''}
      ${downtime.maxMinutes > 0 ? badge('warn', 'downtime') : ''}
    </h4>
    <p>${prose(description)}</p>
    <dl>
      ${rows.map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
    ${details('What the times rest on, and what is checked after', list([html`Duration: ${prose(duration.basis)}`, html`Downtime: ${prose(downtime.basis)}`, ...(duration.proved ? [] : [html`To prove the duration: ${prose(duration.howToProve)}`]), ...(downtime.proved ? [] : [html`To prove the downtime: ${prose(downtime.howToProve)}`]), ...checksAfter.map((check) => html`Check after: ${prose(check)}`)]))}
  </li> `;
}

function proof({ proved }: { readonly proved: boolean }): Markup {
  return proved ? badge('good', 'measured against AWS') : badge('plain', 'not proved against AWS');
}
