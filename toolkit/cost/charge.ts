import { LocatedResource, TemplateIndex } from '../assembly';
import { Workload } from './workload';

/** Whether something is paid for by time or by use. */
export enum ChargeKind {
  /** Paid for as long as it exists. */
  FIXED = 'fixed',
  /** Follows from what users do. */
  USAGE = 'usage',
}

/** A price that holds up to a quantity a month. */
export interface PriceTier {
  readonly sku: string;

  /** End of the tier, in units of the charge and month, counted from nothing; absent in the last tier. */
  readonly upTo?: number;
}

/** Something that is paid for. */
export interface Charge {
  readonly kind: ChargeKind;

  /** The service, as the price list names it. */
  readonly service: string;

  /** What is bought, as the price list names it; of several tiers the first. */
  readonly sku: string;

  /** How many units of the price in a month; of a price for a million, millions. */
  readonly quantity: number;

  /** What is bought, in words, for example `2 x 0.5 vCPU of a task`. */
  readonly what: string;

  /** How the quantity follows from the workload, in words; absent if the template sets it. */
  readonly basis?: string;

  /**
   * Tiers, where the price falls with the quantity. They are counted over every charge of the account with the same
   * service, sku and Region.
   */
  readonly tiers?: readonly PriceTier[];

  /** The Region of the price, where it is not that of the stack, for example `edge:us` or `global-cloudfront`. */
  readonly priceRegion?: string;
}

/**
 * A need of a resource that exceeds its limit: at this number of users, the bill is that of a system that is too small.
 */
export interface CapacityLimit {
  /** What there is too little of. */
  readonly what: string;

  /** How much the users need. */
  readonly needed: number;

  /** How much the templates allow. */
  readonly most: number;
}

/** A resource and the application it is priced in. */
export interface PricedResource extends LocatedResource {
  /** The application. */
  readonly index: TemplateIndex;

  /** What the users do; absent if only the fixed cost is wanted. */
  readonly workload?: Workload;
}

/** Everything that one resource is paid for. */
export interface Priced {
  readonly charges: readonly Charge[];

  /** Charges that cannot be computed, with the reason, so that nothing is left out silently. */
  readonly unknown?: readonly string[];
  readonly limits?: readonly CapacityLimit[];
}

/** Finds what one resource type is paid for. */
export type Pricer = (priced: PricedResource) => Priced;
