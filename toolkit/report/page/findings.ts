import { ChangeClass, CLASSES, ResourceChange } from '../../diff/change-class';
import { DiffReport } from '../../diff/report';
import { ITEMIZED_CLASSES, locationOf, reasonOf, TITLES } from '../../diff/words';
import { Plan } from '../../plan';
import { ReportModel, StageModel } from '../model';
import { html, Markup } from './markup';
import { badge, counted, details, dollars, inline, list, section, table, whole } from './parts';

/** More lines of a class than these are counted; `growth diff` has all of them. */
const MOST_LINES = 12;

/** What a reader has to know before believing the rest. */
export function findings({ stages, differences, plans }: ReportModel): Markup {
  return section('findings', 'Findings', [
    ...(differences.length > 0 ? differencesOf(differences) : []),
    html`<h3>Too small for their users</h3>`,
    limits(stages),
    html`<h3>Not included in the total</h3>`,
    ...stages.map(unpriced),
    html`<h3>Unverified prices</h3>`,
    unverified(stages),
    ...(plans.length > 0 ? [html`<h3>Not proved against AWS</h3>`, unproved(plans)] : []),
  ]);
}

function differencesOf(differences: readonly DiffReport[]): Markup[] {
  return [
    html`<h3>What changes between the stages, end to end</h3>
      <p>
        As <code>growth diff</code> judges it, if one stage were deployed over the other at once. The transitions go in
        steps to avoid what is listed first here.
      </p> `,
    changeTable(differences),
    ...differences.map(changesOf),
  ];
}

function unproved(plans: readonly Plan[]): Markup {
  const steps = plans.flatMap((plan) => plan.steps);
  const open = steps.filter(({ duration, downtime }) => !duration.proved || !downtime.proved);
  if (open.length === 0) {
    return html`<p>Everything was measured.</p>`;
  }
  const names = open.map(({ place }, index) => html`${index > 0 ? ', ' : ''}<code>${place}</code>`);
  return html`<p>
    The duration or downtime of ${whole(open.length)} of ${counted(steps.length, 'deployment')} rests on documents and
    estimates: ${names}. Rehearse them in a copy of the environment.
  </p>`;
}

function changeTable(differences: readonly DiffReport[]): Markup {
  const used = CLASSES.filter((name) => differences.some(({ counts }) => counts[name] > 0));
  const rows = [
    ...used.map((name) => [TITLES[name], ...differences.map(({ counts }) => whole(counts[name]))]),
    ['Unchanged', ...differences.map(({ unchanged }) => whole(unchanged))],
  ];
  const cost = [
    'Fixed cost a month',
    ...differences.map(
      ({ fixedCost: { beforeMonthlyUsd, afterMonthlyUsd } }) =>
        `${dollars(beforeMonthlyUsd)} to ${dollars(afterMonthlyUsd)}`,
    ),
  ];
  return table(
    'Resources by what happens to them',
    ['What happens', ...differences.map(({ from, to }) => `${from} to ${to}`)],
    [...rows, cost],
    1,
  );
}

function changesOf({ from, to, changes, notes }: DiffReport): Markup {
  const atRisk = changes.filter((change) => change.class === 'data-risk').length;
  const verdict =
    atRisk > 0 ? badge('bad', `data at risk in ${counted(atRisk, 'resource')}`) : badge('good', 'no data at risk');
  const notCompared =
    notes.length > 0
      ? html`<h4>Not compared</h4>
          ${list(notes)}`
      : '';
  return details(
    html`${from} to ${to}: ${verdict}`,
    html`${ITEMIZED_CLASSES.map((name) => changesIn(name, changes))}${notCompared}`,
  );
}

function changesIn(name: ChangeClass, changes: readonly ResourceChange[]): Markup | string {
  const own = changes.filter((change) => change.class === name);
  if (own.length === 0) {
    return '';
  }
  const rest = own.length - MOST_LINES;
  const items = own
    .slice(0, MOST_LINES)
    .map((change) => html`<code>${change.type}</code> ${locationOf(change)}: ${inline(reasonOf(change))}`);
  const more = rest > 0 ? [html`${rest} more, which <code>growth diff</code> lists`] : [];
  return html`<h4>${TITLES[name]}: ${own.length}</h4>
    ${list([...items, ...more])}`;
}

function limits(stages: readonly StageModel[]): Markup {
  const atTypical = stages.flatMap(({ name, bill }) =>
    bill.limits.map(
      ({ address, what, needed, most }) =>
        html`${badge('bad', name)} at ${whole(bill.users)} users: ${inline(what)}, ${whole(needed)} needed, at most
        ${whole(most)} allowed by ${address}`,
    ),
  );
  const later = stages.flatMap(({ name, curve }) => {
    const small = curve.find(({ isTooSmall }) => isTooSmall);
    return small ? [`${name} is too small from about ${whole(small.users)} users on`] : [];
  });
  return list([
    ...(atTypical.length > 0 ? atTypical : ['At their typical users, every stage allows what is needed.']),
    ...later,
  ]);
}

function unpriced({ name, bill }: StageModel): Markup {
  const reasons = new Map<string, number>();
  bill.unpriced.forEach(({ reason }) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
  return reasons.size === 0
    ? html`<p>${name}: everything has a price.</p>`
    : details(
        `${name}: ${counted(reasons.size, 'item')} without a known price or quantity`,
        list([...reasons].map(([reason, count]) => (count > 1 ? `${reason} (${count} resources)` : reason))),
      );
}

function unverified(stages: readonly StageModel[]): Markup {
  const found = stages.filter(({ bill }) => bill.unverified.what.length > 0);
  return found.length === 0
    ? html`<p>Every price of these bills is confirmed.</p>`
    : list(
        found.map(
          ({ name, bill }) =>
            `${name}: ${dollars(bill.unverified.monthlyUsd)} of ${dollars(bill.monthlyUsd)} a month rest on ` +
            `${bill.unverified.what.join(', ')}`,
        ),
      );
}
