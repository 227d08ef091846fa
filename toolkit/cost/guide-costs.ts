import { GuidePhaseCost } from '../../lib';
import { GrowthStages } from '../../stages';
import { SCALING_GUIDES } from '../../stages/guides';

/** What a scaling guide says that a system costs in a month. */
export interface GuideCost {
  /** The code of the guide, `G1` to `G4`. */
  readonly guide: string;

  /** The title of the guide. */
  readonly title: string;

  /** The users of whom the guide speaks, in its own words. */
  readonly users: string;

  /** US dollars a month, at least; `undefined` if the guide does not say. */
  readonly minMonthlyUsd?: number;

  /** US dollars a month, at most; `undefined` if the guide does not say. */
  readonly maxMonthlyUsd?: number;

  /** What the guide says, in words. */
  readonly text: string;
}

/**
 * What the guides say about the cost of a number of users, a month. Where they disagree, both stand.
 *
 * @param users active users
 */
export function guideCosts(users: number): readonly GuideCost[] {
  return GrowthStages.ALL.flatMap(({ guidePhases = [] }) => guidePhases)
    .flatMap(({ guide, users: phase, costs = [] }) => costs.map((cost) => ({ guide, phase, cost })))
    .filter(({ cost: { minUsers, maxUsers = Infinity } }) => minUsers <= users && users < maxUsers)
    .map(({ guide, phase, cost }) => ({
      guide,
      title: SCALING_GUIDES[guide].title,
      users: cost.users ?? phase,
      ...monthly(cost, users),
      text: cost.text,
    }))
    .sort((left, right) => left.guide.localeCompare(right.guide));
}

/** A guide speaks of the whole bill, or of that of one user. */
function monthly(cost: GuidePhaseCost, users: number): Pick<GuideCost, 'minMonthlyUsd' | 'maxMonthlyUsd'> {
  const least = cost.minMonthlyUsd ?? timesUsers(cost.minMonthlyUsdPerUser, users);
  const most = cost.maxMonthlyUsd ?? timesUsers(cost.maxMonthlyUsdPerUser, users);
  return {
    ...(least === undefined ? {} : { minMonthlyUsd: least }),
    ...(most === undefined ? {} : { maxMonthlyUsd: most }),
  };
}

function timesUsers(usd: number | undefined, users: number): number | undefined {
  return usd === undefined ? undefined : usd * users;
}

/** The short name of a guide. */
export function guideName({ guide }: Pick<GuideCost, 'guide'>): string {
  return SCALING_GUIDES[guide].name;
}
