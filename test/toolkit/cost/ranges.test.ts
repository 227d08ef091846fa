import { GrowthStages } from '../../../stages';
import { readConfiguration, synthesizePoint } from '../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../toolkit/cost';

const EXAMPLE = readConfiguration('config', 'examples/saas/growth.json');

/** The last stage has no end; twice the users that the guides speak of. */
const MOST_USERS = 2_000_000;

test.each(GrowthStages.ALL.map(({ name, users }) => [name, users.maxUsers ?? MOST_USERS] as const))(
  '%s is large enough for %i users, the end of its range',
  (name, users) => {
    const { limits } = billOf(synthesizePoint(EXAMPLE, name), workloadOf(users));
    expect(limits).toEqual([]);
  },
);
