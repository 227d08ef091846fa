import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  DashboardSection,
  OperationsDashboard,
  OperationsDashboardProps,
  ServiceAlarms,
} from '../../../lib/operations';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { failureOf, operationsStack } from './alarms';

const FULL: OperationsDashboardProps = {
  dashboardName: 'shop',
  title: 'Shop',
  hours: 3,
  sections: [
    DashboardSection.edge({ distributionId: 'E1', webAclMetricName: 'acl' }),
    DashboardSection.loadBalancer({
      loadBalancerFullName: 'app/origin/1',
      targetGroupFullNames: ['targetgroup/web/1'],
      p99LatencyMs: 150,
    }),
    DashboardSection.virtualMachines({ autoScalingGroupName: 'vm' }),
    DashboardSection.services([
      { label: 'web', clusterName: 'c', serviceName: 'web' },
      { label: 'worker', clusterName: 'c', serviceName: 'worker' },
    ]),
    DashboardSection.database({ instanceIdentifier: 'db', replicaIdentifiers: ['db-1'] }),
    DashboardSection.cache({ replicationGroupId: 'cache' }),
    DashboardSection.queue({ queueName: 'jobs', deadLetterQueueName: 'dead' }),
  ],
};

function bodyOf(stack: Stack): { widgets: any[]; start?: string } {
  const dashboard = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'))[0].Properties;
  const body = dashboard.DashboardBody;
  const joined =
    typeof body === 'string'
      ? body
      : body['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'token')).join('');
  return JSON.parse(joined);
}

function synth(props: OperationsDashboardProps): { widgets: any[]; start?: string } {
  const stack = operationsStack();
  new OperationsDashboard(stack, 'Dashboard', props);
  return bodyOf(stack);
}

function headings(body: { widgets: any[] }): string[] {
  return body.widgets.filter((widget) => widget.type === 'text').map((widget) => widget.properties.markdown);
}

test('minimal: only what is given', () => {
  const stack = operationsStack();
  new OperationsDashboard(stack, 'Dashboard', { sections: [DashboardSection.queue({ queueName: 'jobs' })] });
  expect(headings(bodyOf(stack))).toEqual(['# Operations', '## Queue']);
  const dashboards = Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard');
  expect(Object.keys(dashboards)).toHaveLength(1);
});

test('every metric of every section', () => {
  const stack = operationsStack();
  new OperationsDashboard(stack, 'Dashboard', FULL);
  expectGoldenTemplate('operations-dashboard', Template.fromStack(stack));
});

test('maximal: the golden signals from the edge to the queue', () => {
  const body = synth(FULL);
  expect(body.start).toBe('-PT3H');
  expect(headings(body)).toEqual([
    '# Shop',
    '## Edge',
    '## Load balancer',
    '## Virtual machines',
    '## Services',
    '## Database',
    '## Cache',
    '## Queue',
  ]);
  const titles = body.widgets.filter((widget) => widget.type === 'metric').map((widget) => widget.properties.title);
  expect(titles).toEqual(
    expect.arrayContaining([
      'Error rate',
      'Requests a minute',
      'Failed requests',
      'Response time',
      'Running tasks',
      'Connections',
      'Replica lag (s)',
      'Hit rate',
      'Dead letters',
    ]),
  );
  for (const widget of body.widgets) {
    expect(widget.x + widget.width).toBeLessThanOrEqual(24);
  }
});

test('edge metrics are read from us-east-1, the promised latency is drawn', () => {
  const body = synth(FULL);
  const edge = body.widgets.find((widget) => widget.properties.title === 'Firewall: blocked, counted');
  expect(edge.properties.region).toBe('us-east-1');
  expect(edge.properties.metrics[0].slice(0, 6)).toEqual([
    'AWS/WAFV2',
    'BlockedRequests',
    'Rule',
    'ALL',
    'WebACL',
    'acl',
  ]);
  const latency = body.widgets.find((widget) => widget.properties.title === 'Response time');
  expect(latency.properties.annotations.horizontal).toEqual([{ label: 'promised p99', value: 0.15, yAxis: 'left' }]);
  expect(latency.properties.metrics.map((metric: any[]) => metric.at(-1).stat)).toEqual(['p50', 'p95', 'p99']);
});

test('a section of your own', () => {
  const metric = (metricName: string) => new Metric({ namespace: 'Shop', metricName });
  const body = synth({
    sections: [
      DashboardSection.queue({ queueName: 'jobs' }),
      DashboardSection.of('Orders', [
        { title: 'Placed', metrics: [metric('Placed')] },
        { title: 'Paid', metrics: [metric('Paid'), metric('Refunded')], unit: '%' },
      ]),
    ],
  });
  expect(headings(body)).toEqual(['# Operations', '## Queue', '## Orders']);
  const [placed, paid] = body.widgets.slice(-2);
  expect(placed).toMatchObject({ width: 12, properties: { title: 'Placed', yAxis: { left: { min: 0 } } } });
  expect(paid).toMatchObject({ width: 12, properties: { title: 'Paid', yAxis: { left: { min: 0, label: '%' } } } });
  expect(paid.properties.metrics.map((parts: string[]) => parts[1])).toEqual(['Paid', 'Refunded']);
});

test('alarms are on top', () => {
  const stack = operationsStack();
  const { alarms } = new ServiceAlarms(stack, 'Alarms', { clusterName: 'c', serviceName: 's' });
  new OperationsDashboard(stack, 'Dashboard', { alarms });
  expect(bodyOf(stack).widgets.map((widget) => widget.type)).toEqual(['text', 'alarm']);
});

test('errors: all problems at once', () => {
  expect(failureOf(() => synth({ dashboardName: 'a b', hours: 0 }))).toBe(
    'Operations/Dashboard: `dashboardName` must be 1 to 255 letters, digits, hyphens or underscores, ' +
      'got: "a b"; choose another name or leave it out; ' +
      '`hours` must be a whole number from 1 to 720, got: 0; choose a number in that range; ' +
      '`sections` or `alarms` must hold something, got: nothing; name what is to be shown',
  );
});

test('cdk-nag is clean', () => {
  const app = new App();
  new OperationsDashboard(operationsStack('eu-west-1', app), 'Dashboard', FULL);
  expect(nagFindings(app)).toEqual([]);
});
