/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;
