import { InstanceType } from 'aws-cdk-lib/aws-ec2';

/**
 * Bounds of Aurora Serverless v2, in Aurora capacity units (one is about 2 GiB of memory with the CPU that goes with
 * it).
 */
export interface ServerlessBounds {
  /**
   * Fewest capacity units of one instance, 0 to 256 in steps of 0.5; 0 lets the instance pause when nobody is
   * connected.
   */
  readonly minAcu: number;

  /** Most capacity units of one instance, 1 to 256 in steps of 0.5. */
  readonly maxAcu: number;

  /**
   * Minutes without a connection after which an instance pauses, 5 to 1440 (Aurora: 300 to 86400 seconds). Only with
   * `minAcu` 0.
   *
   * @default - 5 with `minAcu` 0, otherwise it never pauses
   */
  readonly autoPauseMinutes?: number;
}

/** How large the instances of an Aurora cluster are. */
export class AuroraCapacity {
  /**
   * Instances of one class.
   *
   * @param instanceType instance class without the `db.` prefix, for example `r7g.large`
   */
  public static provisioned(instanceType: InstanceType): AuroraCapacity {
    return new AuroraCapacity(instanceType);
  }

  /**
   * Aurora Serverless v2: each instance follows its load between two bounds, in steps of 0.5 capacity units.
   *
   * Pausing (`minAcu` 0) is meant for environments outside production: the first connection waits about 15 seconds (AWS
   * figure), and it excludes RDS Proxy, logical replication and Aurora Global Database.
   *
   * @param bounds fewest and most capacity units of one instance
   */
  public static serverless(bounds: ServerlessBounds): AuroraCapacity {
    return new AuroraCapacity(undefined, bounds);
  }

  /**
   * @param instanceType the class of provisioned instances
   * @param bounds the bounds of serverless instances
   */
  private constructor(
    public readonly instanceType?: InstanceType,
    public readonly bounds?: ServerlessBounds,
  ) {}

  /** The `DBInstanceClass` of the instances, for example `db.serverless`. */
  public get instanceClass(): string {
    return this.instanceType ? `db.${this.instanceType.toString()}` : 'db.serverless';
  }

  /** Whether instances may pause to zero capacity. */
  public get pauses(): boolean {
    return this.bounds?.minAcu === 0;
  }
}
