import { Token } from 'aws-cdk-lib';
import { got } from '../core/problems';

/**
 * The ids of the AWS-managed prefix list `com.amazonaws.global.cloudfront.origin-facing`, one per Region.
 *
 * The ids belong to AWS and are the same in every account. Each id below is published in several independent public
 * templates that agree (read in November 2026). For other Regions, look up the id with `aws ec2
 * describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing`
 * and pass it as `originFacingPrefixListId`.
 */
export class OriginFacingPrefixList {
  /**
   * How many rules of a security group the list counts as (VPC User Guide, "AWS-managed prefix lists").
   *
   * The default quota is 60 inbound rules per security group, so a group has room for one port only.
   */
  public static readonly WEIGHT = 55;

  /** The Regions with a known id, in alphabetical order. */
  public static get regions(): string[] {
    return Object.keys(IDS).sort();
  }

  /**
   * Returns the prefix list id of a Region. Throws if the id is not known.
   *
   * @param region the Region name, for example `eu-central-1`
   */
  public static forRegion(region: string): string {
    if (Token.isUnresolved(region)) {
      throw new Error(
        '`region` must be known at synthesis to find the CloudFront prefix list; give the stack an explicit ' +
          '`env.region`, or set `originFacingPrefixListId`',
      );
    }
    const id = IDS[region];
    if (id === undefined) {
      throw new Error(
        `\`region\` must be one of ${OriginFacingPrefixList.regions.join(', ')}, got: ${got(region)}; set ` +
          '`originFacingPrefixListId` to the id of com.amazonaws.global.cloudfront.origin-facing in this Region',
      );
    }
    return id;
  }

  private constructor() {}
}

const IDS: Readonly<Record<string, string | undefined>> = {
  'ap-northeast-1': 'pl-58a04531',
  'ap-northeast-2': 'pl-22a6434b',
  'ap-south-1': 'pl-9aa247f3',
  'ap-southeast-1': 'pl-31a34658',
  'ap-southeast-2': 'pl-b8a742d1',
  'ca-central-1': 'pl-38a64351',
  'eu-central-1': 'pl-a3a144ca',
  'eu-north-1': 'pl-fab65393',
  'eu-west-1': 'pl-4fa04526',
  'eu-west-2': 'pl-93a247fa',
  'eu-west-3': 'pl-75b1541c',
  'sa-east-1': 'pl-5da64334',
  'us-east-1': 'pl-3b927c52',
  'us-east-2': 'pl-b6a144df',
  'us-west-1': 'pl-4ea04527',
  'us-west-2': 'pl-82a045eb',
};
