import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CostAnomalyMonitor, CostAnomalyMonitorProps } from '../../../lib';
import { nagFindings } from '../../helpers/nag';

const PROPS = { application: 'shop', environment: 'production', emails: ['team@example.com', 'boss@example.com'] };

function create(change: Partial<CostAnomalyMonitorProps> = {}): Template {
  const stack = new Stack(new App(), 'Stack');
  new CostAnomalyMonitor(stack, 'Anomalies', { ...PROPS, ...change });
  return Template.fromStack(stack);
}

const properties = (template: Template, type: string) => Object.values(template.findResources(type))[0].Properties;

test('watches the application by its tag, and is no monitor of all services, of which an account has only one', () => {
  const monitor = properties(create(), 'AWS::CE::AnomalyMonitor');
  expect({ ...monitor, MonitorSpecification: JSON.parse(monitor.MonitorSpecification) }).toEqual({
    MonitorName: 'shop-production',
    MonitorType: 'CUSTOM',
    MonitorSpecification: { Tags: { Key: 'application', Values: ['shop'], MatchOptions: ['EQUALS'] } },
  });
});

test('tells everybody daily, from 20 dollars on', () => {
  const template = create();
  const subscription = properties(template, 'AWS::CE::AnomalySubscription');
  expect({ ...subscription, ThresholdExpression: JSON.parse(subscription.ThresholdExpression) }).toEqual({
    SubscriptionName: 'shop-production',
    Frequency: 'DAILY',
    MonitorArnList: [
      { 'Fn::GetAtt': [Object.keys(template.findResources('AWS::CE::AnomalyMonitor'))[0], 'MonitorArn'] },
    ],
    Subscribers: [
      { Type: 'EMAIL', Address: 'team@example.com' },
      { Type: 'EMAIL', Address: 'boss@example.com' },
    ],
    ThresholdExpression: {
      Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: ['20'] },
    },
  });
});

test('another threshold', () => {
  const { ThresholdExpression } = properties(create({ thresholdUsd: 7.5 }), 'AWS::CE::AnomalySubscription');
  expect(JSON.parse(ThresholdExpression).Dimensions.Values).toEqual(['7.5']);
});

test('every wrong prop at once', () => {
  expect(() => create({ thresholdUsd: 0, emails: [] })).toThrow(
    new Error(
      'Stack/Anomalies: `thresholdUsd` must be above 0, got: 0; give US dollars; `emails` must have at least one ' +
        'entry, got: []; add an address',
    ),
  );
});

test('cdk-nag finds nothing', () => {
  const app = new App();
  new CostAnomalyMonitor(new Stack(app, 'Stack'), 'Anomalies', PROPS);
  expect(nagFindings(app)).toEqual([]);
});
