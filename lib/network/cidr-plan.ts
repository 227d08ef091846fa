import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../core/problems';

/**
 * Regions in the order of their second octet. A VPC cannot change its address range, so append new Regions and never
 * reorder them.
 */
const REGIONS = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'us-east-2',
  'us-west-1',
  'ca-central-1',
  'sa-east-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'eu-south-1',
  'eu-central-2',
  'eu-south-2',
  'ap-south-1',
  'ap-south-2',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-east-1',
  'me-south-1',
  'me-central-1',
  'af-south-1',
  'il-central-1',
  'ca-west-1',
  'ap-southeast-5',
  'ap-southeast-7',
  'mx-central-1',
];

/** Networks per Region: 8 times 32 Regions fill the 256 second octets of 10.0.0.0/8. */
const NETWORKS = 8;

/**
 * Non-overlapping address ranges for every network and Region of a company. Networks must not overlap to be peered
 * later.
 */
export class CidrPlan {
  /** The Regions for which the plan has ranges. */
  public static readonly REGIONS: string[] = [...REGIONS];

  /**
   * Returns the /16 range of a network.
   *
   * @param region the AWS Region
   * @param networkIndex number of the network, 0 to 7; use different numbers for environments that may be connected
   */
  public static forRegion(region: string, networkIndex: number): string {
    const position = REGIONS.indexOf(region);
    const problems = new Problems();
    problems.require(
      !Token.isUnresolved(region) && position >= 0,
      `\`region\` must be one of ${REGIONS.join(', ')}, got: ` +
        `${Token.isUnresolved(region) ? 'a token' : got(region)}; for other Regions set \`cidr\``,
    );
    problems.require(
      Number.isInteger(networkIndex) && networkIndex >= 0 && networkIndex < NETWORKS,
      `\`networkIndex\` must be a whole number from 0 to ${NETWORKS - 1}, got: ${got(networkIndex)}`,
    );
    problems.throwIfAny('CidrPlan');
    return `10.${networkIndex * REGIONS.length + position}.0.0/16`;
  }

  private constructor() {}
}
