import { IMachineImage } from 'aws-cdk-lib/aws-ec2';
import { NatKind } from '../core/stage-sizing';

/** Properties of a NAT instance. */
export interface NatInstanceProps {
  /**
   * Instance type. It must be arm64.
   *
   * @default 't4g.nano'
   */
  readonly instanceType?: string;

  /**
   * The machine image. It must be Amazon Linux 2023 for arm64 or compatible with it.
   *
   * @default - the latest Amazon Linux 2023 at each launch, read from its public SSM parameter
   */
  readonly machineImage?: IMachineImage;
}

/**
 * How app subnets reach the internet. Changing the strategy changes routes and their targets, never subnets or route
 * tables.
 *
 * Open connections through a changed route are reset once.
 */
export class NatStrategy {
  /** No NAT. Only gateway endpoints are reachable. Free of charge. */
  public static none(): NatStrategy {
    return new NatStrategy(NatKind.NONE);
  }

  /**
   * One NAT instance for all Availability Zones. It is replaced automatically when it fails, with an interruption of a
   * few minutes.
   *
   * @param props instance type and machine image
   */
  public static instance(props: NatInstanceProps = {}): NatStrategy {
    return new NatStrategy(NatKind.INSTANCE, props);
  }

  /** One NAT gateway for all Availability Zones. */
  public static oneGateway(): NatStrategy {
    return new NatStrategy(NatKind.ONE_GATEWAY);
  }

  /** One NAT gateway per Availability Zone. */
  public static gatewayPerAz(): NatStrategy {
    return new NatStrategy(NatKind.GATEWAY_PER_AZ);
  }

  /**
   * Returns the strategy of a kind, with its default settings.
   *
   * @param kind the kind, as used in stage sizing
   */
  public static ofKind(kind: NatKind): NatStrategy {
    return new NatStrategy(kind);
  }

  /**
   * @param kind the kind of NAT
   * @param instanceProps settings of the NAT instance, used by `NatKind.INSTANCE` only
   */
  private constructor(
    public readonly kind: NatKind,
    public readonly instanceProps: NatInstanceProps = {},
  ) {}
}
