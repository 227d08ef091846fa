import { InstanceType } from 'aws-cdk-lib/aws-ec2';

/** Bounds of Aurora Serverless v2, in Aurora capacity units. A unit is about 2 GiB of memory with matching CPU. */
export interface ServerlessBounds {
  /**
   * Minimum capacity units of an instance, 0 to 256 in steps of 0.5. With 0, an instance pauses while it has no
   * connections.
   */
  readonly minAcu: number;

  /** Maximum capacity units of an instance, 1 to 256 in steps of 0.5. */
  readonly maxAcu: number;

  /**
   * Minutes without a connection after which an instance pauses, 5 to 1440 (Aurora: 300 to 86400 seconds). Only with
   * `minAcu` 0.
   *
   * @default - 5 with `minAcu` 0, otherwise an instance never pauses
   */
  readonly autoPauseMinutes?: number;
}

/** The size of the instances of an Aurora cluster. */
export class AuroraCapacity {
  /**
   * Provisioned instances.
   *
   * @param instanceType instance class without the `db.` prefix, for example `r7g.large`
   */
  public static provisioned(instanceType: InstanceType): AuroraCapacity {
    return new AuroraCapacity(instanceType);
  }

  /**
   * Aurora Serverless v2: each instance scales with its load, in steps of 0.5 capacity units.
   *
   * Use pausing (`minAcu` 0) outside production only. The first connection then waits about 15 seconds (AWS figure),
   * and RDS Proxy, logical replication and Aurora Global Database are not allowed.
   *
   * @param bounds minimum and maximum capacity units of an instance
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
