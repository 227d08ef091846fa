import { DatabaseMigrationPhase, GrowthStage, TransitionStep } from '../lib';
import { got } from '../lib/core/problems';
import { ConfigurationProblem } from '../stages';
import { problem } from '../stages/problem';
import { isAurora, leavesInstance } from './effective-sizes';
import { GrowthDocument } from './growth-document';

/** What is wrong with the origin of the cluster, which never changes. */
export function originProblems(
  document: GrowthDocument,
  stage: GrowthStage,
  step: TransitionStep | undefined,
): ConfigurationProblem[] {
  return [...missingSnapshot(document, stage, step), ...snapshotProblems(document), ...stepProblems(document, stage)];
}

/** As long as the instance serves, a cluster that is restored from a snapshot does not exist yet. */
function missingSnapshot(
  { auroraOrigin, auroraSnapshotArn }: GrowthDocument,
  stage: GrowthStage,
  step: TransitionStep | undefined,
): ConfigurationProblem[] {
  return isAurora(stage) &&
    auroraOrigin === 'snapshot' &&
    step?.shape.databaseMigrationPhase !== DatabaseMigrationPhase.REPLICATING &&
    auroraSnapshotArn === undefined
    ? [
        problem({
          property: 'auroraSnapshotArn',
          relatedProperties: ['auroraOrigin'],
          rule: 'must be given if `auroraOrigin` is "snapshot"',
          given: 'nothing',
          remedy: 'set it to the ARN of the snapshot that was taken after the last write',
        }),
      ]
    : [];
}

function snapshotProblems({
  auroraOrigin = 'replica',
  auroraSnapshotArn,
  region,
}: GrowthDocument): ConfigurationProblem[] {
  if (auroraSnapshotArn === undefined) {
    return [];
  }
  return [
    ...(auroraOrigin === 'snapshot'
      ? []
      : [
          problem({
            property: 'auroraSnapshotArn',
            relatedProperties: ['auroraOrigin'],
            rule: `must be absent if \`auroraOrigin\` is ${got(auroraOrigin)}`,
            given: got(auroraSnapshotArn),
            remedy: 'set `auroraOrigin` to "snapshot", or remove it',
          }),
        ]),
    ...(auroraSnapshotArn.split(':')[3] === region
      ? []
      : [
          problem({
            property: 'auroraSnapshotArn',
            relatedProperties: ['region'],
            rule: `must be in \`region\` ${region}`,
            given: got(auroraSnapshotArn),
            remedy: 'copy the snapshot there first',
          }),
        ]),
  ];
}

function stepProblems({ auroraOrigin, step }: GrowthDocument, stage: GrowthStage): ConfigurationProblem[] {
  return leavesInstance(stage) && step !== undefined && auroraOrigin === 'plain'
    ? [
        problem({
          property: 'step',
          relatedProperties: ['auroraOrigin'],
          rule:
            `must be absent at stage ${stage.name} if \`auroraOrigin\` is "plain", because there is no old ` +
            'instance',
          given: 'a step of the transition to Aurora',
          remedy: 'deploy the stage without a step',
        }),
      ]
    : [];
}
