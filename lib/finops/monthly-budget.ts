import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { CostTags } from './cost-tags';

/** Largest number of e-mail addresses per notification (AWS Budgets quota). */
const MOST_EMAILS = 10;

/** Largest number of notifications per budget (AWS Budgets API, CreateBudget). */
const MOST_NOTIFICATIONS = 10;

/** Properties of `MonthlyBudget`. */
export interface MonthlyBudgetProps {
  /** The budget, in US dollars a month. */
  readonly monthlyUsd: number;

  /** Value of the tag `application` by which the cost is selected. */
  readonly application: string;

  /** Value of the tag `environment` by which the cost is selected. */
  readonly environment: string;

  /** E-mail addresses that are notified, at most 10 (AWS Budgets quota). Can be empty if there is a `topic`. */
  readonly emails: string[];

  /**
   * A topic that is notified as well. Its policy must allow `budgets.amazonaws.com` to publish.
   *
   * @default - e-mail only
   */
  readonly topic?: ITopic;

  /**
   * Thresholds for the actual cost, in percent of the budget; at most 9. Each sends a notification when it is exceeded.
   *
   * @default [50, 80, 100]
   */
  readonly actualPercents?: number[];

  /**
   * Threshold for the cost that AWS forecasts for the month, in percent of the budget.
   *
   * @default 100
   */
  readonly forecastPercent?: number;
}

/**
 * A monthly cost budget of an environment, whose cost is selected by cost allocation tags.
 *
 * The budget stays at zero until the tags `application` and `environment` have been activated as cost allocation tags
 * in the Billing console.
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
        // An expression, because two tags in the simple filter are combined with "or".
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
      `\`emails\` must have at most ${MOST_EMAILS} entries, got: ${emails.length}; use a mailing list`,
    );
    problems.require(
      emails.length > 0 || topic !== undefined,
      '`emails` must have at least one entry if there is no `topic`, got: []; add an address',
    );
    problems.require(
      actualPercents.length < MOST_NOTIFICATIONS,
      `\`actualPercents\` must have at most ${MOST_NOTIFICATIONS - 1} entries, got: ${actualPercents.length}; ` +
        'keep those that somebody acts on',
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
