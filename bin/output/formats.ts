import { refuse } from '../../toolkit/refused-error';
import { Renderer, rendererOf, renderProblems } from '../../toolkit/text/render';
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

/**
 * Prints a result as the flags ask for. Flags are checked at once, before any work is done for the result.
 *
 * @param renderers the formats of the command, by their names
 * @param flags the flags
 * @param io where the result goes
 */
export function printerOf<T>(
  renderers: Readonly<Record<string, Renderer<T>>>,
  { format, json, all, explain, maxCharacters }: FormatFlags,
  { columns, out }: Pick<Io, 'columns' | 'out'>,
): (result: T) => void {
  const render = rendererOf(renderers, json ? 'json' : format);
  const optionText = format === 'markdown' ? markdownHintOf : hintOf;
  const options = { columns, all, explain, maxCharacters: numberOf(maxCharacters), optionText };
  refuse(renderProblems(options));
  return (result) => out(render(result, options));
}
