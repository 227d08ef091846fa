import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';

/** Your own domain for a distribution. */
export interface EdgeDomain {
  /** The domain name, for example `app.example.com`. It must be the name of the hosted zone or a name below it. */
  readonly domainName: string;

  /** The id of the public Route 53 hosted zone of the domain, for example `Z0123456789ABCDEFGHIJ`. */
  readonly hostedZoneId: string;

  /** The name of the hosted zone, for example `example.com`. */
  readonly hostedZoneName: string;

  /**
   * A certificate that covers the domain, in us-east-1 (the only Region from which CloudFront reads certificates).
   *
   * @default - a new certificate, validated through a DNS record in the hosted zone
   */
  readonly certificate?: ICertificate;
}
