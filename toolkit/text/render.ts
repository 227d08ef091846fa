import { got } from '../../lib/core/problems';
import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';
import { RefusedError } from '../refused-error';
import { MAX_COMMENT, MIN_COMMENT } from './markdown';

/** How a result becomes text. */
export interface RenderOptions {
  /**
   * Width of plain text, in columns.
   *
   * @default 120
   */
  readonly columns?: number;

  /**
   * The most characters of Markdown, at least 2,000. GitHub takes comments of 65,536.
   *
   * @default 60000
   */
  readonly maxCharacters?: number;

  /**
   * Whether a bill has every line, instead of lines of the same kind together.
   *
   * @default false
   */
  readonly all?: boolean;

  /**
   * Whether a bill has every assumption and what each moves, instead of the three that move it most.
   *
   * @default false
   */
  readonly explain?: boolean;

  /**
   * How the text names an option that would tell more, for example `users`; a command line turns it into a flag.
   *
   * @default - the name in backticks
   */
  readonly optionText?: (option: string) => string;
}

/** Makes text of a result. */
export type Renderer<T> = (result: T, options: RenderOptions) => string;

/** How text names an option by default. */
export function asProperty(option: string): string {
  return `\`${option}\``;
}

/** What is wrong with options. */
export function renderProblems({ maxCharacters = MAX_COMMENT }: RenderOptions): ConfigurationProblem[] {
  const isSize = Number.isInteger(maxCharacters) && maxCharacters >= MIN_COMMENT && maxCharacters <= MAX_COMMENT;
  const rule = `must be a whole number from ${MIN_COMMENT} to ${MAX_COMMENT}`;
  return isSize ? [] : [problem({ property: 'maxCharacters', rule, given: got(maxCharacters) })];
}

/**
 * The renderer of a format.
 *
 * @param renderers renderers by format
 * @param format the format that is asked for
 */
export function rendererOf<T>(renderers: Readonly<Record<string, Renderer<T>>>, format: string): Renderer<T> {
  if (!Object.hasOwn(renderers, format)) {
    const rule = `must be one of ${Object.keys(renderers).join(', ')}`;
    throw new RefusedError([problem({ property: 'format', rule, given: got(format) })]);
  }
  return renderers[format];
}
