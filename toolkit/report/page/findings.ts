import { CLASSES } from '../../diff/change-class';
import { DiffReport } from '../../diff/report';
import { ITEMIZED_CLASSES, locationOf, reasonOf, TITLES } from '../../diff/words';
import { ReportModel, StageModel } from '../model';
import { html, Markup } from './markup';
import { badge, counted, details, dollars, list, section, table, whole } from './parts';

/** More lines of a class than these are counted; `growth diff` has all of them. */
const MOST_LINES = 12;

/** What a reader has to know before believing the rest. */
export function findings(model: ReportModel): Markup {
  const { stages, differences, plans } = model;
  const open = plans.flatMap(({ steps }) =>
    steps.filter(({ duration, downtime }) => !duration.proved || !downtime.proved).map(({ place }) => place),
  );
  return section('findings', 'Findings', [
    ...(differences.length > 0
      ? [
          html`<h3>What changes between the stages, end to end</h3>
            <p>
              As if somebody deployed one stage over the other at once, which <code>growth diff</code> judges; the
              transitions go in steps exactly because of what stands here first.
            </p> `,
          changeTable(differences),
          ...differences.map(changesOf),
        ]
      : []),
    html`<h3>Too small for their users</h3>`,
    limits(stages),
    html`<h3>In no sum</h3>`,
    ...stages.map(unpriced),
    html`<h3>Prices that AWS's own price data does not confirm</h3>`,
    unverified(stages),
    ...(plans.length > 0
      ? [
          html`<h3>Not proved against AWS</h3>`,
          html`<p>
            ${open.length === 0 ? 'Everything was measured.' : html`Duration or downtime of ${counted(open.length, 'deployment')} of ${plans.reduce((sum, { steps }) => sum + steps.length, 0)} rests on documents and estimates: ${open.map((place, index) => html`${index > 0 ? ', ' : ''}<code>${place}</code>`)}. Rehearse in a copy of the environment.`}
          </p>`,
        ]
      : []),
  ]);
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
  const groups = ITEMIZED_CLASSES.map((name) => ({
    name,
    own: changes.filter((change) => change.class === name),
  })).filter(({ own }) => own.length > 0);
  const lines = groups.map(
    ({ name, own }) =>
      html`<h4>${TITLES[name]}: ${own.length}</h4>
        ${list([...own.slice(0, MOST_LINES).map((change) => html`<code>${change.type}</code> ${locationOf(change)}: ${reasonOf(change)}`), ...(own.length > MOST_LINES ? [`${own.length - MOST_LINES} more, which growth diff lists`] : [])])}`,
  );
  const atRisk = changes.filter((change) => change.class === 'data-risk').length;
  return details(
    html`${from} to ${to}:
    ${atRisk > 0 ? badge('bad', `data at risk in ${counted(atRisk, 'resource')}`) : badge('good', 'no data at risk')}`,
    html`${lines}${
      notes.length > 0
        ? html`<h4>Not compared</h4>
            ${list([...notes])}`
        : ''
    }`,
  );
}

function limits(stages: readonly StageModel[]): Markup {
  const atTypical = stages.flatMap(({ name, bill }) =>
    bill.limits.map(
      ({ address, what, needed, most }) =>
        html`${badge('bad', name)} at ${whole(bill.users)} users: ${what}, ${whole(needed)} needed, at most
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
        `${name}: ${counted(reasons.size, 'thing')} without a known price or quantity; the sums are at least ` +
          'what they say',
        list([...reasons].map(([reason, count]) => `${reason}${count > 1 ? ` (${count} resources)` : ''}`)),
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
