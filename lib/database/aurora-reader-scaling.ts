import { Duration, Token } from 'aws-cdk-lib';
import {
  PredefinedMetric,
  ScalableTarget,
  ServiceNamespace,
  TargetTrackingScalingPolicy,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of `AuroraReaderScaling`. */
export interface AuroraReaderScalingProps {
  /** Name of the cluster. */
  readonly clusterIdentifier: string;

  /** Minimum number of readers, at least 1. Use the number of readers in the template. */
  readonly minReaders: number;

  /** Maximum number of readers, at most 15 (Aurora quota). */
  readonly maxReaders: number;

  /**
   * Target for the average CPU utilization of the readers, in percent. Use 0 to turn the policy off. The Krishan and
   * Push2Commit guides add a reader at 60-70 % (docs/guides/sources.md).
   *
   * @default 60
   */
  readonly cpuTargetPercent?: number;

  /**
   * Target for the average number of connections per reader. Use 0 to turn the policy off.
   *
   * @default 0
   */
  readonly connectionsTarget?: number;

  /**
   * Cooldown after readers are added. A new reader needs minutes before it serves.
   *
   * @default Duration.minutes(5)
   */
  readonly scaleOutCooldown?: Duration;

  /**
   * Cooldown after a reader is removed.
   *
   * @default Duration.minutes(10)
   */
  readonly scaleInCooldown?: Duration;
}

/**
 * Adds and removes readers of an Aurora cluster with the load.
 *
 * Deploy it after the readers of the template are available, because a policy that is attached while instances are
 * being created does nothing. The readers that it adds are not in the template. Scale in before you remove the
 * construct, which leaves them running, or delete the cluster, which fails while they exist. A secondary of a global
 * database does not support it.
 */
export class AuroraReaderScaling extends Construct {
  /** The scalable target of the readers. */
  public readonly target: ScalableTarget;

  constructor(scope: Construct, id: string, props: AuroraReaderScalingProps) {
    super(scope, id);
    validate(props).throwIfAny(this.node.path);
    this.target = new ScalableTarget(this, 'Target', {
      serviceNamespace: ServiceNamespace.RDS,
      resourceId: `cluster:${props.clusterIdentifier}`,
      scalableDimension: 'rds:cluster:ReadReplicaCount',
      minCapacity: props.minReaders,
      maxCapacity: props.maxReaders,
    });
    this.addPolicy('Cpu', PredefinedMetric.RDS_READER_AVERAGE_CPU_UTILIZATION, props.cpuTargetPercent ?? 60, props);
    this.addPolicy(
      'Connections',
      PredefinedMetric.RDS_READER_AVERAGE_DATABASE_CONNECTIONS,
      props.connectionsTarget ?? 0,
      props,
    );
  }

  private addPolicy(
    id: string,
    predefinedMetric: PredefinedMetric,
    targetValue: number,
    props: AuroraReaderScalingProps,
  ): void {
    if (targetValue === 0) {
      return;
    }
    new TargetTrackingScalingPolicy(this, id, {
      scalingTarget: this.target,
      predefinedMetric,
      targetValue,
      scaleOutCooldown: props.scaleOutCooldown ?? Duration.minutes(5),
      scaleInCooldown: props.scaleInCooldown ?? Duration.minutes(10),
    });
  }
}

function validate({
  minReaders,
  maxReaders,
  cpuTargetPercent = 60,
  connectionsTarget = 0,
}: AuroraReaderScalingProps): Problems {
  const problems = new Problems();
  const whole = (value: number, low: number, high: number) =>
    Token.isUnresolved(value) || (Number.isInteger(value) && value >= low && value <= high);
  problems.require(
    whole(minReaders, 1, 15),
    `\`minReaders\` must be a whole number from 1 to 15, got: ${got(minReaders)}; scaling needs at least one reader`,
  );
  problems.require(
    whole(maxReaders, 1, 15),
    `\`maxReaders\` must be a whole number from 1 to 15, got: ${got(maxReaders)}`,
  );
  problems.require(
    Token.isUnresolved(minReaders) || minReaders <= maxReaders,
    `\`minReaders\` must be at most \`maxReaders\` (${got(maxReaders)}), got: ${got(minReaders)}`,
  );
  problems.require(
    whole(cpuTargetPercent, 0, 100),
    `\`cpuTargetPercent\` must be a whole number from 0 to 100, got: ${got(cpuTargetPercent)}; 0 turns the policy off`,
  );
  problems.require(
    whole(connectionsTarget, 0, 16_000),
    `\`connectionsTarget\` must be a whole number from 0 to 16000, got: ${got(connectionsTarget)}; 0 turns the ` +
      'policy off',
  );
  problems.require(
    cpuTargetPercent !== 0 || connectionsTarget !== 0,
    '`cpuTargetPercent` or `connectionsTarget` must be above 0, got: 0 for both',
  );
  return problems;
}
