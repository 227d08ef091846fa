import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnHealthCheck, CnameRecord, HealthCheck, IHealthCheck, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** What a reader name is made of. */
export interface ReaderNameProps {
  /**
   * The network in which the name can be resolved; it needs DNS support and DNS host names, as every VPC of CDK has.
   */
  readonly vpc: IVpc;

  /** Name of the private hosted zone, for example `saas-production.internal`; fixed for ever. */
  readonly zoneName: string;

  /**
   * The name in the zone; fixed for ever.
   *
   * @default 'reader'
   */
  readonly recordName?: string;

  /**
   * Host name that answers while there are no replicas.
   *
   * Give the instance rather than an RDS Proxy: then everything behind the name has a certificate of the same
   * authority.
   */
  readonly writerHost: string;

  /** Host names of the read replicas, in the order of their numbers; more are added at the end. */
  readonly replicaHosts: string[];

  /**
   * One alarm per replica that takes the replica out of the name while it is in alarm. With it, reads go to the writer
   * when every replica is out.
   *
   * The alarms must be plain metric alarms of this Region without metric math and without "M out of N" (rules of Route
   * 53 health checks).
   *
   * @default - no health checks; the name keeps pointing to a failed replica until it is back or removed
   */
  readonly replicaHealthAlarms?: IAlarm[];

  /**
   * How long clients remember an answer, in seconds.
   *
   * @default 5 (what Amazon RDS uses for its own endpoints)
   */
  readonly ttlSeconds?: number;

  /**
   * What happens to the zone when it leaves the template.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it stays; only the rollback of its first creation removes it
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The weight of everything that is used; only proportions count, so any number above 0 would do. */
const IN_USE = 100;

/** Route 53 returns such a record only when no other record of the name can be returned. */
const STANDBY = 0;

/**
 * The TTL of the endpoints of Amazon RDS: a longer one would hold clients on a name that the endpoint behind it has
 * left.
 */
const TTL_SECONDS = 5;

/** A reader that moves has to be followed within a minute. */
const MAX_TTL_SECONDS = 60;

/**
 * One name for reads that stays the same from the first instance on.
 *
 * It is a group of weighted CNAME records in a private hosted zone: `writer`, and one per read replica. Route 53
 * refuses to turn a simple record into a weighted one of the same name, so the group exists, with set identifiers,
 * before there is anything to choose from.
 *
 * - No replicas: `writer` has the weight 100 and is the only record.
 * - With replicas: each has the weight 100, `writer` has the weight 0.
 *
 * Clients have to check the certificate's authority but not its host name here: certificates of Amazon RDS do not
 * contain this name.
 */
export class ReaderName extends Construct {
  /** The name, for example `reader.saas-production.internal`: a literal, the same in every growth stage. */
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
        // No data says nothing about the replica; keep what was known.
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
    `\`zoneName\` must be a lower-case domain name without a final dot, got: ${got(props.zoneName)}; for ` +
      'example saas-production.internal',
  );
  problems.require(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(props.recordName ?? 'reader'),
    `\`recordName\` must be one lower-case DNS label, got: ${got(props.recordName)}; for example reader`,
  );
  problems.require(
    props.replicaHosts.length <= 15,
    `\`replicaHosts\` must have at most 15 entries, got: ${props.replicaHosts.length}; an instance has ` +
      'no more replicas',
  );
  problems.require(
    props.replicaHealthAlarms === undefined || props.replicaHealthAlarms.length === props.replicaHosts.length,
    `\`replicaHealthAlarms\` must have one alarm per replica, got: ${props.replicaHealthAlarms?.length} ` +
      (`for ${props.replicaHosts.length} ` + 'replicas; add or remove alarms'),
  );
  const ttl = props.ttlSeconds ?? TTL_SECONDS;
  problems.require(
    Number.isInteger(ttl) && ttl >= 1 && ttl <= MAX_TTL_SECONDS,
    `\`ttlSeconds\` must be a whole number from 1 to ${MAX_TTL_SECONDS}, got: ${got(ttl)}; a longer one ` +
      'keeps clients on a replica that is gone',
  );
  return problems;
}
