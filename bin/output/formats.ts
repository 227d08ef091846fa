import { RefusedError } from '../../toolkit/refused-error';

/**
 * The format that a caller asked for, before any work is done for it.
 *
 * @param formats the formats of a command, by their names
 * @param options what the caller gave: a name, or `--json`
 */
export function formatOf<T>(
  formats: Readonly<Record<string, T>>,
  { format, json }: { readonly format: string; readonly json?: boolean },
): T {
  const found = Object.entries(formats).find(([name]) => name === (json ? 'json' : format));
  if (found === undefined) {
    throw new RefusedError(
      `\`--format\` must be one of ${Object.keys(formats).join(', ')}, got: ${JSON.stringify(format)}`,
    );
  }
  return found[1];
}
