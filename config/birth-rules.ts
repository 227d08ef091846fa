import { DatabaseLife, GrowthStage, TransitionStep } from '../lib';
import { isAurora } from './effective-sizes';
import { GrowthDocument } from './growth-document';

/** What is wrong with the birth of the cluster: it is fixed for ever, so it is looked at closely. */
export function birthProblems(
  { auroraBirth = 'replica', auroraSnapshotArn, region, step: named }: GrowthDocument,
  stage: GrowthStage,
  step: TransitionStep | undefined,
): string[] {
  const fromSnapshot = auroraBirth === 'snapshot';
  // While the instance serves, a cluster that is made from a snapshot does not exist yet.
  const needsArn = isAurora(stage) && fromSnapshot && step?.shape.databaseLife !== DatabaseLife.REPLICATING;
  return [
    ...(needsArn && auroraSnapshotArn === undefined
      ? [
          '`auroraSnapshotArn` must be given where `auroraBirth` is "snapshot", got: nothing; give the ARN of ' +
            'the snapshot that was taken after the last write',
        ]
      : []),
    ...(auroraSnapshotArn !== undefined && !fromSnapshot
      ? [
          `\`auroraSnapshotArn\` must be absent where \`auroraBirth\` is ${JSON.stringify(auroraBirth)}, got: ` +
            (`${JSON.stringify(auroraSnapshotArn)}; ` + `set \`auroraBirth\` to "snapshot", or ` + 'remove it'),
        ]
      : []),
    ...(auroraSnapshotArn !== undefined && auroraSnapshotArn.split(':')[3] !== region
      ? [
          `\`auroraSnapshotArn\` must be in \`region\` ${region}, got: ${JSON.stringify(auroraSnapshotArn)}; ` +
            'copy the snapshot there first',
        ]
      : []),
    ...(stage.name === 'aurora' && named !== undefined && auroraBirth === 'plain'
      ? [
          '`step` must be absent at stage aurora where `auroraBirth` is "plain", because no instance is left ' +
            ('behind, got: a step that moves one; ' + 'deploy the stage without a step'),
        ]
      : []),
  ];
}
