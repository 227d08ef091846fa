/** What a change means, the gravest first. */
export enum ChangeClass {
  /** Data is deleted, replaced by nothing, cut off or out of sight. */
  DATA = 'data-risk',
  /** What protects data becomes less: deletion protection, backups, policies, versions. */
  GUARD = 'protection-lowered',
  /** More may be reached or done than before. */
  SECURITY = 'security-broadened',
  /** AWS refuses the change, and the deployment fails. */
  REFUSED = 'refused',
  /** Something stays in the account and no longer belongs to the stack. */
  ORPHANED = 'orphaned',
  /** Something that holds nothing is made anew. */
  REPLACED = 'replaced',
  /** Something that holds nothing is removed. */
  REMOVED = 'removed',
  /** Users notice it for a moment. */
  INTERRUPTION = 'brief-interruption',
  /** Only the bounds of scaling change. */
  SCALING = 'scaling-only',
  /** Only tags change. */
  TAGS = 'tags-only',
  /** Changed in place, without an interruption that is known. */
  IN_PLACE = 'no-interruption',
  /** New. */
  ADDED = 'added',
}

/** The classes, the gravest first. */
export const CLASSES: readonly ChangeClass[] = Object.values(ChangeClass);

/** One thing that a change does. */
export interface Effect {
  readonly class: ChangeClass;
  readonly reason: string;
  /** The properties that do it; empty where the whole resource comes or goes. */
  readonly properties: readonly string[];
}

/** What becomes of one resource. */
export interface ResourceChange {
  readonly stack: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  /** Path of the construct; absent where the template does not have it. */
  readonly path?: string;
  /** What the resource holds, in words; absent where it could be made again. */
  readonly holds?: string;
  /** The gravest of the effects. */
  readonly class: ChangeClass;
  /** Everything that the change does, the gravest first. */
  readonly effects: readonly Effect[];
  /** Where the resource seems to have gone or to come from; AWS CloudFormation still deletes and creates. */
  readonly movedWith?: string;
}

/** The gravest of some effects. */
export function gravest(effects: readonly Effect[]): ChangeClass {
  return CLASSES.find((candidate) => effects.some((effect) => effect.class === candidate)) ?? ChangeClass.IN_PLACE;
}

/** How much is lost with what a resource holds: what comes back by itself last. */
function weight({ holds }: ResourceChange): number {
  if (holds === undefined) {
    return 3;
  }
  return holds === 'logs' ? 2 : /^(cached|messages)/.test(holds) ? 1 : 0;
}

/** The gravest change first, then what is missed most, then by stack and logical id. */
export function byGravity(one: ResourceChange, other: ResourceChange): number {
  return (
    CLASSES.indexOf(one.class) - CLASSES.indexOf(other.class) ||
    weight(one) - weight(other) ||
    one.stack.localeCompare(other.stack) ||
    one.logicalId.localeCompare(other.logicalId)
  );
}
