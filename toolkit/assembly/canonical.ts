/**
 * A value as text that is the same for what means the same: without the order of keys, and numbers and booleans as the
 * text that AWS CloudFormation makes of them.
 *
 * @param value a value of a template
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`;
  }
  return value === undefined ? '' : JSON.stringify(String(value));
}

/** Whether two values of templates mean the same: their canonical texts are, without making them. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return typeof one !== 'object' && typeof other !== 'object' && one !== undefined && other !== undefined
      ? String(one) === String(other)
      : one === null && other === null;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((value, index) => isSame(value, other[index]))
    );
  }
  return isSameObject(one as Record<string, unknown>, other as Record<string, unknown>);
}

function isSameObject(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(one).filter((key) => one[key] !== undefined);
  const others = Object.keys(other).filter((key) => other[key] !== undefined);
  return keys.length === others.length && keys.every((key) => other[key] !== undefined && isSame(one[key], other[key]));
}
