import { StackResource, valueAt } from '../assembly';

type Path = readonly (string | number)[];

/**
 * A number in a template; `undefined` if it is known only when the stack is deployed.
 *
 * @param resource the resource
 * @param path where the number is
 * @param otherwise the number if the template does not set it
 */
export function knownNumber(resource: StackResource | undefined, path: Path, otherwise?: number): number | undefined {
  const value = valueAt(resource, path);
  if (value === undefined) {
    return otherwise;
  }
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
  return Number.isNaN(number) ? undefined : number;
}

/** A string in a template; `undefined` if it is known only when the stack is deployed. */
export function knownText(resource: StackResource | undefined, path: Path, otherwise?: string): string | undefined {
  const value = valueAt(resource, path);
  if (value === undefined) {
    return otherwise;
  }
  return ['string', 'number'].includes(typeof value) ? String(value) : undefined;
}

/** Whether a value in a template is true, as a boolean or as a string. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** A list in a template; empty if there is none. */
export function listAt<T>(resource: StackResource | undefined, path: Path): readonly T[] {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? (value as T[]) : [];
}

/** The length of a list in a template; `undefined` if it is known only when the stack is deployed. */
export function lengthAt(resource: StackResource | undefined, path: Path): number | undefined {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? value.length : undefined;
}
