import { guideName } from '../../cost';
import { BillModel } from '../bill-model';
import { ReportModel, StageModel } from '../model';
import { html, Markup } from './markup';
import { serviceName } from './names';
import { badge, counted, dollars, list, perUser, section, table, whole } from './parts';

const COLUMNS = ['Service', 'Total', 'Fixed cost', 'Usage cost', 'Fixed cost filled, usage cost outlined'];

/** How wide the longest bar is. */
const BAR_WIDTH = 120;

/** The bills by service. */
export function bills({ stages }: ReportModel): Markup {
  return section('bills', 'The bill by service', stages.map(billOf));
}

function billOf({ name, bill }: StageModel): Markup {
  const { users, monthlyUsd } = bill;
  return html`<article class="stage">
    <h3>${name} at ${whole(users)} users: ${dollars(monthlyUsd)} a month, ${perUser(monthlyUsd / users)} a user</h3>
    ${table(`Bill of ${name} at ${whole(users)} users, US dollars a month`, COLUMNS, rowsOf(bill), 1)}
    ${list(factsOf(bill))}
  </article> `;
}

function rowsOf({ services, monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd }: BillModel): (Markup | string)[][] {
  const most = services[0]?.monthlyUsd ?? 1;
  const totals = [monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd].map((usd) => html`<b>${dollars(usd)}</b>`);
  return [
    ...services.map((cost) => [
      serviceName(cost.service),
      dollars(cost.monthlyUsd),
      dollars(cost.fixedMonthlyUsd),
      dollars(cost.usageMonthlyUsd),
      bar(cost.fixedMonthlyUsd / most, cost.usageMonthlyUsd / most),
    ]),
    [html`<b>Total</b>`, ...totals, ''],
  ];
}

function factsOf({ budget, guides, unpriced, limits, basis, priceDates }: BillModel): (Markup | string)[] {
  return [
    ...(budget ? [budgetFact(budget)] : []),
    ...guides.map((guide) => `${guideName(guide)} guide, ${guide.users} users: ${guide.text}`),
    ...(unpriced.length > 0 ? [unpricedFact(unpriced.length)] : []),
    ...(limits.length > 0
      ? [html`${badge('bad', 'too small')} The templates do not allow what the users need (findings).`]
      : []),
    `${basis}; prices of ${priceDates[0]} to ${priceDates[1]}.`,
  ];
}

function unpricedFact(number: number): string {
  const items = `${counted(number, 'item')} without a known price or quantity`;
  return `At least this: ${items} ${number === 1 ? 'is' : 'are'} not included in the total (findings).`;
}

function budgetFact({ monthlyUsd, source, overMonthlyUsd }: NonNullable<BillModel['budget']>): Markup {
  const verdict =
    overMonthlyUsd > 0
      ? badge('bad', `over by ${dollars(overMonthlyUsd)}`)
      : badge('good', `under by ${dollars(-overMonthlyUsd)}`);
  return html`Budget ${dollars(monthlyUsd)}, ${source}: ${verdict}`;
}

/** Fixed cost filled, usage cost outlined behind it; the cells before it have the figures. */
function bar(fixed: number, usage: number): Markup {
  const [filled, outlined] = [Math.round(BAR_WIDTH * fixed), Math.round(BAR_WIDTH * usage)];
  return html`<svg class="bar" aria-hidden="true" viewBox="0 0 124 12" width="124" height="12">
    <rect class="fixed" width="${filled}" height="12" />
    <rect class="usage" x="${filled}" width="${Math.max(outlined, 0)}" height="12" />
  </svg>`;
}
