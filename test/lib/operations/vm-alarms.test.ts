import { VmAlarms, VmAlarmsProps } from '../../../lib/operations';
import { alarmsOf, expectGoodAlarms, failureOf, operationsStack } from './alarms';
import { VM_ALARMS } from './expected-alarms';

function synth(props: Partial<VmAlarmsProps> = {}): Record<string, any> {
  const stack = operationsStack();
  new VmAlarms(stack, 'Alarms', { autoScalingGroupName: 'web', ...props });
  return alarmsOf(stack);
}

test('minimal', () => {
  const alarms = synth();
  expect(Object.keys(alarms)).toEqual(['StatusCheck', 'Cpu', 'Memory', 'Disk']);
  const Dimensions = [{ Name: 'AutoScalingGroupName', Value: 'web' }];
  expect(alarms.StatusCheck).toMatchObject({
    Namespace: 'AWS/EC2',
    MetricName: 'StatusCheckFailed',
    Threshold: 1,
    Dimensions,
  });
  expect(alarms.Memory).toMatchObject({
    Namespace: 'CWAgent',
    MetricName: 'mem_used_percent',
    Threshold: 90,
    Statistic: 'Maximum',
    Dimensions,
  });
  expect(alarms.Disk).toMatchObject({
    Namespace: 'CWAgent',
    MetricName: 'disk_used_percent',
    Threshold: 85,
    Statistic: 'Maximum',
    Dimensions,
  });
  expectGoodAlarms(alarms, VM_ALARMS);
});

test('without an agent nothing is known about memory and disk', () => {
  expect(Object.keys(synth({ agent: false }))).toEqual(['StatusCheck', 'Cpu']);
});

test('each alarm can be tuned and switched off', () => {
  const alarms = synth({ agentNamespace: 'Shop', disk: { threshold: 70 }, memory: { enabled: false }, muted: true });
  expect(alarms.Disk).toMatchObject({ Namespace: 'Shop', Threshold: 70, ActionsEnabled: false });
  expect(alarms).not.toHaveProperty('Memory');
});

test('errors: all problems at once', () => {
  expect(
    failureOf(() =>
      synth({ autoScalingGroupName: '', agentNamespace: 'AWS/EC2', agent: false, cpu: { periods: 101 } }),
    ),
  ).toBe(
    'Operations/Alarms: `autoScalingGroupName` must be a name, got: ""; give the name of the resource to watch; ' +
      ('`agentNamespace` must be a namespace of your own, got: "AWS/EC2"; give the one from the agent\'s ' +
        'configuration; ') +
      ('`agentNamespace`, `memory` and `disk` must be absent if `agent` is false, got: both; ' +
        'remove `agent: false` or the tuning; ') +
      '`cpu.periods` must be a whole number from 1 to 100, got: 101; set `enabled: false` to switch the alarm off',
  );
});
