import { Token } from 'aws-cdk-lib';
import { GeoLocation } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { RegionalEndpoint } from '../regional-endpoint';
import { RegionalRecordsProps } from '../regional-records-props';
import { FailoverRole, RoutingKind } from '../routing-policy';

/** The hosted zone of all CloudFront distributions (Route 53 API, AliasTarget.HostedZoneId). */
export const CLOUDFRONT_ZONE_ID = 'Z2FDTNDATAQYW2';

const LABEL = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const HOST_NAME = new RegExp(`^(\\*\\.)?(${LABEL}\\.)*${LABEL}$`);
const ZONE_ID = /^Z[A-Z0-9]{1,31}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;
const DEFAULT_LOCATION = 'the default';

/** Throws one error that lists all problems of the properties. */
export function checkRegionalRecords(scope: Construct, props: RegionalRecordsProps): void {
  const problems = new Problems();
  checkName(problems, props);
  checkEndpoints(problems, props);
  checkTtl(problems, props);
  problems.require(
    props.endpoints.length > 0,
    '`endpoints` must have at least one entry, got: none; use weight 100 for a single endpoint',
  );
  checkPolicies(problems, props.endpoints);
  problems.throwIfAny(scope.node.path);
}

function checkName(problems: Problems, props: RegionalRecordsProps): void {
  const { hostedZoneId, hostedZoneName, recordName } = props;
  problems.require(
    Token.isUnresolved(hostedZoneId) || ZONE_ID.test(hostedZoneId),
    `\`hostedZoneId\` must start with Z and contain only capital letters and digits, got: ${got(hostedZoneId)}; ` +
      'omit the prefix "/hostedzone/"',
  );
  for (const [name, value] of Object.entries({ hostedZoneName, recordName })) {
    problems.require(
      Token.isUnresolved(value) || (HOST_NAME.test(value) && value.length <= 253),
      `\`${name}\` must be a lowercase host name without a trailing dot, got: ${got(value)}; for example ` +
        `${name === 'recordName' ? 'app.example.com' : 'example.com'}`,
    );
  }
  problems.require(
    Token.isUnresolved(recordName) ||
      Token.isUnresolved(hostedZoneName) ||
      recordName === hostedZoneName ||
      recordName.endsWith(`.${hostedZoneName}`),
    `\`recordName\` must be \`hostedZoneName\` (${got(hostedZoneName)}) or a name below it, got: ` +
      `${got(recordName)}; use the fully qualified name`,
  );
}

function checkTtl(problems: Problems, props: RegionalRecordsProps): void {
  const { ttlSeconds, endpoints } = props;
  if (ttlSeconds === undefined || Token.isUnresolved(ttlSeconds)) {
    return;
  }
  problems.require(
    Number.isInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= 86_400,
    `\`ttlSeconds\` must be a whole number from 1 to 86400, got: ${got(ttlSeconds)}`,
  );
  problems.require(
    endpoints.every(({ cnameTarget }) => cnameTarget !== undefined),
    `\`ttlSeconds\` must not be set if an endpoint has \`aliasTarget\`, got: ${got(ttlSeconds)}; an alias has the ` +
      'TTL of its target',
  );
}

function checkEndpoints(problems: Problems, props: RegionalRecordsProps): void {
  const { endpoints, recordName, hostedZoneName } = props;
  const ids = endpoints.map(({ id }) => id);
  endpoints.forEach((endpoint, index) => {
    checkId(problems, endpoint.id, ids.slice(0, index));
    checkTarget(problems, endpoint);
  });
  const cnames = endpoints.filter(({ cnameTarget }) => cnameTarget !== undefined);
  problems.require(
    cnames.length === 0 || cnames.length === endpoints.length,
    `\`endpoints\` must be all aliases or all CNAMEs, got: CNAMEs only for ${cnames.map(({ id }) => id).join(', ')}; ` +
      'DNS does not allow a CNAME beside other records of the same name',
  );
  problems.require(
    cnames.length === 0 || recordName !== hostedZoneName,
    '`endpoints` must use `aliasTarget` if `recordName` is the name of the zone, got: `cnameTarget` for ' +
      `${got(recordName)}; DNS does not allow a CNAME at the zone apex`,
  );
}

function checkId(problems: Problems, id: string, others: string[]): void {
  problems.require(
    !Token.isUnresolved(id) && /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(id),
    '`endpoints.id` must be 1 to 128 letters, digits, dots, hyphens and underscores, got: ' +
      `${Token.isUnresolved(id) ? 'a token' : got(id)}; for example the Region`,
  );
  problems.require(!others.includes(id), `\`endpoints.id\` must be unique, got: ${got(id)} twice`);
}

function checkTarget(problems: Problems, endpoint: RegionalEndpoint): void {
  const { id, aliasTarget, cnameTarget, evaluateTargetHealth } = endpoint;
  problems.require(
    (aliasTarget === undefined) !== (cnameTarget === undefined),
    `\`endpoints\` must have exactly one of \`aliasTarget\` and \`cnameTarget\`, got: ` +
      `${aliasTarget ? 'both' : 'neither'} for ${got(id)}; use \`aliasTarget\` for an AWS resource`,
  );
  problems.require(
    cnameTarget === undefined || evaluateTargetHealth === undefined,
    `\`evaluateTargetHealth\` must not be set together with \`cnameTarget\`, got: ${got(evaluateTargetHealth)} for ` +
      `${got(id)}; use \`healthCheckId\``,
  );
  problems.require(
    aliasTarget?.hostedZoneId !== CLOUDFRONT_ZONE_ID || evaluateTargetHealth !== true,
    `\`evaluateTargetHealth\` must not be true for a CloudFront distribution, got: true for ${got(id)}; Route 53 ` +
      'does not support it, use `healthCheckId`',
  );
}

function checkPolicies(problems: Problems, endpoints: RegionalEndpoint[]): void {
  const kinds = [...new Set(endpoints.map(({ policy }) => policy.kind))];
  problems.require(
    kinds.length <= 1,
    `\`endpoints.policy\` must be of the same kind in all endpoints, got: ${kinds.join(' and ')}; use a separate ` +
      'name for each kind',
  );
  checkWeights(problems, endpoints);
  checkLatency(problems, endpoints);
  checkFailover(problems, endpoints);
  checkLocations(problems, endpoints);
}

function checkWeights(problems: Problems, endpoints: RegionalEndpoint[]): void {
  for (const { policy } of endpoints.filter((endpoint) => endpoint.policy.kind === RoutingKind.WEIGHTED)) {
    const { weight } = policy;
    problems.require(
      Token.isUnresolved(weight) || (Number.isInteger(weight) && weight! >= 0 && weight! <= 255),
      `\`RoutingPolicy.weighted\` must have a whole number from 0 to 255, got: ${got(weight)}`,
    );
  }
}

function checkLatency(problems: Problems, endpoints: RegionalEndpoint[]): void {
  const regions = endpoints.flatMap(({ policy }) => policy.region ?? []);
  regions.forEach((region, index) => {
    problems.require(
      Token.isUnresolved(region) || REGION.test(region),
      `\`RoutingPolicy.latency\` must have the name of an AWS Region, got: ${got(region)}; for example eu-west-1`,
    );
    problems.require(
      regions.indexOf(region) === index,
      `\`RoutingPolicy.latency\` must have a different Region in each endpoint, got: ${got(region)} twice`,
    );
  });
}

function checkFailover(problems: Problems, endpoints: RegionalEndpoint[]): void {
  const pair = endpoints.filter(({ policy }) => policy.kind === RoutingKind.FAILOVER);
  if (pair.length === 0) {
    return;
  }
  const primaries = pair.filter(({ policy }) => policy.role === FailoverRole.PRIMARY);
  problems.require(
    primaries.length === 1 && pair.length <= 2,
    '`RoutingPolicy.failover` must have exactly one primary and at most one secondary, got: ' +
      `${primaries.length} and ${pair.length - primaries.length}; for more Regions use latency with health checks`,
  );
  for (const endpoint of primaries) {
    problems.require(
      pair.length === 1 || endpoint.healthCheckId !== undefined || watchesTarget(endpoint),
      `\`healthCheckId\` must be set for the primary ${got(endpoint.id)}, got: nothing; without it Route 53 never ` +
        'answers with the secondary',
    );
  }
}

function watchesTarget({ aliasTarget, evaluateTargetHealth }: RegionalEndpoint): boolean {
  return aliasTarget !== undefined && (evaluateTargetHealth ?? aliasTarget.hostedZoneId !== CLOUDFRONT_ZONE_ID);
}

function checkLocations(problems: Problems, endpoints: RegionalEndpoint[]): void {
  const locations = endpoints.flatMap(({ policy }) => (policy.location ? locationName(policy.location) : []));
  locations.forEach((location, index) =>
    problems.require(
      locations.indexOf(location) === index,
      `\`RoutingPolicy.geographic\` must have a different location in each endpoint, got: ${location} twice`,
    ),
  );
  problems.require(
    locations.length === 0 || locations.includes(DEFAULT_LOCATION),
    `\`endpoints\` must include one with GeoLocation.default(), got: ${locations.join(', ')}; without it, users in ` +
      'other or unknown locations get no answer',
  );
}

/** Name of a location in messages. CDK and the API write the default location as the country `*`. */
function locationName({ continentCode, countryCode, subdivisionCode }: GeoLocation): string {
  if (countryCode === '*') {
    return DEFAULT_LOCATION;
  }
  return continentCode ? `continent ${continentCode}` : [countryCode, subdivisionCode].filter(Boolean).join('-');
}
