import { ServiceAlarms, ServiceAlarmsProps } from '../../../lib/operations';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { SERVICE_ALARMS } from './expected-alarms';

function synth(props: Partial<ServiceAlarmsProps> = {}): Record<string, any> {
  const stack = operationsStack();
  new ServiceAlarms(stack, 'Alarms', { clusterName: 'saas', serviceName: 'web', ...props });
  return alarmsOf(stack);
}

test('minimal', () => {
  const alarms = synth();
  expect(Object.keys(alarms)).toEqual(['Cpu', 'Memory']);
  expect(alarms.Memory).toMatchObject({
    Namespace: 'AWS/ECS',
    MetricName: 'MemoryUtilization',
    Threshold: 90,
    Dimensions: [
      { Name: 'ClusterName', Value: 'saas' },
      { Name: 'ServiceName', Value: 'web' },
    ],
  });
  expectGoodAlarms(alarms, SERVICE_ALARMS);
});

test('running tasks are the samples of a minute, and none at all is an alarm', () => {
  const alarms = synth({ minTasks: 2 });
  expect(alarms.RunningTasks).toMatchObject({
    MetricName: 'CPUUtilization',
    Statistic: 'SampleCount',
    Period: 60,
    Threshold: 2,
    TreatMissingData: 'breaching',
  });
  expectGoodAlarms(alarms, SERVICE_ALARMS);
  expect(Object.keys(synth({ minTasks: 0 }))).toEqual(['Cpu', 'Memory']);
});

test('each alarm can be tuned and switched off', () => {
  const alarms = synth({
    minTasks: 2,
    runningTasks: { threshold: 1 },
    cpu: { enabled: false },
    memory: { periods: 10 },
    muted: true,
  });
  expect(alarms.RunningTasks.Threshold).toBe(1);
  expect(alarms.Memory).toMatchObject({ EvaluationPeriods: 10, ActionsEnabled: false });
  expect(alarms).not.toHaveProperty('Cpu');
});

test('errors: all problems at once', () => {
  expect(failureOf(() => synth({ clusterName: '', serviceName: '', minTasks: 1.5 }))).toBe(
    'Operations/Alarms: `clusterName` must be a name, got: ""; give the name of the resource to watch; ' +
      '`serviceName` must be a name, got: ""; give the name of the resource to watch; ' +
      "`minTasks` must be a whole number from 0 to 5000, got: 1.5; give the service's fewest tasks",
  );
});
