import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';

/** Node type: family with size, for example `cache.r7g.large`. */
const NODE_TYPE = /^cache\.([a-z][0-9][a-z]*)\.(micro|small|medium|large|\d*xlarge)$/;

/** Sizes that burst; only the T families have them. */
const SMALL_SIZES = ['micro', 'small', 'medium'];

/** What a feature of Amazon ElastiCache asks of the node type. */
export interface NodeTypeRule {
  /** What asks, as a message says it. */
  readonly feature: string;

  /** Families that the feature supports. */
  readonly families: readonly string[];

  /** Sizes that the feature supports; every size from `large` on where it is not given. */
  readonly sizes?: readonly string[];
}

/**
 * Amazon ElastiCache user guide, "Auto Scaling Valkey and Redis OSS clusters", prerequisites; the eighth generation
 * came in 2026.
 */
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

/** The family of a node type, or nothing where it is a token or no node type. */
export function familyOf(nodeType: string): string | undefined {
  return Token.isUnresolved(nodeType) ? undefined : NODE_TYPE.exec(nodeType)?.[1];
}

/** Asks for a node type that exists in form: burstable sizes for the T families, the others from `large` on. */
export function requireNodeType(problems: Problems, nodeType: string): void {
  problems.require(
    Token.isUnresolved(nodeType) || isNodeType(nodeType),
    `\`nodeType\` must be a node type such as cache.t4g.small, got: ${got(nodeType)}`,
  );
}

/** Whether a feature supports a node type; not where it is a token or no node type. */
export function isSupported(nodeType: string, { families, sizes }: NodeTypeRule): boolean {
  if (Token.isUnresolved(nodeType) || !isNodeType(nodeType)) {
    return false;
  }
  const [, family, size] = NODE_TYPE.exec(nodeType)!;
  return families.includes(family) && (sizes?.includes(size) ?? !SMALL_SIZES.includes(size));
}

/** Asks for a node type that a feature supports; says nothing of one that is no node type at all. */
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
