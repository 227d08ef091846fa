import { StackResource, valueAt } from '../assembly';

type Path = readonly (string | number)[];

/**
 * A number of a template; nothing where it is known only when the stack is deployed.
 *
 * @param resource the resource
 * @param path where the number is
 * @param otherwise the number where the template says nothing
 */
export function knownNumber(resource: StackResource | undefined, path: Path, otherwise?: number): number | undefined {
  const value = valueAt(resource, path);
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
  return value === undefined ? otherwise : Number.isNaN(number) ? undefined : number;
}

/** A text of a template; nothing where it is known only when the stack is deployed. */
export function knownText(resource: StackResource | undefined, path: Path, otherwise?: string): string | undefined {
  const value = valueAt(resource, path);
  return value === undefined ? otherwise : ['string', 'number'].includes(typeof value) ? String(value) : undefined;
}

/** Whether a template says yes, as a boolean or as a text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** A list of a template; empty where there is none. */
export function listAt<T>(resource: StackResource | undefined, path: Path): readonly T[] {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? (value as T[]) : [];
}

/** How long a list of a template is; nothing where it is known only when the stack is deployed. */
export function lengthAt(resource: StackResource | undefined, path: Path): number | undefined {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? value.length : undefined;
}
