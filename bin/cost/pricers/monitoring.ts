import { Charge, Pricer } from '../charge';
import { StackResource, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Alarms and dashboards. */
export const MONITORING: Readonly<Record<string, Pricer>> = {
  'AWS::CloudWatch::Alarm': byTime(alarm),
  'AWS::CloudWatch::CompositeAlarm': byTime(() => [fixed('CloudWatch', 'alarm-composite', 1, 'composite alarm')]),
  'AWS::CloudWatch::Dashboard': byTime(() => [fixed('CloudWatch', 'dashboard', 1, 'dashboard')]),
};

function alarm(resource: StackResource): readonly Charge[] {
  const metrics = (valueAt(resource, ['Metrics']) as { MetricStat?: unknown }[] | undefined)?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
  return [fixed('CloudWatch', 'alarm-standard', metrics, 'alarm metric')];
}
