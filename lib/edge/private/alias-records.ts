import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { EdgeDomain } from '../edge-domain';

/** The set identifier of the records; create-only, so it never changes. */
const SET_IDENTIFIER = 'primary';

/** The whole weight until a second record takes a share. */
const WEIGHT = 100;

/** Options of the alias records. */
export interface AliasRecordsProps {
  /** The distribution that the name points to. */
  readonly distribution: IDistribution;

  /** The own domain. */
  readonly domain: EdgeDomain;
}

/**
 * The IPv4 and IPv6 address records of an own domain.
 *
 * They are weighted records with a set identifier from the first day. Route 53 refuses to hold a simple record and a
 * policy record with the same name and type, so a simple record would have to be deleted - and the name with it -
 * before a second edge could take a share of the users. Queries for aliases to AWS resources are free whatever the
 * policy.
 */
export class AliasRecords extends Construct {
  constructor(scope: Construct, id: string, props: AliasRecordsProps) {
    super(scope, id);
    this.createRecord('A', props);
    this.createRecord('AAAA', props);
  }

  private createRecord(type: string, props: AliasRecordsProps): void {
    new CfnRecordSet(this, type, {
      hostedZoneId: props.domain.hostedZoneId,
      name: `${props.domain.domainName}.`,
      type,
      setIdentifier: SET_IDENTIFIER,
      weight: WEIGHT,
      aliasTarget: {
        dnsName: props.distribution.distributionDomainName,
        hostedZoneId: CloudFrontTarget.CLOUDFRONT_ZONE_ID,
        evaluateTargetHealth: false,
      },
    });
  }
}
