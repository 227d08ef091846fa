import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';

/** An own domain under which the distribution answers. */
export interface EdgeDomain {
  /** The name that users type, for example `app.example.com`; equal to or below the hosted zone's name. */
  readonly domainName: string;

  /** The id of the public Route 53 hosted zone that holds the name, for example `Z0123456789ABCDEFGHIJ`. */
  readonly hostedZoneId: string;

  /** The name of that hosted zone, for example `example.com`. */
  readonly hostedZoneName: string;

  /**
   * A certificate in us-east-1 (the only Region that CloudFront reads certificates from) that covers the name.
   *
   * @default - a new certificate, validated through a DNS record in the hosted zone
   */
  readonly certificate?: ICertificate;
}
