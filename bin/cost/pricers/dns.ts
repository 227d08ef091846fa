import { Charge, Pricer } from '../charge';
import { StackResource, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Health checks look at the distribution by name; the higher price, of endpoints outside AWS, is taken. */
const HEALTH_CHECK_OPTIONS = ['MeasureLatency', 'SearchString'];

/** DNS and health checks. */
export const DNS: Readonly<Record<string, Pricer>> = {
  'AWS::Route53::HealthCheck': byTime(healthCheck),
  'AWS::Route53::HostedZone': byTime(() => [fixed('Route53', 'hosted-zone-first-25', 1, 'hosted zone')]),
};

function healthCheck(check: StackResource): readonly Charge[] {
  const config = (valueAt(check, ['HealthCheckConfig']) ?? {}) as Record<string, unknown>;
  const options = HEALTH_CHECK_OPTIONS.filter((name) => config[name] !== undefined && config[name] !== false).length;
  const extras = options + (String(config.Type).startsWith('HTTPS') ? 1 : 0) + (config.RequestInterval === 10 ? 1 : 0);
  return [
    fixed('Route53', 'health-check-non-aws-endpoint', 1, 'health check'),
    ...(extras > 0 ? [fixed('Route53', 'health-check-optional-feature-non-aws', extras, `health check, ${extras} optional features`)] : []),
  ];
}
