import { Duration, Token } from 'aws-cdk-lib';
import {
  PredefinedMetric,
  ScalableTarget,
  ServiceNamespace,
  TargetTrackingScalingPolicy,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of the scaling of readers. */
export interface AuroraReaderScalingProps {
  /** Name of the cluster. */
  readonly clusterIdentifier: string;

  /** Fewest readers, at least 1: as many as the template has. */
  readonly minReaders: number;

  /** Most readers, at most 15 (Aurora quota). */
  readonly maxReaders: number;

  /**
   * Average CPU use of the readers that scaling aims at, in percent; 0 switches the policy off. Guides G2 and G4 add a
   * reader from 60-70 % on.
   *
   * @default 60
   */
  readonly cpuTargetPercent?: number;

  /**
   * Average connections of a reader that scaling aims at; 0 switches the policy off.
   *
   * @default 0
   */
  readonly connectionsTarget?: number;

  /**
   * Pause after readers were added: a new reader takes minutes until it answers.
   *
   * @default Duration.minutes(5)
   */
  readonly scaleOutCooldown?: Duration;

  /**
   * Pause after a reader was removed.
   *
   * @default Duration.minutes(10)
   */
  readonly scaleInCooldown?: Duration;
}

/**
 * Adds and removes readers of an Aurora cluster.
 *
 * It is a construct of its own because its moment matters: deploy it after the readers of the template are available,
 * since a policy that is attached while instances are made does nothing. Readers that it adds are not in the template;
 * scale in to the fewest before you remove the construct, because the removal leaves them running, and before you
 * delete the cluster, because the deletion fails while they exist. A secondary of a global database can't have it.
 */
export class AuroraReaderScaling extends Construct {
  /** The number of readers as Application Auto Scaling sees it. */
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
    `\`minReaders\` must be a whole number from 1 to 15, got: ${got(minReaders)}; scaling needs a reader to start from`,
  );
  problems.require(
    whole(maxReaders, 1, 15),
    `\`maxReaders\` must be a whole number from 1 to 15, got: ${got(maxReaders)}; an Aurora cluster has no more`,
  );
  problems.require(
    Token.isUnresolved(minReaders) || minReaders <= maxReaders,
    `\`minReaders\` must be at most \`maxReaders\` ${got(maxReaders)}, got: ${got(minReaders)}`,
  );
  problems.require(
    whole(cpuTargetPercent, 0, 100),
    `\`cpuTargetPercent\` must be a whole number from 0 to 100, got: ${got(cpuTargetPercent)}; 0 ` +
      'switches the policy off',
  );
  problems.require(
    whole(connectionsTarget, 0, 16_000),
    `\`connectionsTarget\` must be a whole number from 0 to 16000, got: ${got(connectionsTarget)}; 0 ` +
      'switches the policy off',
  );
  problems.require(
    cpuTargetPercent !== 0 || connectionsTarget !== 0,
    '`cpuTargetPercent` or `connectionsTarget` must be above 0, got: 0 for both; scaling needs a goal',
  );
  return problems;
}
