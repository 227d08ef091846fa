import { GrowthStage } from '../../lib';
import { GuideCost } from '../cost';
import { DiffReport } from '../diff/report';
import { Plan } from '../plan';
import { AlarmModel } from './alarms';
import { BillModel } from './bill-model';
import { Drawing } from './graph/layout';
import { Graph } from './graph/model';

/** What a stage costs with a number of users. */
export interface CurvePoint {
  readonly users: number;
  readonly monthlyUsd: number;

  /** Whether the users need more than the templates allow. */
  readonly isTooSmall: boolean;
}

/** What a guide says, with the users for whom it says it. */
export interface GuideBand extends Pick<GuideCost, 'guide' | 'title' | 'text'> {
  /** From the fewest to the most users. */
  readonly points: readonly {
    readonly users: number;
    readonly minMonthlyUsd?: number;
    readonly maxMonthlyUsd?: number;
  }[];
}

/** A drawing of a part of the architecture. */
export interface StageDrawing {
  /** What it shows; absent where it shows everything. */
  readonly title?: string;
  readonly drawing: Drawing;
}

/** A stage of the report, or an app of somebody else. */
export interface StageModel {
  readonly name: string;

  /** The stage of the catalogue; absent for an app of somebody else. */
  readonly stage?: GrowthStage;
  readonly graph: Graph;

  /** One drawing, or several where one would be too large to read. */
  readonly drawings: readonly StageDrawing[];

  /** Resources of all stacks. */
  readonly resources: number;
  readonly curve: readonly CurvePoint[];

  /** The bill at the stage's typical users. */
  readonly bill: BillModel;
  readonly alarms: readonly AlarmModel[];
}

/** Everything that a report shows. */
export interface ReportModel {
  /** Version of this shape; it is raised when a property changes its meaning or goes. */
  readonly version: 1;
  readonly title: string;

  /** What was synthesized, in words. */
  readonly source: string;

  /** The day of the report; absent where nobody gave one, so that the same input gives the same report. */
  readonly date?: string;

  /** Active users of today; absent where nobody said. */
  readonly users?: number;
  readonly stages: readonly StageModel[];
  readonly guides: readonly GuideBand[];
  readonly differences: readonly DiffReport[];
  readonly plans: readonly Plan[];
}
