import { Plan, PlanStep } from '../../plan';
import { rangeOf } from '../../plan/words';
import { ReportModel } from '../model';
import { legend } from './legend';
import { html, Markup } from './markup';
import { badge, counted, details, dollars, list, prose, scrolling, section } from './parts';
import { isFinal, kindOf, strip, STRIP_LEGEND } from './strip';

const signed = (amount: number) => `${amount < 0 ? '-' : '+'}${dollars(Math.abs(amount))}`;

/** The transitions from each stage to the next. */
export function transitions({ plans }: ReportModel): Markup {
  return section('transitions', 'Transitions', [
    html`<p>
      Each transition is a list of deployments, one after the other. Times come from documents and estimates, and hold
      for the stated size of the database. <b>Nothing is measured against AWS unless it says so.</b>
      <code>growth plan</code> has the commands and checks.
    </p> `,
    legend(STRIP_LEGEND),
    ...plans.map(transition),
  ]);
}

function transition(plan: Plan, index: number): Markup {
  const { from, to, steps, notes } = plan;
  const id = `transition-${index + 1}`;
  return html`<article class="stage" id="${id}" aria-labelledby="${id}-head">
    <h3 id="${id}-head">${from} to ${to}: ${counted(steps.length, 'deployment')}</h3>
    ${list(factsOf(plan))} ${scrolling(`Timeline: from ${from} to ${to}`, strip(plan, index))}
    <ol class="timeline">
      ${steps.map(stepOf)}
    </ol>
    ${notes.length > 0 ? details('Valid for the whole transition', list(notes.map(prose))) : ''}
  </article> `;
}

function factsOf({ totals, costs, databaseGiB }: Plan): (Markup | string)[] {
  const { minMinutes, maxMinutes, watchHours, pointsOfNoReturn, highestCost } = totals;
  const watch = watchHours > 0 ? `, and ${watchHours} h of normal work between them` : '';
  const final = pointsOfNoReturn.map((place) => html`${badge('bad', place)} `);
  return [
    html`${rangeOf(minMinutes, maxMinutes)} of deployments with a database of ${databaseGiB} GiB${watch};
    ${downtimeOf(totals)}`,
    html`Points of no return: ${final.length === 0 ? badge('good', 'none') : final}`,
    ...(costs && highestCost ? [costFact(costs, highestCost)] : []),
  ];
}

function downtimeOf({ downtimeMinMinutes, downtimeMaxMinutes, downtimeAt }: Plan['totals']): Markup {
  return downtimeMaxMinutes === 0
    ? badge('good', 'no downtime expected')
    : badge('warn', `downtime ${rangeOf(downtimeMinMinutes, downtimeMaxMinutes)}, at ${downtimeAt.join(', ')}`);
}

function costFact(
  { startMonthlyUsd, targetMonthlyUsd }: NonNullable<Plan['costs']>,
  { monthlyUsd, place, moreThanTargetMonthlyUsd }: NonNullable<Plan['totals']['highestCost']>,
): string {
  return (
    `Fixed cost: from ${dollars(startMonthlyUsd)} to ${dollars(targetMonthlyUsd)} a month; at most ` +
    `${dollars(monthlyUsd)} at ${place}, ${signed(moreThanTargetMonthlyUsd)} compared with the end.`
  );
}

function stepOf(step: PlanStep): Markup {
  const { place, title, description, downtime } = step;
  return html`<li class="${kindOf(step)}">
    <h4>
      <code>${place}</code> ${title} ${isFinal(step) ? badge('bad', 'point of no return') : ''}
      ${downtime.maxMinutes > 0 ? badge('warn', 'downtime') : ''}
    </h4>
    <p>${prose(description)}</p>
    <dl>
      ${termsOf(step).map(
        ([term, text]) =>
          html`<dt>${term}</dt>
            <dd>${text}</dd> `,
      )}
    </dl>
    ${details('Where the times come from, and what to check after', list(basisOf(step)))}
  </li> `;
}

function termsOf(step: PlanStep): [string, Markup][] {
  const { downtime, duration, extraCost, rollback, noWayBack } = step;
  const minutes = downtime.maxMinutes === 0 ? '' : `${rangeOf(downtime.minMinutes, downtime.maxMinutes)}: `;
  const watch = duration.watchHours > 0 ? `, then ${duration.watchHours} h of normal work` : '';
  const time = `${rangeOf(duration.minMinutes, duration.maxMinutes)}${watch}`;
  const final = prose(noWayBack ?? 'from here on there is no quick way to roll back');
  return [
    ['Downtime', html`${minutes}${prose(downtime.expected)} ${proof(downtime)}`],
    ['Duration', html`${time} ${proof(duration)}`],
    ['Cost', html`${costOf(step)}${prose(extraCost)}`],
    ...(isFinal(step) ? [['No return', final] satisfies [string, Markup]] : []),
    ['Rollback', prose(rollback)],
  ];
}

function costOf({ costWhileItLasts: cost }: PlanStep): string {
  return cost === undefined
    ? ''
    : `Fixed cost ${dollars(cost.monthlyUsd)} a month: ${signed(cost.moreThanBeforeMonthlyUsd)} compared with the ` +
        `step before, ${signed(cost.moreThanTargetMonthlyUsd)} compared with the end. `;
}

function basisOf({ duration, downtime, checksAfter }: PlanStep): Markup[] {
  return [
    html`Duration: ${prose(duration.basis)}`,
    html`Downtime: ${prose(downtime.basis)}`,
    ...(duration.proved ? [] : [html`To prove the duration: ${prose(duration.howToProve)}`]),
    ...(downtime.proved ? [] : [html`To prove the downtime: ${prose(downtime.howToProve)}`]),
    ...checksAfter.map((check) => html`Check after: ${prose(check)}`),
  ];
}

function proof({ proved }: { readonly proved: boolean }): Markup {
  return proved ? badge('good', 'measured against AWS') : badge('plain', 'not verified on AWS');
}
