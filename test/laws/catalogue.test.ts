import { GrowthProcedures, GrowthStages, StageTransitions } from '../../stages';
import { GuideFigures } from '../../stages/guides';
import { expectGolden, withoutProse } from '../helpers/golden';
import { settingLines } from './inventory/settings';

/** Everything that some entries say, below the name of each. */
const listed = (entries: Readonly<Record<string, object>>) =>
  Object.entries(entries).flatMap(([name, entry]) => [
    `== ${name}`,
    ...settingLines(entry as Readonly<Record<string, unknown>>, withoutProse).filter(
      (line) => !line.endsWith(': <prose>'),
    ),
  ]);

test('the stages', () => {
  expectGolden(
    'laws/golden/catalogue/stages',
    listed(Object.fromEntries(GrowthStages.ALL.map((stage) => [stage.name, stage]))),
  );
});

test('the figures of the guides', () => {
  expectGolden('laws/golden/catalogue/guides', listed({ ...GuideFigures }));
});

test('the steps of the transitions', () => {
  const steps = StageTransitions.ALL.flatMap(({ target, path, steps: own, ...rest }) => {
    const transition = path === undefined ? target : `${target} (${path})`;
    return [[transition, rest] as const, ...own.map((step) => [`${transition}:${step.name}`, step] as const)];
  });
  expectGolden('laws/golden/catalogue/transitions', listed(Object.fromEntries(steps)));
});

test('the steps of the procedures', () => {
  expectGolden(
    'laws/golden/catalogue/procedures',
    listed(Object.fromEntries(GrowthProcedures.ALL.map((procedure) => [procedure.name, procedure]))),
  );
});
