import * as pricers from './pricers';

/** What the usage of single resources may say: names by resource type, with their meaning and unit. */
export const RESOURCE_USAGE: Readonly<Record<string, Readonly<Record<string, string>>>> = (pricers as { readonly RESOURCE_USAGE?: Readonly<Record<string, Readonly<Record<string, string>>>> }).RESOURCE_USAGE ?? {};
