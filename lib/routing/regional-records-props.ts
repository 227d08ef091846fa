import { RegionalEndpoint } from './regional-endpoint';

/** Properties of `RegionalRecords`. */
export interface RegionalRecordsProps {
  /** The id of the hosted zone, for example `Z0123456789ABCDEFGHIJ`. Cannot be changed after creation. */
  readonly hostedZoneId: string;

  /** The name of the hosted zone, for example `example.com`. */
  readonly hostedZoneName: string;

  /** The fully qualified name, for example `app.example.com`. Cannot be changed after creation. */
  readonly recordName: string;

  /** The endpoints of the name, at least one. Endpoints can be added and removed without changing the others. */
  readonly endpoints: RegionalEndpoint[];

  /**
   * How long resolvers cache an answer, in seconds (1 to 86400). Only for CNAME targets; an alias has the TTL of its
   * target.
   *
   * @default 60 - the recommendation of AWS for records with health checks
   */
  readonly ttlSeconds?: number;

  /**
   * Whether aliases get an AAAA record (IPv6) in addition to the A record.
   *
   * @default true - harmless for a target without an IPv6 address, because the answer is then empty
   */
  readonly ipv6?: boolean;
}
