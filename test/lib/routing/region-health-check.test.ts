import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RegionHealthCheck, RegionHealthCheckProps } from '../../../lib/routing';
import { nagFindings } from '../../helpers/nag';

function build(props: RegionHealthCheckProps, app = new App()): Stack {
  const stack = new Stack(app, 'Health', { env: { account: '111122223333', region: 'eu-west-1' } });
  new RegionHealthCheck(stack, 'Check', props);
  return stack;
}

function failure(props: RegionHealthCheckProps): string {
  try {
    build(props);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

function check(props: RegionHealthCheckProps): Record<string, any> {
  return Object.values(Template.fromStack(build(props)).findResources('AWS::Route53::HealthCheck'))[0].Properties;
}

test('an alarm of another Region; a gap in its data moves nobody', () => {
  expect(check({ alarm: { alarmName: 'errors', region: 'us-west-2' } })).toEqual({
    HealthCheckConfig: {
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Name: 'errors', Region: 'us-west-2' },
      InsufficientDataHealthStatus: 'LastKnownStatus',
    },
    HealthCheckTags: [{ Key: 'Name', Value: 'Health/Check' }],
  });
});

test('a public address, with defaults and without', () => {
  expect(check({ endpoint: { domainName: 'eu.example.com' } }).HealthCheckConfig).toEqual({
    Type: 'HTTPS',
    FullyQualifiedDomainName: 'eu.example.com',
    Port: 443,
    ResourcePath: '/health',
    EnableSNI: true,
    RequestInterval: 30,
    FailureThreshold: 3,
  });
  const all = check({
    name: 'Ireland',
    endpoint: { domainName: 'eu.example.com', path: '/deep', port: 8443, intervalSeconds: 10, failureThreshold: 2 },
  });
  expect(all.HealthCheckConfig).toMatchObject({
    Port: 8443,
    ResourcePath: '/deep',
    RequestInterval: 10,
    FailureThreshold: 2,
  });
  expect(all.HealthCheckTags).toEqual([{ Key: 'Name', Value: 'Ireland' }]);
});

test('the kinds are different resources, because the type is create-only', () => {
  const ids = [
    { alarm: { alarmName: 'errors', region: 'us-west-2' } },
    { endpoint: { domainName: 'eu.example.com' } },
  ].map((props) => Object.keys(Template.fromStack(build(props)).findResources('AWS::Route53::HealthCheck'))[0]);
  expect(ids[0]).not.toBe(ids[1]);
});

test('errors', () => {
  expect(failure({})).toBe('Health/Check: exactly one of `alarm` and `endpoint` must be set, got: neither');
  expect(
    failure({
      alarm: { alarmName: 'arn:aws:cloudwatch:x', region: 'Oregon' },
      endpoint: { domainName: 'https://a', path: 'x', port: 0, intervalSeconds: 20, failureThreshold: 11 },
    }),
  ).toBe(
    'Health/Check: exactly one of `alarm` and `endpoint` must be set, got: both; ' +
      '`alarm.region` must be the name of an AWS Region, got: "Oregon"; for example eu-west-1; ' +
      '`alarm.alarmName` must be the name of an alarm, got: "arn:aws:cloudwatch:x"; use the name, not the ARN; ' +
      '`endpoint.domainName` must be a host name without scheme, port and path, got: "https://a"; ' +
      'set the path in `endpoint.path`; ' +
      '`endpoint.path` must start with a slash and have at most 255 characters without spaces, got: "x"; ' +
      'for example "/health"; ' +
      '`endpoint.intervalSeconds` must be 10 or 30, got: 20; Route 53 offers no other interval; ' +
      '`endpoint.port` must be a whole number from 1 to 65535, got: 0; ' +
      '`endpoint.failureThreshold` must be a whole number from 1 to 10, got: 11',
  );
});

test('cdk-nag is clean', () => {
  const app = new App();
  build({ alarm: { alarmName: 'errors', region: 'us-west-2' } }, app);
  expect(nagFindings(app)).toEqual([]);
});
