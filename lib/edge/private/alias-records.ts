import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { EdgeDomain } from '../edge-domain';

/** Cannot be changed, because it is create-only. */
const SET_IDENTIFIER = 'primary';

/** Leaves room for a second record with a smaller weight. */
const WEIGHT = 100;

/** Properties of `AliasRecords`. */
export interface AliasRecordsProps {
  readonly distribution: IDistribution;

  readonly domain: EdgeDomain;
}

/**
 * The A and AAAA records of a domain.
 *
 * They are weighted records with a set identifier. Route 53 does not allow a simple record beside a record with a
 * routing policy, so a simple record would have to be deleted before a second distribution could take a share of the
 * traffic. Queries for aliases of AWS resources are free with any policy.
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
