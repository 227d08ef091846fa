import { DocumentCacheSizes, DocumentServiceSizes } from './sizes-document';

/** A Region besides the home Region. */
export interface DocumentRegion {
  /** AWS Region. Fixed for ever. */
  readonly region: string;

  /** Exactly three Availability Zones of the Region, fixed for ever. */
  readonly availabilityZones: string[];

  /**
   * How far the Region has come, where it joins or leaves apart from the others: `build`, `replicate` or `serve`.
   *
   * @default - as the stage, or the step that is being deployed, has it
   */
  readonly phase?: string;

  /**
   * Whether the Region keeps a copy of the database without an instance.
   *
   * @default false
   */
  readonly headless?: boolean;

  /**
   * The web service of the Region.
   *
   * @default - as the stage has it
   */
  readonly web?: DocumentServiceSizes;

  /**
   * The worker service of the Region.
   *
   * @default - as the stage has it
   */
  readonly worker?: DocumentServiceSizes;

  /**
   * Instance class of the database in the Region, without the `db.` prefix.
   *
   * @default - as the stage has it
   */
  readonly databaseInstanceType?: string;

  /**
   * Instances of the database in the Region, besides the first.
   *
   * @default - as many readers as the stage has
   */
  readonly readReplicas?: number;

  /**
   * The cache of the Region.
   *
   * @default - as the stage has it
   */
  readonly cache?: DocumentCacheSizes;
}

/** Where the users of some countries may be served. */
export interface DocumentResidency {
  /** Countries as ISO 3166-1 alpha-2 codes. */
  readonly countryCodes: string[];

  /** Regions that may serve them. */
  readonly regions: string[];
}
