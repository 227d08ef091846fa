import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

export const ACCOUNT = '111122223333';

/** A stack with a concrete environment. */
export function operationsStack(region = 'eu-west-1', app = new App()): Stack {
  return new Stack(app, 'Operations', { env: { account: ACCOUNT, region } });
}

/** The alarms of a stack by what is between the construct's id `Alarms` and the hash of the logical id. */
export function alarmsOf(stack: Stack): Record<string, any> {
  const found = Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  return Object.fromEntries(
    found.map(([id, resource]) => [id.replace(/^Alarms/, '').replace(/[0-9A-F]{8}$/, ''), resource.Properties]),
  );
}

/** What a function throws. */
export function failureOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

/** What holds for each alarm of the library. */
export function expectGoodAlarms(alarms: Record<string, any>): void {
  for (const alarm of Object.values(alarms)) {
    expect(alarm).not.toHaveProperty('AlarmName');
    expect(alarm.AlarmDescription).toMatch(/^[A-Z].+\. First: .+\.$/s);
    expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1024);
    expect(alarm.TreatMissingData).toMatch(/^(notBreaching|breaching)$/);
    expect(alarm.DatapointsToAlarm).toBe(alarm.EvaluationPeriods);
  }
}
