/**
 * Name in lower case.
 *
 * @pattern ^(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$
 * @patternErrorMessage 2 to 20 lower-case letters, digits and single hyphens that begin with a letter
 */
export type LowerCaseName = string;

/**
 * Value of a cost tag.
 *
 * @pattern ^(?! *$)[\w .:/=+@-]{1,256}$
 * @patternErrorMessage a tag value: 1 to 256 letters, digits, blanks (not only those) or one of _ . : / = + - @
 */
export type TagValue = string;

/**
 * AWS Region.
 *
 * @enum ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-west-1", "eu-west-2",
 *   "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
 *   "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"]
 */
export type AwsRegion = string;

/**
 * Availability Zone.
 *
 * @pattern ^[a-z]{2}-[a-z]+-[0-9][a-z]$
 * @patternErrorMessage an Availability Zone, for example "eu-central-1a"
 */
export type AvailabilityZone = string;

/**
 * Exactly three Availability Zones of a Region.
 *
 * @minItems 3
 * @maxItems 3
 * @uniqueItems
 */
export type ThreeZones = AvailabilityZone[];

/**
 * A string that is not empty.
 *
 * @minLength 1
 */
export type NonEmptyString = string;

/**
 * Command and its arguments.
 *
 * @minItems 1
 */
export type Command = NonEmptyString[];

/**
 * E-mail address.
 *
 * @pattern ^[^@\s]+@[^@\s]+\.[^@\s]+$
 * @patternErrorMessage an e-mail address, for example "oncall@example.com"
 */
export type EmailAddress = string;

/**
 * HTTPS address.
 *
 * @pattern ^https://[^\s]+$
 * @patternErrorMessage an HTTPS address, for example "https://events.example.com/alarm"
 */
export type HttpsAddress = string;

/**
 * Path of a URL.
 *
 * @pattern ^/
 * @patternErrorMessage a path that starts with "/"
 */
export type UrlPath = string;

/**
 * Country as an ISO 3166-1 alpha-2 code.
 *
 * @pattern ^[A-Z]{2}$
 * @patternErrorMessage two capital letters, for example "DE"
 */
export type CountryCode = string;

/**
 * Time of day.
 *
 * @pattern ^([01]\d|2[0-3]):[0-5]\d$
 * @patternErrorMessage a time of day from "00:00" to "23:59"
 */
export type TimeOfDay = string;

/**
 * Instance type or class without prefix, arm64.
 *
 * @pattern ^[a-z]+[0-9]+g[a-z]*\.[a-z0-9]+$
 * @patternErrorMessage an arm64 (Graviton) instance type without prefix, for example "t4g.small"
 */
export type ArmInstanceType = string;

/**
 * Node type of a cache, arm64.
 *
 * @pattern ^cache\.[a-z]+[0-9]+g[a-z]*\.[a-z0-9]+$
 * @patternErrorMessage an arm64 (Graviton) node type, for example "cache.t4g.small"
 */
export type ArmNodeType = string;
