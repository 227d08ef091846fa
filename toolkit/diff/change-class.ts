/** What a change means, the gravest first. */
export enum ChangeClass {
  /** Data is deleted, replaced, cut off or out of sight, or may be. */
  DATA = 'data-risk',
  /** What protects data becomes less: deletion protection, backups, policies, versions. */
  GUARD = 'protection-lowered',
  /** More may be reached or done than before. */
  SECURITY = 'security-broadened',
  /** AWS refuses the change, and the deployment fails. */
  REFUSED = 'refused',
  /** The resource stays in the account and no longer belongs to the stack. */
  ORPHANED = 'orphaned',
  /** A stateless resource is replaced. */
  REPLACED = 'replaced',
  /** A stateless resource is removed. */
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
  /** The class of the effect. */
  readonly class: ChangeClass;

  /** What happens and why, with the basis of durations. */
  readonly reason: string;

  /** The properties that cause it; empty if the whole resource is added, removed or opened. */
  readonly properties: readonly string[];
}

/** What becomes of one resource. */
export interface ResourceChange {
  /**
   * The stack and the logical id, for example `db/Database`; with the Region, and with the account if necessary, if the
   * app has stacks of that name in several of them: `eu-west-1/db/Database`.
   */
  readonly address: string;

  /** Name of the stack; of a nested one, that of its parent and its logical id. */
  readonly stack: string;

  /**
   * Region of the stack; empty if the app does not say.
   *
   * @minLength 0
   */
  readonly region: string;

  /** Account of the stack; absent if the app does not say. */
  readonly account?: string;

  /** Logical id in the template. */
  readonly logicalId: string;

  /** CloudFormation type; of what only a deployment can show, the name of the function or the macro. */
  readonly type: string;

  /** Path of the construct; absent if the template does not have it. */
  readonly path?: string;

  /** What the resource holds, in words; absent if it is stateless. */
  readonly holds?: string;

  /** The gravest class of the effects. */
  readonly class: ChangeClass;

  /**
   * Everything that the change does, the gravest first.
   *
   * @minItems 1
   */
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
 * What is missed most if it is lost: first databases, then what else users made, then what can be set up again, then
 * what comes back on its own.
 */
const MISSED: readonly RegExp[] = [
  /^(rows|items|documents|a graph)/,
  /^(files|objects|records$|users|a file system|source code|backups)/,
  /^(?!cached|waiting messages|logs|unknown|the data on)/,
  /^(?!logs)/,
  /^logs/,
];

function weight({ holds }: ResourceChange): number {
  return holds === undefined ? MISSED.length : MISSED.findIndex((pattern) => pattern.test(holds));
}

/** The gravest change first, then what is missed most, then by stack and logical id. */
export function byGravity(left: ResourceChange, right: ResourceChange): number {
  return (
    gravity(left.class) - gravity(right.class) ||
    weight(left) - weight(right) ||
    compare(left.stack, right.stack) ||
    compare(left.logicalId, right.logicalId) ||
    compare(left.address, right.address)
  );
}

function compare(left: string, right: string): number {
  return Number(left > right) - Number(left < right);
}
