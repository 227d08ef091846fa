import { StageAdvice, StageSelection, StageSelector, StageSignals } from '../../stages';
import { Io, json, RefusedError } from '../output/io';
import { NUMBER_SIGNALS } from './number-signals';

/** The options of `growth select`; commander gives every value as text. */
export interface SelectOptions {
  readonly json?: boolean;
  readonly dataResidency?: readonly string[];
  readonly measuresInUse?: readonly string[];
  readonly [signal: string]: unknown;
}

/** `growth select`: the stage for a number of users and what is known about the load. */
export function select({ json: asJson, ...options }: SelectOptions, io: Io): void {
  const signals = signalsOf(options);
  const problems = StageSelector.problems(signals);
  if (problems.length > 0) {
    throw new RefusedError(problems.join('\n'));
  }
  const selection = StageSelector.select(signals);
  io.out(asJson ? json({ ...selection, stage: selection.stage.name }) : answer(selection));
}

function signalsOf(options: SelectOptions): StageSignals {
  const numbers = Object.fromEntries(['users', ...NUMBER_SIGNALS.map(([name]) => name)].filter((name) => options[name] !== undefined).map((name) => [name, numberOf(String(options[name]))]));
  const { dataResidency, measuresInUse } = options;
  return { ...numbers, ...(dataResidency ? { dataResidency } : {}), ...(measuresInUse ? { measuresInUse } : {}) } as unknown as StageSignals;
}

/** What is no number stays a text, which the selector refuses by name. */
function numberOf(text: string): unknown {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function answer({ stage, reasons, turnOnFirst, notNeededYet }: StageSelection): string {
  return [
    `stage: ${stage.name} (${stage.title})`,
    '',
    'why',
    ...reasons.flatMap(({ text, source, otherGuides }) => [`  ${text} [${source}]`, ...(otherGuides ? [`    ${otherGuides}`] : [])]),
    ...section('turn on first, inside this stage', turnOnFirst),
    ...section('not needed yet', notNeededYet),
  ].join('\n');
}

function section(title: string, advice: readonly StageAdvice[]): string[] {
  return advice.length === 0 ? [] : ['', title, ...advice.flatMap(({ subject, why, how, source }) => [`  ${subject}: ${why} [${source}]`, `    ${how}`])];
}
