import { ConfigurationError, GrowthDocument, resolveGrowthConfig } from '../../config';
import { Io, UsageError } from '../output/io';
import { withQuestions } from '../output/prompt';

/** What has no default: a flag, the property that it gives, the question for it, and an example. */
const QUESTIONS = [
  { flag: 'application', property: 'application', question: 'Name of the application', example: 'shop' },
  { flag: 'account', property: 'account', question: 'AWS account, 12 digits', example: '123456789012' },
  { flag: 'region', property: 'region', question: 'AWS Region', example: 'eu-central-1' },
  { flag: 'email', property: 'onCallEmails', question: 'E-mail address for alarms', example: 'oncall@example.com' },
] as const;

type Question = (typeof QUESTIONS)[number];

/** The answers, by flag. */
export type Answers = Readonly<Record<Question['flag'], string>>;

/**
 * The flags that have no default. On a terminal, the user is asked for those that are missing; elsewhere all of them
 * are named at once.
 *
 * @param given the flags that were given
 * @param documentOf makes the configuration, to check an answer by its rules
 * @param io whether somebody can answer
 */
export async function answersTo(
  given: Partial<Answers>,
  documentOf: (answers: Answers) => GrowthDocument,
  io: Io,
): Promise<Answers> {
  const missing = QUESTIONS.filter(({ flag }) => given[flag] === undefined);
  if (missing.length > 0 && !io.isTerminal) {
    throw new UsageError(
      `growth init needs ${missing.map(({ flag, example }) => `--${flag} (such as ${example})`).join(', ')}\n` +
        `for example: growth init ${QUESTIONS.map(({ flag, example }) => `--${flag} ${example}`).join(' ')}`,
    );
  }
  const answers: Record<Question['flag'], string> = { ...EXAMPLES, ...given };
  if (missing.length > 0) {
    await withQuestions(async (ask) => {
      for (const { flag, property, question, example } of missing) {
        answers[flag] = await ask(`${question} (for example ${example})`, (answer) =>
          problemWith(documentOf({ ...answers, [flag]: answer }), property),
        );
      }
    });
  }
  return answers;
}

const EXAMPLES = Object.fromEntries(QUESTIONS.map(({ flag, example }) => [flag, example])) as Answers;

/** What is wrong with a property; `undefined` if it is right. */
function problemWith(document: GrowthDocument, property: string): string | undefined {
  try {
    resolveGrowthConfig(document);
    return undefined;
  } catch (error) {
    const problems = error instanceof ConfigurationError ? error.problems : [];
    return problems.find((problem) => problem.property.split('[')[0] === property)?.message;
  }
}
