/** A result as JSON, for scripts. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
