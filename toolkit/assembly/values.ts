import { StackResource } from './stack-template';

/** A value inside a resource's properties; nothing where a part of the path is not there. */
export function valueAt(resource: StackResource | undefined, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<string | number, unknown> | undefined)?.[part],
    resource?.Properties,
  );
}

/** A number inside a resource's properties; `otherwise` where it is not given. */
export function numberAt(
  resource: StackResource | undefined,
  path: readonly (string | number)[],
  otherwise: number,
): number {
  const value = valueAt(resource, path);
  return value === undefined ? otherwise : Number(value);
}

/** The logical id that a `Ref` or an `Fn::GetAtt` names. */
export function referenced(value: unknown): string | undefined {
  const reference = value as { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly string[] } | undefined;
  return reference?.Ref ?? reference?.['Fn::GetAtt']?.[0];
}
