/** A point of a drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of a drawing. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** What a node is for; it has the color of its category. */
export const CATEGORIES = ['users', 'edge', 'compute', 'data', 'messaging', 'network', 'watch', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Something that a diagram shows: a resource, or several of the same kind together. */
export interface GraphNode {
  readonly id: string;
  readonly category: Category;

  /** The service, as AWS names it. */
  readonly service: string;

  /** What it is called in the app. */
  readonly name: string;

  /** Sizes, numbers, roles. */
  readonly details: readonly string[];

  /** What would be lost with it, in words; absent if it is stateless. */
  readonly holds?: string;

  /** The frame that it stands in; absent for what is outside of AWS. */
  readonly frame?: string;

  /** The addresses of the resources that it stands for. */
  readonly members: readonly string[];
}

/** A Region, a network, an Availability Zone, or what belongs to no Region. */
export interface GraphFrame {
  readonly id: string;
  readonly label: string;
  readonly kind: 'edge' | 'region' | 'network' | 'zone' | 'across' | 'beside';
  readonly parent?: string;
}

/** Something that goes from one node to another. */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly label?: string;

  /** Whether it goes both ways. */
  readonly isMutual?: boolean;
}

/** An architecture, as it is drawn. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly frames: readonly GraphFrame[];
  readonly edges: readonly GraphEdge[];

  /** Resources that are not drawn, by their type. */
  readonly hidden: Readonly<Record<string, number>>;
}
