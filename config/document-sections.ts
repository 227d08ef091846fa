import { TimeOfDay, UrlPath } from './document-values';

/** Own domain in a public Route 53 hosted zone. */
export interface DocumentDomain {
  /**
   * Name that users type; equal to or below the hosted zone's name.
   *
   * @pattern ^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$
   * @patternErrorMessage a domain name in lower case, for example "app.example.com"
   * @example "app.example.com"
   */
  readonly domainName: string;

  /**
   * Id of the public Route 53 hosted zone.
   *
   * @pattern ^Z[A-Z0-9]{4,31}$
   * @patternErrorMessage the id of a hosted zone, for example "Z0123456789ABCDEFGHIJ"
   * @example "Z0123456789ABCDEFGHIJ"
   */
  readonly hostedZoneId: string;

  /**
   * Name of the hosted zone.
   *
   * @pattern ^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$
   * @patternErrorMessage a domain name in lower case, for example "example.com"
   * @example "example.com"
   */
  readonly hostedZoneName: string;
}

/** Web application firewall. */
export interface DocumentFirewall {
  /**
   * Whether the firewall is on.
   *
   * @default - as the stage has it
   */
  readonly enabled?: boolean;

  /**
   * Whether matches are only counted, for the first weeks of a new firewall.
   *
   * @default false
   */
  readonly countOnly?: boolean;

  /**
   * Requests that one IP address may send in five minutes.
   *
   * @default 2000
   * @integer
   * @minimum 10
   * @maximum 2000000000
   */
  readonly requestsPer5MinutesPerIp?: number;

  /**
   * Requests that one IP address may send to the sign-in paths in five minutes.
   *
   * @default 100
   * @integer
   * @minimum 10
   * @maximum 2000000000
   */
  readonly signInRequestsPer5MinutesPerIp?: number;

  /**
   * Paths that sign users in; `[]` for none.
   *
   * @default ["/login", "/signin", "/signup", "/password"]
   * @maxItems 10
   * @example ["/login"]
   */
  readonly signInPaths?: UrlPath[];
}

/** When a non-production environment is stopped. */
export interface DocumentOffHours {
  /**
   * Local time at which it stops.
   *
   * @example "20:00"
   */
  readonly stopAt: TimeOfDay;

  /**
   * Local time at which it starts.
   *
   * @example "07:00"
   */
  readonly startAt: TimeOfDay;

  /**
   * IANA name of the time zone.
   *
   * @pattern ^([A-Za-z_]+(/[A-Za-z0-9_+-]+)+|UTC)$
   * @patternErrorMessage the IANA name of a time zone, for example "Europe/Berlin"
   * @example "Europe/Berlin"
   */
  readonly timeZone: string;

  /**
   * Days on which it runs.
   *
   * @default 'MON-FRI'
   * @pattern ^(MON|TUE|WED|THU|FRI|SAT|SUN)([,-](MON|TUE|WED|THU|FRI|SAT|SUN))*$
   * @patternErrorMessage days of the week, for example "MON-FRI"
   */
  readonly days?: string;
}
