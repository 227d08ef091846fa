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
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
      .join(',')}}`;
  }
  return value === undefined ? '' : JSON.stringify(String(value));
}

/** Deep equality, equivalent to comparing canonical texts but without building them. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return typeof left !== 'object' && typeof right !== 'object' && left !== undefined && right !== undefined
      ? String(left) === String(right)
      : left === null && right === null;
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((value, index) => isSame(value, right[index]))
    );
  }
  return isSameObject(left as Record<string, unknown>, right as Record<string, unknown>);
}

function isSameObject(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(left).filter((key) => left[key] !== undefined);
  const rightKeys = Object.keys(right).filter((key) => right[key] !== undefined);
  return (
    keys.length === rightKeys.length && keys.every((key) => right[key] !== undefined && isSame(left[key], right[key]))
  );
}
