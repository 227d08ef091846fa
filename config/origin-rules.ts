import { DatabaseMigrationPhase, GrowthStage, TransitionStep } from '../lib';
import { isAurora } from './effective-sizes';
import { GrowthDocument } from './growth-document';

/** What is wrong with the birth of the cluster: it is fixed for ever, so it is looked at closely. */
export function originProblems(
  { auroraOrigin = 'replica', auroraSnapshotArn, region, step: named }: GrowthDocument,
  stage: GrowthStage,
  step: TransitionStep | undefined,
): string[] {
  const fromSnapshot = auroraOrigin === 'snapshot';
  // While the instance serves, a cluster that is made from a snapshot does not exist yet.
  const needsArn =
    isAurora(stage) && fromSnapshot && step?.shape.databaseMigrationPhase !== DatabaseMigrationPhase.REPLICATING;
  return [
    ...(needsArn && auroraSnapshotArn === undefined
      ? [
          '`auroraSnapshotArn` must be given where `auroraOrigin` is "snapshot", got: nothing; give the ARN of ' +
            'the snapshot that was taken after the last write',
        ]
      : []),
    ...(auroraSnapshotArn !== undefined && !fromSnapshot
      ? [
          `\`auroraSnapshotArn\` must be absent where \`auroraOrigin\` is ${JSON.stringify(auroraOrigin)}, got: ` +
            (`${JSON.stringify(auroraSnapshotArn)}; ` + `set \`auroraOrigin\` to "snapshot", or ` + 'remove it'),
        ]
      : []),
    ...(auroraSnapshotArn !== undefined && auroraSnapshotArn.split(':')[3] !== region
      ? [
          `\`auroraSnapshotArn\` must be in \`region\` ${region}, got: ${JSON.stringify(auroraSnapshotArn)}; ` +
            'copy the snapshot there first',
        ]
      : []),
    ...(stage.name === 'aurora' && named !== undefined && auroraOrigin === 'plain'
      ? [
          '`step` must be absent at stage aurora where `auroraOrigin` is "plain", because no instance is left ' +
            ('behind, got: a step that moves one; ' + 'deploy the stage without a step'),
        ]
      : []),
  ];
}
