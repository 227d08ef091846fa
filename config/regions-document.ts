import { ArmInstanceType, AwsRegion, CountryCode, ThreeZones } from './document-values';
import { DocumentCacheSizes, DocumentServiceSizes, DocumentWorkerSizes } from './sizes-document';

/** A Region in addition to the home Region. */
export interface DocumentRegion {
  /**
   * AWS Region. Never changes.
   *
   * @example "us-east-1"
   */
  readonly region: AwsRegion;

  /**
   * Exactly three Availability Zones of the Region. Never change.
   *
   * @example ["us-east-1a", "us-east-1b", "us-east-1c"]
   */
  readonly availabilityZones: ThreeZones;

  /**
   * How far the Region has come, if it joins or leaves apart from the others.
   *
   * @default - as the stage or the step has it
   * @example "build"
   */
  readonly phase?: 'build' | 'replicate' | 'serve';

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
  readonly worker?: DocumentWorkerSizes;

  /**
   * Instance class of the database in the Region, without the `db.` prefix.
   *
   * @default - as the stage has it
   * @example "r7g.large"
   */
  readonly databaseInstanceType?: ArmInstanceType;

  /**
   * Instances of the database in the Region in addition to the first.
   *
   * @default - as many readers as the stage has
   * @integer
   * @minimum 0
   * @maximum 14
   * @example 1
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
  /**
   * Countries as ISO 3166-1 alpha-2 codes.
   *
   * @minItems 1
   * @example ["DE", "FR"]
   */
  readonly countryCodes: CountryCode[];

  /**
   * Regions that may serve them.
   *
   * @minItems 1
   * @example ["eu-central-1"]
   */
  readonly regions: AwsRegion[];
}
