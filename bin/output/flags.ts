import { RefusedError } from '../../toolkit/refused-error';

/** Flags that are not the name of their option in kebab case. */
const FLAGS: Readonly<Record<string, string>> = {
  databaseGiB: '--database-gib',
  fallbackRegion: '--missing-prices fallback=',
  policies: '--fail-on',
  prices: '--price-file',
  requirePrices: '--missing-prices error',
};

/** Options that are arguments: they have no flag. */
const ARGUMENTS = ['from', 'to', 'place'];

/** How flags with a value are named in a hint. */
const HINTS: Readonly<Record<string, string>> = {
  json: '--format json',
  region: '--region <region>',
  usage: '--usage usage.json',
  users: '--users <number>',
};

/** The flag of an option: `--spot-percent` for `spotPercent`. */
function flagOf(option: string): string {
  const isFlag = option.startsWith('--');
  return FLAGS[option] ?? `${isFlag ? '' : '--'}${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** How output tells the user to give an option. */
export function hintOf(option: string): string {
  return HINTS[option] ?? flagOf(option);
}

/** The same in Markdown. */
export function markdownHintOf(option: string): string {
  return `\`${hintOf(option)}\``;
}

/** A number of the command line. What is no number stays text, which the engines refuse with the name of the option. */
export function numberOf(text: string | undefined): number | undefined {
  const isNumber = text !== undefined && /^-?\d+(\.\d+)?$/.test(text);
  return isNumber ? Number(text) : (text as number | undefined);
}

/** Runs a command. Errors name flags instead of the options of engines. */
export async function withFlags<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    throw error instanceof RefusedError && error.problems.length > 0 ? inFlags(error) : error;
  }
}

function inFlags({ problems }: RefusedError): RefusedError {
  const messages = problems.map(({ property, message }) => {
    const subject = `\`${property}\``;
    return ARGUMENTS.includes(property) || !message.startsWith(subject)
      ? message
      : `\`${flagOf(property)}\`${message.slice(subject.length)}`;
  });
  return new RefusedError(messages.join('\n'));
}
