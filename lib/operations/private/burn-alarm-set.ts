import { Duration } from 'aws-cdk-lib';
import { Alarm, CompositeAlarm, IAlarmAction, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmSetOptions, AlarmTuning } from '../../core/alarm-tuning';
import { ABOVE, AlarmSet, GAP_IS_FINE } from '../../core/private/alarm-set';
import { BurnRate, BurnWindow, daysLeft, exact } from './burn-rates';

/** A burn rate of an objective. */
export interface BurnAlarm {
  readonly id: string;
  readonly rate: BurnRate;
  readonly tuning?: AlarmTuning;

  /** Share of requests that may be bad, in percent. */
  readonly budgetPercent: number;

  /** The share of bad requests in percent, over a period. */
  readonly metric: (period: Duration) => IMetric;

  /** What bad requests have in common, as a verb: `failed`. */
  readonly bad: string;

  /** The objective in words. */
  readonly promise: string;

  /** What to do, most urgent first. */
  readonly firstSteps: string;
}

/** The actions of burn rates. */
export interface BurnActions extends AlarmSetOptions {
  readonly ticketActions?: IAlarmAction[];
}

/** Creates the two alarms of each burn rate, and the composite alarm over them. */
export class BurnAlarmSet {
  /** The composite alarms created so far. */
  public readonly composites: CompositeAlarm[] = [];

  /** The alarms on single windows have no actions, because the composite alarm notifies people. */
  private readonly windows: AlarmSet;

  private readonly pages: AlarmSet;
  private readonly tickets: AlarmSet;

  constructor(scope: Construct, options: BurnActions) {
    this.windows = new AlarmSet(scope, {});
    this.pages = new AlarmSet(scope, options);
    this.tickets = new AlarmSet(scope, { ...options, actions: options.ticketActions ?? options.actions });
  }

  /** The alarms on single windows created so far. */
  public get alarms(): Alarm[] {
    return this.windows.alarms;
  }

  /** Creates the three alarms of a burn rate, unless the user has turned it off. */
  public add(plan: BurnAlarm): void {
    if (plan.tuning?.enabled === false) {
      return;
    }
    const factor = plan.tuning?.threshold ?? plan.rate.factor;
    const long = this.addWindow(`${plan.id}Long`, plan, factor, plan.rate.long);
    const short = this.addWindow(`${plan.id}Short`, plan, factor, plan.rate.short);
    const set = plan.rate.pages ? this.pages : this.tickets;
    this.composites.push(set.addComposite(plan.id, [long, short], describe(plan, factor)));
  }

  private addWindow(id: string, plan: BurnAlarm, factor: number, window: BurnWindow): Alarm {
    return this.windows.add(id, {
      metric: plan.metric(window.period),
      threshold: exact(factor * plan.budgetPercent),
      periods: window.periods,
      comparison: ABOVE,
      missing: GAP_IS_FINE,
      meaning:
        `More than ${exact(factor * plan.budgetPercent)} % of the requests ${plan.bad} in the last ` +
        `${window.label}, ${factor} times the budget.`,
      firstSteps: `look at the alarm ${plan.id}, which joins this window with another one and calls people.`,
    })!;
  }
}

function describe(plan: BurnAlarm, factor: number): string {
  const { long, short, pages } = plan.rate;
  const urgency = pages ? 'Act now.' : 'Act within days, not at night.';
  return (
    `More than ${exact(factor * plan.budgetPercent)} % of the requests ${plan.bad} in the last ${long.label} ` +
    `and also in the last ${short.label}; promised are ${plan.promise}. ` +
    `At this rate the budget of 30 days is gone in ${daysLeft(factor)}. ${urgency} First: ${plan.firstSteps}`
  );
}
