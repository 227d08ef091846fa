import { RegionalEndpoint } from './regional-endpoint';
/** Properties of the records of one name. */
export interface RegionalRecordsProps {
  /** The id of the hosted zone, for example `Z0123456789ABCDEFGHIJ`; fixed for ever. */
  readonly hostedZoneId: string;

  /** The name of that hosted zone, for example `example.com`. */
  readonly hostedZoneName: string;

  /** The whole name, equal to or below the zone's name, for example `app.example.com`; fixed for ever. */
  readonly recordName: string;

  /** Where the name leads to, at least one; more are added or removed one by one without touching the others. */
  readonly endpoints: RegionalEndpoint[];

  /**
   * How long resolvers keep an answer, in seconds (1 to 86400). Only for CNAME targets; an alias has the TTL of its
   * target.
   *
   * @default 60 - what AWS advises for records with health checks
   */
  readonly ttlSeconds?: number;

  /**
   * Whether aliases get an AAAA record (IPv6) besides the A record.
   *
   * @default true - harmless where the target has no IPv6 address: the answer is empty
   */
  readonly ipv6?: boolean;
}
