import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { checkRegionalRecords, CLOUDFRONT_ZONE_ID } from './private/records-rules';
import { RegionalEndpoint } from './regional-endpoint';
import { RegionalRecordsProps } from './regional-records-props';
import { RoutingKind } from './routing-policy';

/** Recommended for records with health checks (Route 53 Developer Guide, "Values specific for failover records"). */
const TTL_SECONDS = 60;

/**
 * Route 53 records that send one DNS name to several Regions.
 *
 * Every record has a set identifier, even if it is the only one. Route 53 does not allow a simple record beside a
 * record with a routing policy, so a simple record would have to be deleted before a second Region could join. The
 * policies of a name must also be of one kind. To change the kind, create a second name and move your users to it.
 */
export class RegionalRecords extends Construct {
  /** The name, without a final dot. */
  public readonly recordName: string;

  /** The kind of routing policy of the name. */
  public readonly kind: RoutingKind;

  private readonly props: RegionalRecordsProps;

  constructor(scope: Construct, id: string, props: RegionalRecordsProps) {
    super(scope, id);
    checkRegionalRecords(this, props);
    this.props = props;
    this.recordName = props.recordName;
    this.kind = props.endpoints[0].policy.kind;
    props.endpoints.forEach((endpoint) => this.addEndpoint(endpoint));
  }

  private addEndpoint(endpoint: RegionalEndpoint): void {
    const scope = new Construct(this, endpoint.id);
    if (endpoint.cnameTarget !== undefined) {
      new CfnRecordSet(scope, 'Cname', {
        ...this.common(endpoint),
        type: 'CNAME',
        ttl: String(this.props.ttlSeconds ?? TTL_SECONDS),
        resourceRecords: [endpoint.cnameTarget],
      });
      return;
    }
    this.addAlias(scope, 'A', endpoint);
    if (this.props.ipv6 ?? true) {
      this.addAlias(scope, 'AAAA', endpoint);
    }
  }

  private addAlias(scope: Construct, type: string, endpoint: RegionalEndpoint): void {
    const { dnsName, hostedZoneId } = endpoint.aliasTarget!;
    const evaluateTargetHealth = endpoint.evaluateTargetHealth ?? hostedZoneId !== CLOUDFRONT_ZONE_ID;
    new CfnRecordSet(scope, type, {
      ...this.common(endpoint),
      type,
      aliasTarget: { dnsName, hostedZoneId, evaluateTargetHealth },
    });
  }

  private common(endpoint: RegionalEndpoint): {
    name: string;
    hostedZoneId: string;
    setIdentifier: string;
    healthCheckId?: string;
  } {
    const { weight, region, role, location } = endpoint.policy;
    return {
      hostedZoneId: this.props.hostedZoneId,
      name: `${this.props.recordName}.`,
      setIdentifier: endpoint.id,
      healthCheckId: endpoint.healthCheckId,
      ...{ weight, region, failover: role, geoLocation: location && geoLocation(location) },
    };
  }
}

function geoLocation(location: {
  continentCode?: string;
  countryCode?: string;
  subdivisionCode?: string;
}): CfnRecordSet.GeoLocationProperty {
  const { continentCode, countryCode, subdivisionCode } = location;
  return { continentCode, countryCode, subdivisionCode };
}
