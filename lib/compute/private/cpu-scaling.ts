import { Duration } from 'aws-cdk-lib';
import { AdjustmentType, AutoScalingGroup, StepScalingAction } from 'aws-cdk-lib/aws-autoscaling';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AutoScalingAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { ABOVE, BELOW } from '../../core/private/alarm-set';
import { createControlAlarm } from '../../core/private/control-alarm';

/** CPU above which a machine is added and below which one is removed, in percent (guide G4). */
const OUT_PERCENT = 70;
const IN_PERCENT = 30;
/** CPU above which two machines are added at once, in percent; a choice of this library. */
const RUSH_PERCENT = 85;
const WARM_UP = Duration.minutes(5);

/**
 * Step scaling on average CPU: out after 3 minutes, in after 15 minutes, because a machine takes minutes to start.
 *
 * Target tracking has a single target value, but the guide gives two thresholds between which nothing changes.
 */
export function scaleOnCpu(scope: Construct, group: AutoScalingGroup): void {
  const metric = new Metric({
    namespace: 'AWS/EC2',
    metricName: 'CPUUtilization',
    dimensionsMap: { AutoScalingGroupName: group.autoScalingGroupName },
    period: Duration.minutes(1),
    statistic: 'Average',
  });
  const scaleOut = new StepScalingAction(scope, 'ScaleOut', {
    autoScalingGroup: group,
    adjustmentType: AdjustmentType.CHANGE_IN_CAPACITY,
    estimatedInstanceWarmup: WARM_UP,
  });
  scaleOut.addAdjustment({ adjustment: 1, lowerBound: 0, upperBound: RUSH_PERCENT - OUT_PERCENT });
  scaleOut.addAdjustment({ adjustment: 2, lowerBound: RUSH_PERCENT - OUT_PERCENT });
  const scaleIn = new StepScalingAction(scope, 'ScaleIn', {
    autoScalingGroup: group,
    adjustmentType: AdjustmentType.CHANGE_IN_CAPACITY,
  });
  scaleIn.addAdjustment({ adjustment: -1, upperBound: 0 });

  createControlAlarm(scope, 'CpuHigh', {
    metric,
    threshold: OUT_PERCENT,
    comparison: ABOVE,
    periods: 3,
    description:
      `Adds virtual machines above ${OUT_PERCENT} % CPU. ` + 'Nobody has to act; look at the group when it stays on.',
    action: new AutoScalingAction(scaleOut),
  });
  createControlAlarm(scope, 'CpuLow', {
    metric,
    threshold: IN_PERCENT,
    comparison: BELOW,
    periods: 15,
    description:
      `Removes a virtual machine below ${IN_PERCENT} % CPU. ` +
      'Being on at the minimum is normal and needs no action.',
    action: new AutoScalingAction(scaleIn),
  });
}
