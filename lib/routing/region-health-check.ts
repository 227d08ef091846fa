import { Token } from 'aws-cdk-lib';
import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** A CloudWatch alarm in any Region, by name. */
export interface RegionAlarm {
  /**
   * The name of a metric alarm. Route 53 does not support metric math, composite alarms, "M out of N" alarms or high
   * resolution.
   *
   * Route 53 copies the settings of the alarm when the health check is created. If you change the alarm, rename it so
   * that the health check is updated.
   */
  readonly alarmName: string;

  /** The Region of the alarm. */
  readonly region: string;
}

/** A public HTTPS endpoint that Route 53 checks from several continents. */
export interface RegionHealthEndpoint {
  /** The host name. */
  readonly domainName: string;

  /**
   * The path that returns a status from 200 to 399 while the Region is healthy.
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
   * Seconds between two checks of each health checker, 30 or 10. Cannot be changed after creation. An interval of 10
   * seconds is billed as an optional feature (1.00 USD a month for an AWS endpoint, list price of 2025-08-28).
   *
   * @default 30
   */
  readonly intervalSeconds?: number;

  /**
   * Consecutive failures after which a health checker considers the endpoint unhealthy (1 to 10).
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** Properties of `RegionHealthCheck`. Set exactly one of `alarm` and `endpoint`. */
export interface RegionHealthCheckProps {
  /**
   * The alarm that represents the Region. The health check fails while the alarm is in ALARM. Use an alarm for a
   * private load balancer, which Route 53 cannot reach.
   *
   * @default - none; set `endpoint`
   */
  readonly alarm?: RegionAlarm;

  /**
   * The public endpoint that represents the Region.
   *
   * @default - none; set `alarm`
   */
  readonly endpoint?: RegionHealthEndpoint;

  /**
   * The name shown in the console, up to 256 characters.
   *
   * @default - the construct's path
   */
  readonly name?: string;
}

/**
 * A Route 53 health check of a Region, for the endpoints of `RegionalRecords`.
 *
 * While an alarm has no data, the health check keeps its last known status, so a gap in the metrics moves no traffic.
 * Health checks are global, so this one can be in a stack of any Region. Switching between `alarm` and `endpoint`
 * creates a new health check, because `Type` is create-only.
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
    `exactly one of \`alarm\` and \`endpoint\` must be set, got: ${alarm ? 'both' : 'neither'}`,
  );
  problems.require(
    alarm === undefined || Token.isUnresolved(alarm.region) || /^[a-z]{2}(-[a-z]+)+-\d+$/.test(alarm.region),
    `\`alarm.region\` must be the name of an AWS Region, got: ${got(alarm?.region)}; for example eu-west-1`,
  );
  problems.require(
    alarm === undefined || Token.isUnresolved(alarm.alarmName) || /^[^:]{1,255}$/.test(alarm.alarmName),
    `\`alarm.alarmName\` must be the name of an alarm, got: ${got(alarm?.alarmName)}; use the name, not the ARN`,
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
      'set the path in `endpoint.path`',
  );
  problems.require(
    path === undefined || Token.isUnresolved(path) || /^\/\S{0,254}$/.test(path),
    `\`endpoint.path\` must start with a slash and have at most 255 characters without spaces, got: ${got(path)}; ` +
      'for example "/health"',
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
    `\`endpoint.${name}\` must be a whole number from 1 to ${high}, got: ${got(value)}`,
  );
}
