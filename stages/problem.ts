import { got } from '../lib/core/problems';
import { nearest } from './nearest';

/** Something that is wrong with a configuration. */
export interface ConfigurationProblem {
  /** Path of the property, for example `sizes.aurora.web.cpu`; empty if the whole configuration is meant. */
  readonly property: string;

  /**
   * Paths of the other properties that the problem is about.
   *
   * @default - none
   */
  readonly relatedProperties?: string[];

  /** The whole problem in one line: the property, what is allowed, what was given and what to do. */
  readonly message: string;

  /**
   * What was given, as the message shows it.
   *
   * @default - the message says all there is to say
   */
  readonly given?: string;

  /**
   * The values that are allowed.
   *
   * @default - they cannot be listed
   */
  readonly allowed?: unknown[];

  /**
   * What to do.
   *
   * @default - give a value that is allowed
   */
  readonly remedy?: string;
}

/** A problem in parts, of which the message is made. */
export interface ProblemParts extends Omit<ConfigurationProblem, 'message'> {
  /** What the property must be, for example `must be given`. */
  readonly rule: string;

  /**
   * What the rule is about, as the message begins.
   *
   * @default - the property
   */
  readonly subject?: string;
}

/** Makes a problem, and its message from its parts. */
export function problem({ rule, subject, ...parts }: ProblemParts): ConfigurationProblem {
  const { property, given, remedy } = parts;
  const found = given === undefined ? '' : `, got: ${given}`;
  const advice = remedy === undefined ? '' : `; ${remedy}`;
  return { ...parts, message: `${subject ?? `\`${property}\``} ${rule}${found}${advice}` };
}

/** The problem of a word that is not one of a list. */
export function unknownWord(property: string, allowed: readonly string[], given: unknown): ConfigurationProblem {
  return problem({
    property,
    rule: `must be one of ${allowed.map(got).join(', ')}`,
    given: got(given),
    allowed: [...allowed],
    remedy: didYouMean(given, allowed),
  });
}

/** The remedy for a misspelled word; `undefined` if no word of the list is near. */
export function didYouMean(given: unknown, allowed: readonly string[]): string | undefined {
  const near = typeof given === 'string' ? nearest(given, allowed) : undefined;
  return near === undefined ? undefined : `did you mean ${JSON.stringify(near)}?`;
}
