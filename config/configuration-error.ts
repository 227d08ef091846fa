import { ConfigurationProblem } from '../stages';

/** A configuration from which nothing may be built, with every problem that it has. */
export class ConfigurationError extends Error {
  /**
   * @param problems everything that is wrong with it
   * @param sources where the configuration came from, in words
   */
  constructor(
    public readonly problems: readonly ConfigurationProblem[],
    public readonly sources: readonly string[] = [],
  ) {
    super(ConfigurationError.render(problems, sources));
    this.name = 'ConfigurationError';
  }

  private static render(problems: readonly ConfigurationProblem[], sources: readonly string[]): string {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const origin = sources.length === 0 ? '' : ` (read from ${sources.join(', ')})`;
    return [
      `the configuration has ${count}${origin}; nothing was built`,
      ...problems.map(({ message }) => `  - ${message}`),
    ].join('\n');
  }
}
