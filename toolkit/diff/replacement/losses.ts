import { ChangedResource, ChangedTemplate } from './changed-template';
import { replacementOf } from './replacement';
import { ReplacementOutcome } from './rules';

/**
 * What would be removed, change its type, be replaced, rejected, detached or created again between two templates, as
 * `logicalId: what`.
 *
 * @param before the deployed template
 * @param after the next template
 * @param types the resource types that hold something; every other type is left out
 */
export function losses(before: ChangedTemplate, after: ChangedTemplate, types: readonly string[]): string[] {
  return Object.entries(before.Resources)
    .filter(([, resource]) => types.includes(resource.Type))
    .flatMap(([id, resource]) => lossesOf(id, resource, after.Resources[id]));
}

function lossesOf(id: string, before: ChangedResource, after: ChangedResource | undefined): string[] {
  if (after === undefined) {
    return [`${id}: removed`];
  }
  if (after.Type !== before.Type) {
    return [`${id}: ${before.Type} became ${after.Type}`];
  }
  return replacementOf(before, after)
    .filter(({ verdict }) => verdict !== ReplacementOutcome.IN_PLACE)
    .map(({ property, verdict }) => `${id}: ${property} ${verdict}`);
}
