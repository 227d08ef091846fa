/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object, and not a list or `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name of a value's JSON type, for messages. */
export function jsonType(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Renders a value as a user would have typed it, cut where it is long. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** A JSON pointer as a path in code: `/a/0/b` is `a[0].b`. */
export function propertyPath(pointer: string, property?: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  return [...parts, ...(property === undefined ? [] : [property])].reduce((path, part) => {
    if (/^\d+$/.test(part)) {
      return `${path}[${part}]`;
    }
    const word = /^[A-Za-z_$][\w$-]*$/.test(part) ? part : JSON.stringify(part);
    return path === '' ? word : `${path}.${word}`;
  }, '');
}
