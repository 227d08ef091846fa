import { JsonObject } from './json';

/** What the command line may override, each with `-c name=value`. */
export interface GrowthOverrides {
  /**
   * The growth stage by its name.
   *
   * @default - the stage of the configuration, or the one that its users ask for
   */
  readonly stage?: string;

  /**
   * The transition step by its name.
   *
   * @default - the step of the configuration, as long as the stage is the same
   */
  readonly step?: string;

  /**
   * What is deployed now, as `stage` or `stage:step`.
   *
   * @default - that of the configuration
   */
  readonly live?: string;

  /**
   * The number of active users; a text that is no number is refused.
   *
   * @default - the users of the configuration
   */
  readonly users?: string | number;

  /**
   * The AWS account, 12 digits.
   *
   * @default - the account of the configuration
   */
  readonly account?: string;

  /**
   * The AWS Region.
   *
   * @default - the Region of the configuration
   */
  readonly region?: string;

  /**
   * The environment, for example `staging`.
   *
   * @default - the environment of the configuration
   */
  readonly environment?: string;
}

/** The names of the overrides, as `-c` takes them. */
export const OVERRIDE_NAMES: readonly (keyof GrowthOverrides)[] = [
  'stage',
  'step',
  'live',
  'users',
  'account',
  'region',
  'environment',
];

/** A text or number from the command line as the number that it means; what means no number stays as it is. */
export function coerceNumber(value: unknown): unknown {
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}

/** A text or number from the command line as text; `-c account=123456789012` may arrive as either. */
export function coerceText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/**
 * Lays the overrides over a configuration.
 *
 * `users` wins over a `stage` of the configuration, and a `stage` wins over `users`: whichever is on the command line
 * decides. Where both are, the stage decides and the users are a signal only. A `step` of the configuration belongs to
 * its stage: `step` is dropped by the caller when another stage comes out.
 *
 * @param document the configuration, already known to be an object
 * @param overrides what the command line gives
 */
export function applyOverrides(document: JsonObject, overrides: GrowthOverrides): JsonObject {
  const given = Object.fromEntries(
    OVERRIDE_NAMES.filter((name) => overrides[name] !== undefined).map((name) => [
      name,
      name === 'users' ? coerceNumber(overrides[name]) : coerceText(overrides[name]),
    ]),
  );
  const merged = { ...document, ...given };
  if (overrides.users !== undefined && overrides.stage === undefined) {
    delete merged.stage;
  }
  return merged;
}
