import { ConfigurationProblem } from '../stages';

/** Something the user can correct. The message says what is allowed, what was given and what to do. */
export class RefusedError extends Error {
  /** What is wrong with each option; empty if the error is not about an option. */
  public readonly problems: readonly ConfigurationProblem[];

  /** @param reason the message, or what is wrong with options */
  public constructor(reason: string | readonly ConfigurationProblem[]) {
    super(typeof reason === 'string' ? reason : reason.map(({ message }) => message).join('\n'));
    this.name = 'RefusedError';
    this.problems = typeof reason === 'string' ? [] : reason;
  }
}

/** Throws if anything is wrong. */
export function refuse(problems: readonly ConfigurationProblem[]): void {
  if (problems.length > 0) {
    throw new RefusedError(problems);
  }
}
