import { GrowthPath, GrowthStages } from '../../stages';
import { numberAt, StackTemplate, templateIndexOf, valueAt } from '../assembly';

/** A budget and how the bill stands to it. */
export interface Budget {
  /** US dollars a month. */
  readonly monthlyUsd: number;

  /** Who set it. */
  readonly source: string;

  /** By how much the bill is over it, in US dollars a month; negative where it is under it. */
  readonly overMonthlyUsd: number;
}

/**
 * The budget of an application: the monthly cost budget in its templates, or that of the stage. `undefined` if there
 * is none, or if there are several, because their scope is not known.
 *
 * @param place what was named; of a stage:step, the stage counts
 * @param stacks every stack
 * @param billUsd the bill, in US dollars a month
 */
export function budgetOf(place: string, stacks: readonly StackTemplate[], billUsd: number): Budget | undefined {
  const own = templateIndexOf(stacks)
    .resources.filter(({ resource }) => isMonthlyCost(resource))
    .map(({ address, resource }) => ({ amount: numberAt(resource, [...LIMIT, 'Amount'], NaN), name: address }));
  const stage = GrowthStages.find(GrowthPath.pointOf(place).stage);
  const guide = stage && { monthlyUsd: stage.monthlyBudgetUsd, source: stage.budgetSource };
  const against = (monthlyUsd: number, source: string): Budget => ({
    monthlyUsd,
    source,
    overMonthlyUsd: billUsd - monthlyUsd,
  });
  if (own.length === 0) {
    return guide && against(guide.monthlyUsd, guide.source);
  }
  const [only] = own;
  return own.length === 1 && Number.isFinite(only.amount) ? against(only.amount, sourceOf(only, guide)) : undefined;
}

const LIMIT = ['Budget', 'BudgetLimit'];

function isMonthlyCost(resource: StackTemplate['resources'][string]): boolean {
  const at = (...path: string[]) => valueAt(resource, path);
  return (
    resource.Type === 'AWS::Budgets::Budget' &&
    at('Budget', 'BudgetType') === 'COST' &&
    at('Budget', 'TimeUnit') === 'MONTHLY' &&
    at(...LIMIT, 'Unit') === 'USD'
  );
}

/** The default budget of a stage is that of a guide. */
function sourceOf(
  { amount, name }: { readonly amount: number; readonly name: string },
  guide: { readonly monthlyUsd: number; readonly source: string } | undefined,
): string {
  return guide?.monthlyUsd === amount ? guide.source : `budget ${name} in the templates`;
}
