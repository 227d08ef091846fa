import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UptimeCheck, UptimeCheckProps } from '../../../lib/operations';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { UPTIME_ALARMS } from './expected-alarms';

function build(props: Partial<UptimeCheckProps> = {}, region = 'us-east-1', app = new App()) {
  const stack = operationsStack(region, app);
  return { stack, check: new UptimeCheck(stack, 'Alarms', { domainName: 'app.example.com', ...props }) };
}

test('minimal: /health every 30 seconds over HTTPS', () => {
  const { stack, check } = build();
  Template.fromStack(stack).hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: 'app.example.com',
      Port: 443,
      ResourcePath: '/health',
      EnableSNI: true,
      RequestInterval: 30,
      FailureThreshold: 3,
    },
  });
  const alarms = alarmsOf(stack);
  expect(alarms.Down).toMatchObject({
    Namespace: 'AWS/Route53',
    MetricName: 'HealthCheckStatus',
    Threshold: 1,
    EvaluationPeriods: 2,
    TreatMissingData: 'breaching',
  });
  expectGoodAlarms(alarms, UPTIME_ALARMS);
  expect(check.url).toBe('https://app.example.com/health');
});

test('maximal', () => {
  const { stack } = build({
    path: '/up?deep=1',
    intervalSeconds: 10,
    failureThreshold: 1,
    down: { periods: 5 },
    muted: true,
  });
  expectGoldenTemplate('uptime-check', Template.fromStack(stack));
  Template.fromStack(stack).hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: { ResourcePath: '/up?deep=1', RequestInterval: 10, FailureThreshold: 1 },
  });
  expect(alarmsOf(stack).Down).toMatchObject({ EvaluationPeriods: 5, ActionsEnabled: false });
});

test('the alarm can be switched off', () => {
  const { stack, check } = build({ down: { enabled: false } });
  expect(check.alarms).toEqual([]);
  expect(alarmsOf(stack)).toEqual({});
});

test('errors: another Region', () => {
  expect(failureOf(() => build({}, 'eu-west-1'))).toBe(
    'Operations/Alarms: `env.region` of the stack must be us-east-1, got: "eu-west-1"; the metrics of health ' +
      'checks exist only there, so put the construct into a stack of that Region',
  );
});

test('errors: all problems at once', () => {
  expect(
    failureOf(() =>
      build({ domainName: 'https://app.example.com/', path: 'health', intervalSeconds: 60, failureThreshold: 0 }),
    ),
  ).toBe(
    'Operations/Alarms: `domainName` must be a host name without scheme, port and path, got: ' +
      '"https://app.example.com/"; move the path to `path`; `path` must start with a slash and hold at most 255 ' +
      'characters without blanks, got: "health"; write for example "/health"; `intervalSeconds` must be 10 or 30, ' +
      'got: 60; Route 53 offers no other interval; `failureThreshold` must be a whole number from 1 to 10, got: 0; ' +
      'choose a number in that range',
  );
});

test('cdk-nag is clean', () => {
  const app = new App();
  build({}, 'us-east-1', app);
  expect(nagFindings(app)).toEqual([]);
});
