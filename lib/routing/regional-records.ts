import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { checkRegionalRecords, CLOUDFRONT_ZONE_ID } from './private/records-rules';
import { RegionalEndpoint } from './regional-endpoint';
import { RegionalRecordsProps } from './regional-records-props';
import { RoutingKind } from './routing-policy';

/**
 * The TTL that AWS advises for records with health checks (Route 53 Developer Guide, "Values specific for failover
 * records").
 */
const TTL_SECONDS = 60;

/**
 * One name that leads to several Regions.
 *
 * Every record carries a set identifier, even while there is only one: Route 53 holds no simple record and policy
 * record of one name and type, so a simple record would have to be deleted, and the name with it, before a second
 * Region could join. Kinds of policies do not mix within a name either; to change the kind, make a second name and lead
 * users there.
 */
export class RegionalRecords extends Construct {
  /** The name, without a final dot. */
  public readonly recordName: string;

  /** How the endpoints share the users. */
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

/** CDK's GeoLocation says "everybody else" as the country `*`, as the API does. */
function geoLocation(location: {
  continentCode?: string;
  countryCode?: string;
  subdivisionCode?: string;
}): CfnRecordSet.GeoLocationProperty {
  const { continentCode, countryCode, subdivisionCode } = location;
  return { continentCode, countryCode, subdivisionCode };
}
