import { GrowthStages } from '../../stages';
import { billOf, workloadOf } from '../../toolkit/cost';
import { classify } from '../../toolkit/diff/classify';
import { Plan, planBetween } from '../../toolkit/plan';
import { graphOf } from '../../toolkit/report/graph/graph';
import { expectGolden, withoutProse } from '../helpers/golden';
import { settingLines } from '../laws/inventory/settings';
import { billLines } from './helpers/bill-lines';
import { exampleStages } from './report/helpers/stages';

const stacksOf = (stage: string) => exampleStages().find(({ name }) => name === stage)!.stacks;

describe.each([...GrowthStages.ALL])('$name', ({ name, typicalUsers }) => {
  test('costs what it cost before, charge by charge', () => {
    expectGolden(`toolkit/golden/bills/${name}`, billLines(billOf(stacksOf(name), workloadOf(typicalUsers))));
  });

  test('looks as it looked before', () => {
    const { nodes, frames, edges, hidden } = graphOf(stacksOf(name));
    expectGolden(`toolkit/golden/diagrams/${name}`, [
      ...frames.map(({ id, kind, label, parent }) => `frame ${id}: ${kind} "${label}" in ${parent ?? 'nothing'}`),
      ...nodes.flatMap(({ id, category, service, name: title, details, holds, frame, members }) => [
        `node ${id}: ${category}, ${service} "${title}" in ${frame ?? 'nothing'}, ${members.length} resources`,
        ...[...details, ...(holds === undefined ? [] : [`holds ${holds}`])].map((detail) => `  ${detail}`),
      ]),
      ...edges.map(
        ({ source, target, label, isMutual }) =>
          `${source} ${isMutual ? '<->' : '->'} ${target}${label === undefined ? '' : `: ${label}`}`,
      ),
      ...settingLines(hidden, String).map((line) => `hidden ${line}`),
    ]);
  });
});

const PAIRS = GrowthStages.NAMES.slice(1).map((to, index) => [GrowthStages.NAMES[index], to] as const);

describe.each(PAIRS)('from %s to %s', (from, to) => {
  test('changes what it changed before', () => {
    const { changes, unchanged, notes } = classify(stacksOf(from), stacksOf(to));
    expectGolden(`toolkit/golden/changes/${to}`, [
      `${unchanged} unchanged, ${notes.length} notes`,
      ...changes.flatMap(({ address, type, effects }) => [
        `${address} ${type}`,
        ...effects.map(({ class: kind, properties }) => `  ${[kind, ...properties].join(' ')}`),
      ]),
    ]);
  });

  test('takes the time it took before, with a database of 500 GiB', () => {
    expectGolden(`toolkit/golden/plans/${to}`, planLines(planBetween(from, to, { databaseGiB: 500 })));
  });
});

test('the way back from the containers takes the time it took before', () => {
  expectGolden('toolkit/golden/plans/back', planLines(planBetween('containers:database-replicas', 'monolith')));
});

const planLines = (plan: Plan): string[] =>
  settingLines({ ...plan }, withoutProse).filter((line) => !line.endsWith(': <prose>'));
