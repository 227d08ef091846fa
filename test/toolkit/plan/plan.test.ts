import { GrowthStages, GrowthPath, StageTransitions } from '../../../stages';
import { EXAMPLE } from '../../../toolkit/assembly';
import { asMarkdown, asText, Plan, plan as costedPlan, planBetween, PlanOptions } from '../../../toolkit/plan';
import { costOf, downtimeOf, timeOf, totalsOf } from '../../../toolkit/plan/words';

const PLACES = GrowthPath.points().map((place) => GrowthPath.nameOf(place));

describe('forwards', () => {
  test('from stage to stage it has every step of the transition, in order', () => {
    StageTransitions.ALL.filter(({ path }) => path === undefined).forEach(({ source, target, steps }) => {
      expect(planBetween(source, target).steps.map(({ place }) => place)).toEqual(
        steps.map(({ name }) => `${target}:${name}`),
      );
    });
  });

  test('over several stages, from the middle of one to the middle of another', () => {
    const { steps, back } = planBetween('containers:database-class', 'aurora:cut-over');
    expect(back).toBe(false);
    expect(steps.map(({ place }) => place)).toEqual([
      'containers:database-replicas',
      'containers:contract',
      'aurora:expand',
      'aurora:cut-over',
    ]);
  });

  test('each step has commands, checks, downtime with its basis, cost and rollback', () => {
    planBetween(GrowthStages.NAMES[0], GrowthStages.NAMES[3]).steps.forEach((step) => {
      const [stage, name] = step.place.split(':');
      expect(step.commands).toEqual([
        `npx cdk diff -c stage=${stage} -c step=${name}`,
        `npx cdk deploy --all -c stage=${stage} -c step=${name}`,
        `npx growth live ${step.place}`,
      ]);
      expect([
        step.checksBefore.length > 0,
        step.checksAfter.length > 0,
        step.extraCost.length > 3,
        step.rollback.length > 3,
        step.downtime.basis.length > 3,
      ]).toEqual([true, true, true, true, true]);
    });
  });

  test('by the final snapshot', () => {
    expect(planBetween('containers', 'aurora', { path: 'snapshot' }).steps[1].title).toContain(
      'Restore the final snapshot',
    );
  });

  test('there is nothing to do at the place itself, and between a last step and its stage', () => {
    expect(planBetween('aurora', 'aurora').steps).toEqual([]);
    expect(planBetween('aurora:contract', 'aurora').steps).toEqual([]);
  });
});

describe('back down', () => {
  test('each step is undone by deploying the place before it', () => {
    const { steps, back } = planBetween('containers', 'monolith');
    expect(back).toBe(true);
    expect(steps.map(({ place }) => place)).toEqual(
      [...PLACES.slice(0, PLACES.indexOf('containers:contract'))].reverse(),
    );
    expect(steps[0]).toMatchObject({ title: 'Undo containers:contract', pointOfNoReturn: false });
  });

  test('is refused where something has ended it, with every reason', () => {
    expect(() => planBetween('aurora', 'containers')).toThrow(
      /`to` must be a deployment point to which aurora can be rolled back, got: "containers"; aurora:contract: .*; aurora:cut-over: /,
    );
    expect(() => planBetween('multi-region', 'aurora')).toThrow('remove-region');
  });

  test('what a plan undoes, the configuration admits from the place before, and the other way round', () => {
    PLACES.forEach((from, start) =>
      PLACES.slice(0, start).forEach((to) => {
        const [stage, step] = to.split(':');
        const admitted = GrowthPath.problems(from, { stage, ...(step ? { step } : {}) }).length === 0;
        const planned = (() => {
          try {
            return planBetween(from, to).back;
          } catch {
            return false;
          }
        })();
        expect([from, to, planned]).toEqual([from, to, admitted]);
      }),
    );
  });
});

test.each([
  ['aurra', 'aurora', '`from` must be a stage'],
  ['monolith', 'aurora:nothing', '`to` must be a stage'],
])('%s to %s is refused by the name of the argument', (from, to, message) =>
  expect(() => planBetween(from, to)).toThrow(message),
);

describe('durations', () => {
  test('depend on the size of the database where data is copied', () => {
    const [small, large] = [20, 1024].map((databaseGiB) => planBetween('containers', 'aurora', { databaseGiB }));
    expect(small.databaseGiB).toBe(20);
    expect(planBetween('containers', 'aurora').databaseGiB).toBe(20);
    // Several hours for a TiB: 2 to 6.
    const hours = (plan: typeof small) =>
      [plan.steps[0].duration.minMinutes, plan.steps[0].duration.maxMinutes].map((minutes) => Math.round(minutes / 60));
    expect(hours(large)).toEqual([2, 7]);
    expect(hours(small)).toEqual([0, 1]);
    expect(large.steps[2].duration).toEqual(small.steps[2].duration);
  });

  test('are summed up with downtime and points of no return', () => {
    const { steps, totals } = planBetween('monolith', 'multi-region');
    expect(totals.maxMinutes).toBeCloseTo(
      steps.reduce((sum, { duration }) => sum + duration.maxMinutes, 0),
      0,
    );
    expect(totals.watchHours).toBe(1 + 24 + 168 + 168);
    expect(totals.downtimeAt).toEqual([
      'containers:share-state',
      'containers:database-class',
      'aurora:cut-over',
      'aurora:capacity',
      'multi-region:classes',
    ]);
    expect(totals.pointsOfNoReturn).toEqual([
      'containers:contract',
      'aurora:cut-over',
      'aurora:contract',
      'multi-region:regions',
    ]);
  });

  test('a restore stops writes as long as it takes, by size', () => {
    const minutes = (databaseGiB: number) =>
      planBetween('containers', 'aurora', { path: 'snapshot', databaseGiB }).steps[1].downtime.maxMinutes;
    expect(minutes(1000) - minutes(10)).toBeCloseTo(990 * (0.5 + 0.35), 0);
  });

  test('undoing waits for at most what the step waits for, and nobody watches', () => {
    const [undo] = planBetween('containers:database-class', 'containers:database-multi-az').steps;
    const [step] = planBetween('containers:database-multi-az', 'containers:database-class').steps;
    expect(undo.duration).toMatchObject({
      minMinutes: 2,
      maxMinutes: step.duration.maxMinutes,
      watchHours: 0,
      proved: false,
    });
    expect(undo.downtime).toEqual(step.downtime);
  });
});

describe('formats', () => {
  const plan = planBetween('containers', 'aurora');

  test('text is a checklist that marks points of no return and what is not proved', () => {
    const text = asText(plan);
    expect(text).toMatch(/^From containers to aurora: 10 deployments/);
    expect(text).toMatch(/^Points of no return: aurora:cut-over, aurora:contract$/m);
    expect(text).toContain(
      '2. aurora:cut-over  Switch to the promoted cluster  [POINT OF NO RETURN]\n   !! the cluster has taken writes',
    );
    expect(text.replace(/\s+/g, ' ').match(/not verified on AWS - to verify:/g)).toHaveLength(20);
    expect(text).toContain('$ npx cdk deploy --all -c stage=aurora -c step=expand');
  });

  test.each([80, 120])('text fits into %i columns, apart from commands and titles', (columns) => {
    const wide = asText(planBetween('monolith', 'multi-region'), { columns })
      .split('\n')
      .filter((line) => line.length > columns && !/^ {3}\$ |^\d+\. /.test(line));
    expect(wide).toEqual([]);
  });

  test('Markdown has boxes to tick, fences for commands, and no tags by accident', () => {
    const markdown = asMarkdown(plan);
    expect(markdown.match(/^## \d+\. `aurora:/gm)).toHaveLength(10);
    expect(markdown.match(/^```sh$/gm)).toHaveLength(10);
    expect(markdown).toMatch(/^- \[ \] before: /m);
    expect(markdown).toMatch(/^- \*\*Points of no return\*\*: aurora:cut-over, aurora:contract$/m);
    expect(withoutCode(markdown)).not.toMatch(/<[a-z]/i);
  });

  test('what is code in a plan can be pasted from the Markdown as it is', () => {
    const plans = [
      planBetween('monolith', 'multi-region'),
      planBetween('containers', 'aurora', { path: 'snapshot' }),
      planBetween('containers', 'monolith'),
    ];
    plans.forEach((each) => expect(codeOf(asMarkdown(each)).sort()).toEqual(codeIn(each).sort()));
    const statements = plans.flatMap((each) => codeOf(asMarkdown(each)));
    expect(statements.filter((code) => /ALTER DATABASE <name> RESET/.test(code))).not.toEqual([]);
  });
});

/** The code spans of Markdown, without those of headings, which name the step. */
const codeOf = (markdown: string): string[] =>
  markdown
    .split('\n')
    .filter((line) => !line.startsWith('#') && !line.startsWith('```'))
    .flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code));

/** The code in what a plan says. */
const codeIn = (plan: Plan): string[] =>
  [
    ...totalsOf(plan).map(([, text]) => text),
    ...plan.notes,
    ...plan.steps.flatMap((step) => [
      ...[step.description, step.noWayBack ?? '', ...step.checksBefore, ...step.checksAfter],
      ...[timeOf(step), downtimeOf(step), costOf(step), step.rollback],
    ]),
  ].flatMap((text) => text.split('`').filter((_, index) => index % 2 === 1));

const withoutCode = (markdown: string): string => markdown.replace(/`[^`\n]+`/g, '');

describe('plan', () => {
  test('is the same without a configuration, and has costs with one', () => {
    const bare = costedPlan('containers:shift-50', 'containers:database-class');
    expect(bare).toEqual(planBetween('containers:shift-50', 'containers:database-class'));
    const said: string[] = [];
    const { costs, steps } = costedPlan('containers:shift-50', 'containers:database-class', {
      document: EXAMPLE.document,
      source: 'shop.json',
      progress: (line) => said.push(line),
    });
    expect(costs?.configuration).toBe('shop.json');
    expect(steps.every(({ costWhileItLasts }) => costWhileItLasts !== undefined)).toBe(true);
    expect(said.length).toBe(steps.length + 1);
    expect(said[0]).toBe(`synthesize containers:shift-50 (1 of ${said.length})`);
  }, 60_000);

  test('of nothing to deploy needs no synthesis', () => {
    const { costs, steps } = costedPlan('aurora', 'aurora', { document: { application: 'wrong' } });
    expect({ costs, steps }).toEqual({ costs: undefined, steps: [] });
  });

  test.each<[PlanOptions, string]>([
    [{ path: 'shortcut' }, '`path` must be absent or "snapshot", got: "shortcut"'],
    [{ databaseGiB: 0 }, '`databaseGiB` must be a number above 0 to 131072 (GiB), got: 0; set the size of the data'],
    [{ databaseGiB: 131_073 }, '`databaseGiB` must be a number above 0 to 131072 (GiB), got: 131073'],
    [
      { databaseGiB: '20 GiB' as unknown as number },
      '`databaseGiB` must be a number above 0 to 131072 (GiB), got: "20',
    ],
    [{ path: '', databaseGiB: -1 }, '`path` must be absent or "snapshot", got: ""\n`databaseGiB` must be a number'],
  ])('%j is refused', (options, message) => {
    expect(() => costedPlan('monolith', 'containers', options)).toThrow(message);
  });
});
