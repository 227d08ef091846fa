import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { CostTags } from './cost-tags';

/** Most e-mail addresses per notification (AWS Budgets quota). */
const MOST_EMAILS = 10;

/** Most notifications of one budget (AWS Budgets API, CreateBudget). */
const MOST_NOTIFICATIONS = 10;

/** Properties of a monthly budget. */
export interface MonthlyBudgetProps {
  /** The budget, in US dollars a month. */
  readonly monthlyUsd: number;

  /** Value of the tag `application`. */
  readonly application: string;

  /** Value of the tag `environment`. */
  readonly environment: string;

  /** E-mail addresses that are told, at most 10. */
  readonly emails: string[];

  /**
   * A topic that is told as well; its policy must admit `budgets.amazonaws.com`.
   *
   * @default - e-mail only
   */
  readonly topic?: ITopic;

  /**
   * Parts of the budget, in percent of what was spent, at which somebody is told; at most 9.
   *
   * @default [50, 80, 100]
   */
  readonly actualPercents?: number[];

  /**
   * Part of the budget, in percent of what AWS forecasts, at which somebody is told.
   *
   * @default 100
   */
  readonly forecastPercent?: number;
}

/**
 * A monthly cost budget of one environment, found by its cost-allocation tags.
 *
 * The filter sees nothing before the tags `application` and `environment` are activated as cost allocation tags in the
 * billing console.
 */
export class MonthlyBudget extends Construct {
  /** The budget. */
  public readonly budget: CfnBudget;

  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    this.validate(props);
    this.budget = new CfnBudget(this, 'Resource', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: props.monthlyUsd, unit: 'USD' },
        // A single filter key takes one value per tag key; both tags together would be an "or" in this form.
        filterExpression: {
          and: [tagFilter(CostTags.APPLICATION, props.application), tagFilter(CostTags.ENVIRONMENT, props.environment)],
        },
        metrics: ['UnblendedCost'],
      },
      notificationsWithSubscribers: this.notifications(props),
    });
  }

  private validate({
    monthlyUsd,
    emails,
    actualPercents = [],
    forecastPercent = 100,
    topic,
  }: MonthlyBudgetProps): void {
    const problems = new Problems();
    problems.require(
      monthlyUsd > 0,
      `\`monthlyUsd\` must be above 0, got: ${got(monthlyUsd)}; give the sum that you expect for a month`,
    );
    problems.require(
      emails.length <= MOST_EMAILS,
      `\`emails\` must be at most ${MOST_EMAILS}, got: ${emails.length}; use a mailing list`,
    );
    problems.require(
      emails.length > 0 || topic !== undefined,
      '`emails` must name somebody, or `topic` must be given, got: nobody; add an address',
    );
    problems.require(
      actualPercents.length < MOST_NOTIFICATIONS,
      `\`actualPercents\` must be at most ${MOST_NOTIFICATIONS - 1}, beside the forecast, got: ` +
        `${actualPercents.length}; keep those that somebody acts on`,
    );
    const wrong = [...actualPercents, forecastPercent].filter((percent) => !(percent > 0));
    problems.require(
      wrong.length === 0,
      `\`actualPercents\` and \`forecastPercent\` must be above 0, got: ${got(wrong)}; write 80 for 80 percent`,
    );
    problems.throwIfAny(this.node.path);
  }

  private notifications({ emails, topic, actualPercents = [50, 80, 100], forecastPercent = 100 }: MonthlyBudgetProps) {
    const subscribers: CfnBudget.SubscriberProperty[] = [
      ...emails.map((address) => ({ subscriptionType: 'EMAIL', address })),
      ...(topic ? [{ subscriptionType: 'SNS', address: topic.topicArn }] : []),
    ];
    const notification = (
      notificationType: string,
      threshold: number,
    ): CfnBudget.NotificationWithSubscribersProperty => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
      subscribers,
    });
    return [
      ...actualPercents.map((percent) => notification('ACTUAL', percent)),
      notification('FORECASTED', forecastPercent),
    ];
  }
}

function tagFilter(key: string, value: string): CfnBudget.ExpressionProperty {
  return { tags: { key, values: [value], matchOptions: ['EQUALS'] } };
}
