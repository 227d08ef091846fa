import { Duration } from 'aws-cdk-lib';
import {
  AdjustmentType,
  MetricAggregationType,
  ScalableTarget,
  StepScalingAction,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationScalingAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HIGH } from '../../core/private/alarm-set';
import { createControlAlarm } from '../../core/private/control-alarm';

/**
 * Time for a Fargate task to pull its image and take its first message, in which the alarm starts no second task.
 */
const START_TIME = Duration.minutes(3);

/**
 * Starts a task when messages wait and none is in flight, as the documentation of `WorkerService` explains.
 */
export function createWakeUp(scope: Construct, queue: IQueue, scalingTarget: ScalableTarget): void {
  const period = Duration.minutes(1);
  const options = { statistic: 'Maximum', period };
  const action = new StepScalingAction(scope, 'WakeUpPolicy', {
    scalingTarget,
    adjustmentType: AdjustmentType.CHANGE_IN_CAPACITY,
    metricAggregationType: MetricAggregationType.MAXIMUM,
    cooldown: START_TIME,
  });
  action.addAdjustment({ lowerBound: 0, adjustment: 1 });
  createControlAlarm(scope, 'WakeUp', {
    metric: new MathExpression({
      expression: 'IF(inflight < 1, visible, 0)',
      usingMetrics: {
        visible: queue.metricApproximateNumberOfMessagesVisible(options),
        inflight: queue.metricApproximateNumberOfMessagesNotVisible(options),
      },
      period,
      label: 'messages that nobody works on',
    }),
    threshold: 1,
    comparison: HIGH,
    periods: 1,
    description:
      'Messages wait and no worker works on any: one worker task is started. ' +
      'This alarm drives scaling and needs no action. ' +
      'If it stays in alarm for more than ten minutes, look at the stopped tasks of the worker service.',
    action: new ApplicationScalingAction(action),
  });
}
