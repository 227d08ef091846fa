import { ConfigurationProblem } from '../../stages';
import { rendered, Renderers, RenderOptions, renderProblems } from '../../toolkit/text/render';
import { hintOf, markdownHintOf, numberOf } from './flags';
import { Io } from './io';

/** The flags that say how a result is printed. */
export interface FormatFlags {
  readonly format: string;
  readonly json?: boolean;
  readonly all?: boolean;
  readonly explain?: boolean;
  readonly maxCharacters?: string;
}

/** The format and the options that flags ask for. */
function presentationOf({ format, json, all, explain, maxCharacters }: FormatFlags): [string, RenderOptions] {
  const optionText = format === 'markdown' ? markdownHintOf : hintOf;
  return [json ? 'json' : format, { all, explain, maxCharacters: numberOf(maxCharacters), optionText }];
}

/** What is wrong with the flags, before any work is done for the result. */
export function formatProblems<T>(renderers: Renderers<T>, flags: FormatFlags): ConfigurationProblem[] {
  return renderProblems(renderers, ...presentationOf(flags));
}

/** Prints a result as the flags ask for. */
export function print<T>(renderers: Renderers<T>, result: T, flags: FormatFlags, { columns, out }: Io): void {
  const [format, options] = presentationOf(flags);
  out(rendered(renderers, result, format, { ...options, columns }));
}
