import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { MonthlyBudget, MonthlyBudgetProps } from '../../../lib';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const PROPS = { application: 'shop', environment: 'staging', monthlyUsd: 120, emails: ['team@example.com'] };

function create(change: Partial<MonthlyBudgetProps> = {}): Template {
  const stack = new Stack(new App(), 'Stack');
  new MonthlyBudget(stack, 'Budget', { ...PROPS, ...change });
  return Template.fromStack(stack);
}

/** What is told when: `kind percent`. */
function alerts(template: Template): string[] {
  const [budget] = Object.values(template.findResources('AWS::Budgets::Budget'));
  return budget.Properties.NotificationsWithSubscribers.map(
    ({ Notification }: any) => `${Notification.NotificationType} ${Notification.Threshold}`,
  );
}

test('counts what carries both tags of the environment', () => {
  create().hasResourceProperties('AWS::Budgets::Budget', {
    Budget: {
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 120, Unit: 'USD' },
      Metrics: ['UnblendedCost'],
      FilterExpression: {
        And: [
          { Tags: { Key: 'application', Values: ['shop'], MatchOptions: ['EQUALS'] } },
          { Tags: { Key: 'environment', Values: ['staging'], MatchOptions: ['EQUALS'] } },
        ],
      },
      // CostFilters and FilterExpression exclude each other.
      CostFilters: Match.absent(),
    },
  });
});

test('tells at 50, 80 and 100 percent of the spending and at 100 percent of the forecast', () => {
  const template = create();
  expect(alerts(template)).toEqual(['ACTUAL 50', 'ACTUAL 80', 'ACTUAL 100', 'FORECASTED 100']);
  template.hasResourceProperties('AWS::Budgets::Budget', {
    NotificationsWithSubscribers: Match.arrayWith([
      {
        Notification: {
          NotificationType: 'FORECASTED',
          ComparisonOperator: 'GREATER_THAN',
          Threshold: 100,
          ThresholdType: 'PERCENTAGE',
        },
        Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'team@example.com' }],
      },
    ]),
  });
});

test('other thresholds, and a topic instead of e-mail', () => {
  const stack = new Stack(new App(), 'Stack');
  new MonthlyBudget(stack, 'Budget', {
    ...PROPS,
    emails: [],
    topic: new Topic(stack, 'Topic'),
    actualPercents: [90],
    forecastPercent: 120,
  });
  const template = Template.fromStack(stack);
  expectGoldenTemplate('monthly-budget', template);
  expect(alerts(template)).toEqual(['ACTUAL 90', 'FORECASTED 120']);
  template.hasResourceProperties('AWS::Budgets::Budget', {
    NotificationsWithSubscribers: Match.arrayWith([
      Match.objectLike({
        Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: Match.stringLikeRegexp('^Topic') } }],
      }),
    ]),
  });
});

test('every wrong prop at once', () => {
  expect(() => create({ monthlyUsd: 0, emails: [], actualPercents: [0, 80], forecastPercent: -1 })).toThrow(
    new Error(
      'Stack/Budget: `monthlyUsd` must be above 0, got: 0; give the sum that you expect for a month; ' +
        '`emails` must have at least one entry if there is no `topic`, got: []; add an address; ' +
        '`actualPercents` and `forecastPercent` must be above 0, got: [0,-1]; write 80 for 80 percent',
    ),
  );
});

test('more addresses and thresholds than AWS Budgets takes', () => {
  const emails = Array.from({ length: 11 }, (_, index) => `${index}@example.com`);
  const actualPercents = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
  expect(() => create({ emails, actualPercents })).toThrow(
    new Error(
      'Stack/Budget: `emails` must have at most 10 entries, got: 11; use a mailing list; ' +
        '`actualPercents` must have at most 9 entries, got: 10; keep those that somebody acts on',
    ),
  );
});

test('cdk-nag finds nothing', () => {
  const app = new App();
  new MonthlyBudget(new Stack(app, 'Stack'), 'Budget', PROPS);
  expect(nagFindings(app)).toEqual([]);
});
