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
  /** Something stateless is replaced. */
  REPLACED = 'replaced',
  /** Something stateless is removed. */
  REMOVED = 'removed',
  /** Users notice it for a moment. */
  INTERRUPTION = 'brief-interruption',
  /** Changed in place, without an interruption that is known. */
  IN_PLACE = 'no-interruption',
  /** Only the bounds of scaling change, and tags perhaps. */
  SCALING = 'scaling-only',
  /** Only tags change. */
  TAGS = 'tags-only',
  /** New. */
  ADDED = 'added',
}

/** The classes, the gravest first. */
export const CLASSES: readonly ChangeClass[] = Object.values(ChangeClass);

const GRAVITY = new Map(CLASSES.map((name, index) => [name, index] as const));

/** The rank of a class; the gravest has the lowest. */
export function gravity(name: ChangeClass): number {
  return GRAVITY.get(name)!;
}

/** One thing that a change does. */
export interface Effect {
  readonly class: ChangeClass;
  readonly reason: string;
  /** The properties that do it; empty where the whole resource comes or goes. */
  readonly properties: readonly string[];
}

/** What becomes of one resource. */
export interface ResourceChange {
  /**
   * The stack and the logical id, for example `db/Database`; with the Region, and with the account if necessary, if the
   * app has stacks of that name in several of them: `eu-west-1/db/Database`.
   */
  readonly address: string;
  readonly stack: string;
  /** The Region; empty if the app does not say. */
  readonly region: string;
  /** The account; absent if the app does not say. */
  readonly account?: string;
  readonly logicalId: string;
  readonly type: string;
  /** Path of the construct; absent if the template does not have it. */
  readonly path?: string;
  /** What the resource holds, in words; absent if it is stateless. */
  readonly holds?: string;
  /** The gravest of the effects. */
  readonly class: ChangeClass;
  /** Everything that the change does, the gravest first. */
  readonly effects: readonly Effect[];
  /** Address that it seems to have moved to or from; AWS CloudFormation still deletes and creates. */
  readonly movedWith?: string;
}

/** The gravest of some effects. */
export function gravest(effects: readonly Effect[]): ChangeClass {
  return (
    effects.reduce<ChangeClass | undefined>(
      (found, { class: name }) => (found === undefined || gravity(name) < gravity(found) ? name : found),
      undefined,
    ) ?? ChangeClass.IN_PLACE
  );
}

/**
 * What is missed most where it is lost: first databases, then what else users made, then what can be set up again, then
 * what comes back by itself.
 */
const MISSED: readonly RegExp[] = [
  /^(rows|items|documents|a graph)/,
  /^(files|objects|records$|users|a file system|source code|backups)/,
  /^(?!cached|messages|logs|something|what was)/,
  /^(?!logs)/,
  /^logs/,
];

function weight({ holds }: ResourceChange): number {
  return holds === undefined ? MISSED.length : MISSED.findIndex((pattern) => pattern.test(holds));
}

/** The gravest change first, then what is missed most, then by stack and logical id. */
export function byGravity(one: ResourceChange, other: ResourceChange): number {
  return (
    gravity(one.class) - gravity(other.class) ||
    weight(one) - weight(other) ||
    compare(one.stack, other.stack) ||
    compare(one.logicalId, other.logicalId) ||
    compare(one.address, other.address)
  );
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other);
}
