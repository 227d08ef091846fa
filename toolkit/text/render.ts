import { got } from '../../lib/core/problems';
import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';
import { refuse } from '../refused-error';
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

/** Renderers by format. */
export type Renderers<T> = Readonly<Record<string, Renderer<T>>>;

/**
 * What is wrong with a format and options.
 *
 * @param renderers the formats that there are
 * @param format the format that is asked for
 * @param options the options, of any values
 */
export function renderProblems<T>(
  renderers: Renderers<T>,
  format: string,
  { maxCharacters = MAX_COMMENT }: RenderOptions,
): ConfigurationProblem[] {
  const formats = Object.keys(renderers);
  const isSize = Number.isInteger(maxCharacters) && maxCharacters >= MIN_COMMENT && maxCharacters <= MAX_COMMENT;
  const size = `must be a whole number from ${MIN_COMMENT} to ${MAX_COMMENT}`;
  return [
    ...(formats.includes(format)
      ? []
      : [problem({ property: 'format', rule: `must be one of ${formats.join(', ')}`, given: got(format) })]),
    ...(isSize ? [] : [problem({ property: 'maxCharacters', rule: size, given: got(maxCharacters) })]),
  ];
}

/**
 * A result as text.
 *
 * @param renderers the formats that there are
 * @param result the result
 * @param format the format that is asked for
 * @param options width, length and how much is shown
 */
export function rendered<T>(renderers: Renderers<T>, result: T, format: string, options: RenderOptions = {}): string {
  refuse(renderProblems(renderers, format, options));
  return renderers[format](result, options);
}
