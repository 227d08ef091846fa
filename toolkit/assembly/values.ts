import { StackResource } from './stack-template';

/** A value inside a resource's properties; undefined if a part of the path does not exist. */
export function valueAt(resource: StackResource | undefined, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<string | number, unknown> | undefined)?.[part],
    resource?.Properties,
  );
}

/** A number inside a resource's properties, or a default if it is not given. */
export function numberAt(
  resource: StackResource | undefined,
  path: readonly (string | number)[],
  otherwise: number,
): number {
  const value = valueAt(resource, path);
  return value === undefined ? otherwise : Number(value);
}
