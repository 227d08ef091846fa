import { writeFileSync } from 'node:fs';
import { GrowthStages } from '../stages';
import { EXAMPLE, previewPoint } from '../toolkit/assembly';
import { graphOf } from '../toolkit/report/graph/graph';
import { overviewDrawing } from '../toolkit/report/overview/layout';
import { overviewOf } from '../toolkit/report/overview/overview';
import { stagesPicture } from '../toolkit/report/overview/picture';

/** The picture of the README. */
export const FILE = 'docs/images/stages.svg';

/** The picture of every stage of the built-in example. */
export function stagePicture(): string {
  return stagesPicture(
    GrowthStages.ALL.map((stage) => ({
      stage,
      drawing: overviewDrawing(overviewOf(graphOf(previewPoint(EXAMPLE, stage.name)))),
    })),
  );
}

if (require.main === module) {
  writeFileSync(FILE, stagePicture());
}
