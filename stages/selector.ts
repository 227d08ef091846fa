import { GrowthStage } from '../lib';
import { notNeededYet, turnOnFirst } from './advice';
import { GrowthStages } from './catalogue';
import { signalProblems } from './check-signals';
import { asReason, databaseLimits, measuresExhausted, reached } from './database-limits';
import { GuideFigures } from './guides';
import { multiRegionReasons } from './multi-region-case';
import { ConfigurationProblem } from './problem';
import { StageAdvice, StageReason, StageSelection, StageSignals } from './signals';
import { bandOf, firstUsersOf } from './user-bands';

/**
 * Chooses the growth stage for a number of users and what is known about the load.
 *
 * It argues against moving up too early: signals of a busy database first call for pooling, cache and replicas inside
 * the stage, and several Regions need a reason of their own.
 */
export class StageSelector {
  /**
   * The stage, why, what to turn on first and what is not needed yet.
   *
   * Throws one error that lists every problem of the signals.
   *
   * @param signals the users, and what else is known
   */
  public static select(signals: StageSignals): StageSelection {
    const problems = StageSelector.problems(signals);
    if (problems.length > 0) {
      throw new Error(`signals: ${problems.map(({ message }) => message).join('; ')}`);
    }
    const { stage, reasons } = decide(signals);
    return {
      stage,
      reasons,
      turnOnFirst: turnOnFirst(stage, signals),
      notNeededYet: notNeededYet(stage, signals),
    };
  }

  /**
   * Every problem of a set of signals; empty if there is none.
   *
   * @param signals the signals, of any shape
   */
  public static problems(signals: StageSignals): ConfigurationProblem[] {
    return signalProblems(signals);
  }

  /**
   * What speaks against a stage that a user asks for: everything that the stage adds and that is not needed yet. Empty
   * where the stage is the selected one or an earlier one.
   *
   * @param asked the stage that the user asks for
   * @param signals the users, and what else is known
   */
  public static argumentsAgainst(asked: GrowthStage, signals: StageSignals): StageAdvice[] {
    const selection = StageSelector.select(signals);
    if (asked.order <= selection.stage.order) {
      return [];
    }
    const above = GrowthStages.ALL.filter(({ order }) => order > selection.stage.order && order <= asked.order).map(
      ({ name }) => name,
    );
    return selection.notNeededYet.filter(({ subject }) => above.includes(subject));
  }

  /**
   * The number of users from which on it alone asks for a stage; `undefined` if a stage needs other reasons.
   *
   * @param stage a stage of the catalogue
   */
  public static usersFor(stage: GrowthStage): number | undefined {
    return firstUsersOf(stage);
  }

  private constructor() {}
}

/** The stage and its reasons, the deciding one first. */
function decide(signals: StageSignals): { stage: GrowthStage; reasons: StageReason[] } {
  const byUsers = bandOf(signals.users);
  const multiRegion = multiRegionReasons(signals, byUsers.stage);
  if (multiRegion.length > 0) {
    return { stage: GrowthStages.MULTI_REGION, reasons: [...multiRegion, byUsers.reason] };
  }
  if (byUsers.stage.order >= GrowthStages.AURORA.order) {
    return { stage: byUsers.stage, reasons: [byUsers.reason] };
  }
  if (reached(signals, GuideFigures.WRITES)) {
    return { stage: GrowthStages.AURORA, reasons: [asReason(signals, GuideFigures.WRITES), byUsers.reason] };
  }
  const limits = databaseLimits(signals);
  return limits.length > 0 && measuresExhausted(signals)
    ? { stage: GrowthStages.next(byUsers.stage)!, reasons: [...limits.map(withMeasures), byUsers.reason] }
    : { stage: byUsers.stage, reasons: [byUsers.reason] };
}

/** Says that everything before a larger stage is on already. */
function withMeasures(reason: StageReason): StageReason {
  return { ...reason, text: `${reason.text}, with pooling, cache and replicas in use` };
}
