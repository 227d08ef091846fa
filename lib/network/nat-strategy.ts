import { IMachineImage } from 'aws-cdk-lib/aws-ec2';
import { NatKind } from '../core/stage-sizing';

/** Properties of a NAT instance. */
export interface NatInstanceProps {
  /**
   * Instance type, arm64.
   *
   * @default 't4g.nano'
   */
  readonly instanceType?: string;

  /**
   * The machine image; it must be Amazon Linux 2023 for arm64 or behave like it.
   *
   * @default - the newest Amazon Linux 2023 at every start of an instance, through its public SSM parameter
   */
  readonly machineImage?: IMachineImage;
}

/**
 * How app subnets reach the internet. Changing it never changes a subnet or a route table, only routes and what they
 * point to.
 *
 * Connections that run through a moved route are reset once.
 */
export class NatStrategy {
  /** No way out; only gateway endpoints are reachable. Costs nothing. */
  public static none(): NatStrategy {
    return new NatStrategy(NatKind.NONE);
  }

  /**
   * One NAT instance for all Availability Zones that replaces itself when it fails, with an interruption of a few
   * minutes.
   *
   * @param props instance type and image
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
   * The strategy of a kind, with its defaults.
   *
   * @param kind the kind, as stages name it
   */
  public static ofKind(kind: NatKind): NatStrategy {
    return new NatStrategy(kind);
  }

  /**
   * @param kind what is built
   * @param instanceProps the NAT instance, where one is built
   */
  private constructor(
    public readonly kind: NatKind,
    public readonly instanceProps: NatInstanceProps = {},
  ) {}
}
