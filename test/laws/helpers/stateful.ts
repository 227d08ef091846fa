import { resourcesOf, SynthesizedResource, Templates } from './assemble';
import { classOf } from './resource-classes';

/**
 * A read replica with its log groups, and any instance of a cluster but its first, hold nothing that could not be made
 * again.
 */
export function isReplica(id: string, resource: SynthesizedResource): boolean {
  return (
    resource.Properties?.SourceDBInstanceIdentifier !== undefined ||
    /DatabaseReplica\d+(Postgresql|Upgrade)Logs|AuroraMember([2-9]|1\d)/.test(id)
  );
}

/** The resources that hold data, by `stack/logicalId`. */
export function statefulOf(templates: Templates): Map<string, SynthesizedResource> {
  return new Map(
    [...resourcesOf(templates)].filter(
      ([id, resource]) => classOf(resource.Type) === 'stateful' && !isReplica(id, resource),
    ),
  );
}

/** The types of the stateful resources, by `stack/logicalId`, sorted: what the golden file keeps. */
export function statefulIds(templates: Templates): Record<string, string> {
  return Object.fromEntries(
    [...statefulOf(templates)]
      .map(([id, { Type }]) => [id, Type] as const)
      .sort(([left], [right]) => left.localeCompare(right)),
  );
}
