import { Token } from 'aws-cdk-lib';
import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** A CloudWatch alarm of any Region, by name. */
export interface RegionAlarm {
  /**
   * The name of a plain metric alarm: no metric math, no composite alarm, not "M out of N", not high resolution (rules
   * of Route 53 health checks).
   *
   * Route 53 copies the alarm's settings when the check is made; give a changed alarm a new name, so that the check is
   * updated with it.
   */
  readonly alarmName: string;

  /** The Region of the alarm. */
  readonly region: string;
}

/** An HTTPS address that the checkers of Route 53 ask from several continents; it has to be public. */
export interface RegionHealthEndpoint {
  /** The host name. */
  readonly domainName: string;

  /**
   * The path that answers 200 to 399 while the Region works.
   *
   * @default '/health' - the workload contract
   */
  readonly path?: string;

  /**
   * The port.
   *
   * @default 443
   */
  readonly port?: number;

  /**
   * Seconds between two checks of one checker, 30 or 10; fixed for ever. 10 seconds cost an optional feature (1.00 USD
   * a month for an AWS endpoint, prices of 2025-08-28).
   *
   * @default 30
   */
  readonly intervalSeconds?: number;

  /**
   * Failures in a row after which a checker calls the address unhealthy (1 to 10).
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** Properties of a health check; exactly one of `alarm` and `endpoint`. */
export interface RegionHealthCheckProps {
  /**
   * The alarm that stands for the Region; the check fails while it is in ALARM. The only kind that can see a private
   * load balancer.
   *
   * @default - none; give `endpoint`
   */
  readonly alarm?: RegionAlarm;

  /**
   * The public address that stands for the Region.
   *
   * @default - none; give `alarm`
   */
  readonly endpoint?: RegionHealthEndpoint;

  /**
   * The name that the console shows, up to 256 characters.
   *
   * @default - the construct's path
   */
  readonly name?: string;
}

/**
 * Whether a Region works, for the records of `RegionalRecords`.
 *
 * An alarm without data keeps the last known status: a gap in the metrics moves nobody. Health checks are global; this
 * one may be in a stack of any Region. Between the two kinds nothing can be edited in place: `Type` is create-only.
 */
export class RegionHealthCheck extends Construct {
  /** The id for `RegionalEndpoint.healthCheckId`. */
  public readonly healthCheckId: string;

  constructor(scope: Construct, id: string, props: RegionHealthCheckProps) {
    super(scope, id);
    checkHealthCheck(props).throwIfAny(this.node.path);
    const check = new CfnHealthCheck(this, props.alarm ? 'AlarmCheck' : 'EndpointCheck', {
      healthCheckConfig: props.alarm ? alarmConfig(props.alarm) : endpointConfig(props.endpoint!),
      healthCheckTags: [{ key: 'Name', value: (props.name ?? this.node.path).slice(0, 256) }],
    });
    this.healthCheckId = check.attrHealthCheckId;
  }
}

function alarmConfig(alarm: RegionAlarm): CfnHealthCheck.HealthCheckConfigProperty {
  return {
    type: 'CLOUDWATCH_METRIC',
    alarmIdentifier: { name: alarm.alarmName, region: alarm.region },
    // No data says nothing about the Region; keep what was known.
    insufficientDataHealthStatus: 'LastKnownStatus',
  };
}

function endpointConfig(endpoint: RegionHealthEndpoint): CfnHealthCheck.HealthCheckConfigProperty {
  return {
    type: 'HTTPS',
    fullyQualifiedDomainName: endpoint.domainName,
    port: endpoint.port ?? 443,
    resourcePath: endpoint.path ?? '/health',
    enableSni: true,
    requestInterval: endpoint.intervalSeconds ?? 30,
    failureThreshold: endpoint.failureThreshold ?? 3,
  };
}

function checkHealthCheck(props: RegionHealthCheckProps): Problems {
  const problems = new Problems();
  const { alarm, endpoint } = props;
  problems.require(
    (alarm === undefined) !== (endpoint === undefined),
    `\`alarm\` and \`endpoint\` must not both be ${alarm ? 'given' : 'absent'}, got: ` +
      `${alarm ? 'both' : 'neither'}; a check watches one thing`,
  );
  problems.require(
    alarm === undefined || Token.isUnresolved(alarm.region) || /^[a-z]{2}(-[a-z]+)+-\d+$/.test(alarm.region),
    `\`alarm.region\` must be the name of an AWS Region, got: ${got(alarm?.region)}; for example eu-west-1`,
  );
  problems.require(
    alarm === undefined || Token.isUnresolved(alarm.alarmName) || /^[^:]{1,255}$/.test(alarm.alarmName),
    `\`alarm.alarmName\` must be the name of an alarm, got: ${got(alarm?.alarmName)}; give the name, not the ARN`,
  );
  if (endpoint) {
    checkEndpoint(problems, endpoint);
  }
  return problems;
}

function checkEndpoint(problems: Problems, endpoint: RegionHealthEndpoint): void {
  const { domainName, path, intervalSeconds } = endpoint;
  problems.require(
    Token.isUnresolved(domainName) || /^[^/:\s]{1,255}$/.test(domainName),
    `\`endpoint.domainName\` must be a host name without scheme, port and path, got: ${got(domainName)}; ` +
      `give the path in \`endpoint.path\``,
  );
  problems.require(
    path === undefined || Token.isUnresolved(path) || /^\/\S{0,254}$/.test(path),
    `\`endpoint.path\` must start with a slash and hold at most 255 characters without blanks, got: ` +
      `${got(path)}; write for example "/health"`,
  );
  problems.require(
    intervalSeconds === undefined || [10, 30].includes(intervalSeconds),
    `\`endpoint.intervalSeconds\` must be 10 or 30, got: ${got(intervalSeconds)}; Route 53 offers no other interval`,
  );
  checkRange(problems, 'port', endpoint.port, 65_535);
  checkRange(problems, 'failureThreshold', endpoint.failureThreshold, 10);
}

function checkRange(problems: Problems, name: string, value: number | undefined, high: number): void {
  problems.require(
    value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= 1 && value <= high),
    `\`endpoint.${name}\` must be a whole number from 1 to ${high}, got: ${got(value)}; choose a number in that range`,
  );
}
