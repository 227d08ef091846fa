import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';

/** Requires a positive number. */
export function requirePositive(problems: Problems, name: string, value: number | undefined, advice: string): void {
  problems.require(
    value === undefined || Token.isUnresolved(value) || (Number.isFinite(value) && value > 0),
    `\`${name}\` must be a number above 0, got: ${got(value)}; ${advice}`,
  );
}

/** Requires a whole number in a range. */
export function requireWhole(
  problems: Problems,
  name: string,
  value: number | undefined,
  range: [number, number],
  advice: string,
): void {
  const [low, high] = range;
  problems.require(
    value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= low && value <= high),
    `\`${name}\` must be a whole number from ${low} to ${high}, got: ${got(value)}; ${advice}`,
  );
}

/** Requires a name that is not empty. */
export function requireName(problems: Problems, name: string, value: string): void {
  problems.require(
    Token.isUnresolved(value) || value.trim().length > 0,
    `\`${name}\` must be a name, got: ${got(value)}; give the name of the resource to watch`,
  );
}
