/**
 * A value as text that is the same for what means the same: without the order of keys, and numbers and booleans as the text that AWS CloudFormation makes of them.
 *
 * @param value a value of a template
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
  }
  return value === undefined ? '' : JSON.stringify(String(value));
}

/** Whether two values of templates mean the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other);
}
