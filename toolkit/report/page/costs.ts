import { GUIDE_SOURCES } from '../../../stages/guides';
import { guideName } from '../../cost';
import { ReportModel, StageModel } from '../model';
import { chart } from './chart';
import { chartLegend } from './chart-legend';
import { PER_USER, TOTAL } from './chart-scales';
import { legend } from './legend';
import { html, Markup } from './markup';
import { details, dollars, perUser, scrolling, section, table, whole } from './parts';

/** How the cost of a month is shown. */
type Show = (monthlyUsd: number, users: number) => string;

/** Cost against users. */
export function costs(model: ReportModel): Markup {
  const { stages, guides, users: today } = model;
  return section('cost', 'Cost against users', [
    html`<p>
      List prices of the synthesized templates, with the assumptions of <code>growth cost</code>. Both axes are
      logarithmic.
    </p> `,
    legend(chartLegend(today)),
    html`<p class="note">Scaling guides: ${GUIDE_SOURCES}.</p> `,
    html`<h3>Cost of a month</h3>`,
    scrolling('Chart: cost of a month against users', chart(TOTAL, stages, guides, today)),
    html`<h3>Cost of a user and month</h3>`,
    scrolling('Chart: cost of a user and month against users', chart(PER_USER, stages, guides, today)),
    details('The same figures as tables', figures(model)),
  ]);
}

function figures({ stages, guides }: ReportModel): Markup {
  return html`${costTable('US dollars a month', stages, (usd) => dollars(usd))}
  ${costTable('US dollars a user and month', stages, (usd, users) => perUser(usd / users))} ${guideTable(guides)}`;
}

function costTable(caption: string, stages: readonly StageModel[], show: Show): Markup {
  const rows = commonUsers(stages).map((users) => [whole(users), ...stages.map((stage) => costAt(stage, users, show))]);
  return table(caption, ['Active users', ...stages.map(({ name }) => name)], rows, 1);
}

/** The numbers of users at which every stage has a cost. */
function commonUsers([first, ...others]: readonly StageModel[]): number[] {
  return first.curve
    .map(({ users }) => users)
    .filter((users) => others.every(({ curve }) => curve.some((point) => point.users === users)));
}

function costAt({ curve }: StageModel, at: number, show: Show): Markup {
  const { monthlyUsd, users, isTooSmall } = curve.find((point) => point.users === at)!;
  return html`${show(monthlyUsd, users)}${isTooSmall ? html` <small>too small</small>` : ''}`;
}

function guideTable(guides: ReportModel['guides']): Markup {
  const rows = guides.map((guide) => {
    const { title, text, points } = guide;
    const [first, last] = [points[0].users, points[points.length - 1].users];
    return [guideName(guide), points.length === 1 ? whole(first) : `${whole(first)} to ${whole(last)}`, text, title];
  });
  return table('What the guides say', ['Guide', 'Users', 'Says', 'Title'], rows);
}
