import { GrowthStage } from '../lib';
import { MONOLITH } from './01-monolith';
import { CONTAINERS } from './02-containers';
import { AURORA } from './03-aurora';
import { MULTI_REGION } from './04-multi-region';
import { ConfigurationProblem, unknownWord } from './problem';

/** The growth stages of the library, in the order of growth. */
export class GrowthStages {
  /** Stage 1: to 10,000 users. */
  public static readonly MONOLITH: GrowthStage = MONOLITH;

  /** Stage 2: 10,000 to 100,000 users. */
  public static readonly CONTAINERS: GrowthStage = CONTAINERS;

  /** Stage 3: 100,000 to 500,000 users. */
  public static readonly AURORA: GrowthStage = AURORA;

  /** Stage 4: several Regions. */
  public static readonly MULTI_REGION: GrowthStage = MULTI_REGION;

  /** Every stage, in the order of growth. */
  public static readonly ALL: readonly GrowthStage[] = [MONOLITH, CONTAINERS, AURORA, MULTI_REGION];

  /** The names of every stage, in the order of growth. */
  public static readonly NAMES: readonly string[] = GrowthStages.ALL.map(({ name }) => name);

  /**
   * The stage of a name; `undefined` if there is none.
   *
   * @param name for example `containers`
   */
  public static find(name: string): GrowthStage | undefined {
    return GrowthStages.ALL.find((stage) => stage.name === name);
  }

  /**
   * The stage of a name.
   *
   * @param name for example `containers`
   */
  public static byName(name: string): GrowthStage {
    const stage = GrowthStages.find(name);
    if (!stage) {
      throw new Error(GrowthStages.unknownName('stage', name).message);
    }
    return stage;
  }

  /**
   * The stage after another; `undefined` if it is the last one.
   *
   * @param stage a stage of the catalogue
   */
  public static next({ order }: GrowthStage): GrowthStage | undefined {
    return GrowthStages.ALL.find((stage) => stage.order === order + 1);
  }

  /**
   * The stage before another; `undefined` if it is the first one.
   *
   * @param stage a stage of the catalogue
   */
  public static previous({ order }: GrowthStage): GrowthStage | undefined {
    return GrowthStages.ALL.find((stage) => stage.order === order - 1);
  }

  /**
   * The stage whose range of users holds a number of users. Use `StageSelector` to weigh other signals as well.
   *
   * @param users the number of users, at least 1
   */
  public static forUsers(users: number): GrowthStage {
    const fits = GrowthStages.ALL.filter((stage) => stage.users.minUsers <= users);
    return fits[fits.length - 1] ?? MONOLITH;
  }

  /**
   * The problem of a stage name that is not in the catalogue.
   *
   * @param property the property that held the name
   * @param name what the user wrote
   */
  public static unknownName(property: string, name: string): ConfigurationProblem {
    return unknownWord(property, GrowthStages.NAMES, name);
  }

  private constructor() {}
}
