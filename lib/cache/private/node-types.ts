import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';

/** Family and size, for example `cache.r7g.large`. */
const NODE_TYPE = /^cache\.([a-z][0-9][a-z]*)\.(micro|small|medium|large|\d*xlarge)$/;

/** Burstable sizes, which only the T families have. */
const SMALL_SIZES = ['micro', 'small', 'medium'];

/** The node types that a feature of Amazon ElastiCache supports. */
export interface NodeTypeRule {
  /** Name of the feature in messages. */
  readonly feature: string;

  readonly families: readonly string[];

  /** Supported sizes. Undefined means `large` and larger. */
  readonly sizes?: readonly string[];
}

/** Amazon ElastiCache user guide, "Auto Scaling Valkey and Redis OSS clusters", prerequisites (as of 2026). */
export const AUTO_SCALING: NodeTypeRule = {
  feature: 'auto scaling',
  families: ['m5', 'm6g', 'm7g', 'm8g', 'r5', 'r6g', 'r6gd', 'r7g', 'r8g', 'c7gn', 'c8gn'],
  sizes: ['large', 'xlarge', '2xlarge'],
};

/** Amazon ElastiCache user guide, "Global datastores", prerequisites and limitations. */
export const GLOBAL_DATASTORE: NodeTypeRule = {
  feature: 'a Global Datastore',
  families: ['m5', 'm6g', 'm7g', 'm8g', 'r5', 'r6g', 'r6gd', 'r7g', 'r8g', 'c7gn', 'c8gn'],
};

/** Amazon ElastiCache user guide, "Durability", limitations. */
export const DURABILITY: NodeTypeRule = {
  feature: 'durability',
  families: ['m6g', 'm7g', 'm8g', 'r6g', 'r7g', 'r8g', 'c7gn', 'c8gn'],
};

/** The family of a node type. Undefined if it is a token or not a node type. */
export function familyOf(nodeType: string): string | undefined {
  return Token.isUnresolved(nodeType) ? undefined : NODE_TYPE.exec(nodeType)?.[1];
}

/** Requires a well-formed node type: burstable sizes for the T families, `large` or larger for the others. */
export function requireNodeType(problems: Problems, nodeType: string): void {
  problems.require(
    Token.isUnresolved(nodeType) || isNodeType(nodeType),
    `\`nodeType\` must be a node type such as cache.t4g.small, got: ${got(nodeType)}`,
  );
}

/** Whether a feature supports a node type. False if it is a token or not a node type. */
export function isSupported(nodeType: string, { families, sizes }: NodeTypeRule): boolean {
  if (Token.isUnresolved(nodeType) || !isNodeType(nodeType)) {
    return false;
  }
  const [, family, size] = NODE_TYPE.exec(nodeType)!;
  return families.includes(family) && (sizes?.includes(size) ?? !SMALL_SIZES.includes(size));
}

/** Requires a node type that a feature supports. Ignores malformed types, which `requireNodeType` reports. */
export function requireSupport(problems: Problems, nodeType: string, rule: NodeTypeRule): void {
  const { feature, families, sizes } = rule;
  if (Token.isUnresolved(nodeType) || !isNodeType(nodeType)) {
    return;
  }
  const allowed = `${sizes === undefined ? 'large or larger' : listed(sizes)} of ${listed(families)}`;
  problems.require(
    isSupported(nodeType, rule),
    `\`nodeType\` must be ${allowed} for ${feature}, got: ${got(nodeType)}`,
  );
}

function isNodeType(nodeType: string): boolean {
  const [, family, size] = NODE_TYPE.exec(nodeType) ?? [];
  return family !== undefined && family.startsWith('t') === SMALL_SIZES.includes(size);
}

function listed(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
