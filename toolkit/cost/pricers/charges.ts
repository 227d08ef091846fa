import { StackResource, StackTemplate } from '../../assembly';
import { Charge, ChargeKind, Pricer } from '../charge';

/** Something that is paid for while it exists. */
export function fixed(service: string, sku: string, quantity: number, what: string): Charge {
  return { kind: ChargeKind.FIXED, service, sku, quantity, what };
}

/** Something that is paid for by use, with how the quantity follows from the workload. */
export function usage(service: string, sku: string, quantity: number, what: string, basis: string): Charge {
  return { kind: ChargeKind.USAGE, service, sku, quantity, what, basis };
}

/** A pricer of what needs nothing but its template. */
export function byTime(
  charges: (resource: StackResource, stack: StackTemplate, id: string) => readonly Charge[],
): Pricer {
  return ({ resource, stack, id }) => ({ charges: charges(resource, stack, id) });
}
