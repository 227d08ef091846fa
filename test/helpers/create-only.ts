import { ChangedTemplate, losses as lossesOf } from '../../toolkit/diff/replacement';

/**
 * What would be removed, change its type, be replaced or otherwise lost between two templates, as `logicalId: what`.
 *
 * @param before the deployed template
 * @param after the next template
 * @param types the resource types that hold something; every other type is left out
 */
export function losses(before: object, after: object, types: readonly string[]): string[] {
  return lossesOf(before as ChangedTemplate, after as ChangedTemplate, types);
}
