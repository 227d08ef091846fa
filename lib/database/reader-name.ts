import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnHealthCheck, CnameRecord, HealthCheck, IHealthCheck, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of `ReaderName`. */
export interface ReaderNameProps {
  /** The VPC in which the name is resolved. It needs DNS support and DNS host names, which are on in CDK's VPCs. */
  readonly vpc: IVpc;

  /** Name of the private hosted zone, for example `saas-production.internal`. Cannot be changed after creation. */
  readonly zoneName: string;

  /**
   * Name of the record in the zone. Cannot be changed after creation.
   *
   * @default 'reader'
   */
  readonly recordName?: string;

  /**
   * Host name that is returned while there are no replicas.
   *
   * Use the instance and not an RDS Proxy, so that all hosts behind the name have certificates of the same authority.
   */
  readonly writerHost: string;

  /** Host names of the read replicas. Append new ones at the end. */
  readonly replicaHosts: string[];

  /**
   * One alarm per replica. While it is in ALARM, the name does not return the replica. When all replicas are out, the
   * name returns the writer.
   *
   * The alarms must be metric alarms of this Region, without metric math and "M out of N" (limits of Route 53 health
   * checks).
   *
   * @default - no health checks; the name returns a failed replica until it recovers or is removed
   */
  readonly replicaHealthAlarms?: IAlarm[];

  /**
   * How long clients cache an answer, in seconds (1 to 60).
   *
   * @default 5 - as for the endpoints of Amazon RDS
   */
  readonly ttlSeconds?: number;

  /**
   * What happens to the hosted zone when it is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is retained, unless its own creation is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Only proportions matter, so any number above 0 works. */
const IN_USE = 100;

/** Route 53 returns such a record only if it can return no other record of the name. */
const STANDBY = 0;

/** The TTL of the endpoints of Amazon RDS. Clients would follow a failover later with a longer one. */
const TTL_SECONDS = 5;

/** Clients must follow a change within a minute. */
const MAX_TTL_SECONDS = 60;

/**
 * One DNS name for reads that never changes.
 *
 * It is a group of weighted CNAME records in a private hosted zone: `writer`, and one per read replica. Route 53 does
 * not allow a simple record to become a weighted one, so the group exists before there are replicas.
 *
 * - Without replicas, `writer` has weight 100 and is the only record.
 * - With replicas, each of them has weight 100, and `writer` has weight 0.
 *
 * Clients must verify the authority of the certificate but not the host name, because certificates of Amazon RDS do not
 * contain this name.
 */
export class ReaderName extends Construct {
  /** The name, for example `reader.saas-production.internal`. It is a literal and the same in every stage. */
  public readonly host: string;

  /** The private hosted zone. */
  public readonly hostedZone: PrivateHostedZone;

  private readonly ttl: Duration;

  constructor(scope: Construct, id: string, props: ReaderNameProps) {
    super(scope, id);
    validate(props).throwIfAny(this.node.path);

    const recordName = props.recordName ?? 'reader';
    this.host = `${recordName}.${props.zoneName}`;
    this.ttl = Duration.seconds(props.ttlSeconds ?? TTL_SECONDS);
    this.hostedZone = new PrivateHostedZone(this, 'Zone', { vpc: props.vpc, zoneName: props.zoneName });
    this.hostedZone.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.addRecord('Writer', 'writer', props.writerHost, recordName, props.replicaHosts.length > 0 ? STANDBY : IN_USE);
    props.replicaHosts.forEach((host, index) => {
      const healthCheck = this.healthCheck(index + 1, props.replicaHealthAlarms?.[index]);
      this.addRecord(`Replica${index + 1}`, `replica-${index + 1}`, host, recordName, IN_USE, healthCheck);
    });
  }

  private addRecord(
    id: string,
    setIdentifier: string,
    host: string,
    recordName: string,
    weight: number,
    healthCheck?: IHealthCheck,
  ): void {
    new CnameRecord(this, id, {
      zone: this.hostedZone,
      recordName,
      domainName: host,
      ttl: this.ttl,
      weight,
      setIdentifier,
      healthCheck,
    });
  }

  private healthCheck(number: number, alarm: IAlarm | undefined): IHealthCheck | undefined {
    if (alarm === undefined) {
      return undefined;
    }
    const check = new CfnHealthCheck(this, `Replica${number}HealthCheck`, {
      healthCheckConfig: {
        type: 'CLOUDWATCH_METRIC',
        alarmIdentifier: { name: alarm.alarmName, region: Stack.of(this).region },
        insufficientDataHealthStatus: 'LastKnownStatus',
      },
    });
    return HealthCheck.fromHealthCheckId(this, `Replica${number}Health`, check.attrHealthCheckId);
  }
}

function validate(props: ReaderNameProps): Problems {
  const problems = new Problems();
  problems.require(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(props.zoneName),
    `\`zoneName\` must be a lowercase domain name without a trailing dot, got: ${got(props.zoneName)}; for example ` +
      'saas-production.internal',
  );
  problems.require(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(props.recordName ?? 'reader'),
    `\`recordName\` must be a lowercase DNS label, got: ${got(props.recordName)}; for example reader`,
  );
  problems.require(
    props.replicaHosts.length <= 15,
    `\`replicaHosts\` must have at most 15 entries (Amazon RDS quota), got: ${props.replicaHosts.length}`,
  );
  problems.require(
    props.replicaHealthAlarms === undefined || props.replicaHealthAlarms.length === props.replicaHosts.length,
    `\`replicaHealthAlarms\` must have one alarm per replica, got: ${props.replicaHealthAlarms?.length} for ` +
      `${props.replicaHosts.length} replicas`,
  );
  const ttl = props.ttlSeconds ?? TTL_SECONDS;
  problems.require(
    Number.isInteger(ttl) && ttl >= 1 && ttl <= MAX_TTL_SECONDS,
    `\`ttlSeconds\` must be a whole number from 1 to ${MAX_TTL_SECONDS}, got: ${got(ttl)}`,
  );
  return problems;
}
