import { CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { FargateService } from 'aws-cdk-lib/aws-ecs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** What the backlog policy needs. */
export interface BacklogPolicyProps {
  readonly scalingTargetId: string;
  readonly service: FargateService;
  readonly queue: IQueue;
  readonly backlogPerTask: number;
  readonly messagesPerTask: number;
  readonly scaleOutCooldownSeconds: number;
  readonly scaleInCooldownSeconds: number;
}

type MetricQuery = CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;

/** Creates the target tracking policy that the documentation of `WorkerService` explains. */
export function createBacklogPolicy(scope: Construct, id: string, props: BacklogPolicyProps): CfnScalingPolicy {
  return new CfnScalingPolicy(scope, id, {
    policyName: 'backlog-per-task',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: props.scalingTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: props.backlogPerTask,
      scaleOutCooldown: props.scaleOutCooldownSeconds,
      scaleInCooldown: props.scaleInCooldownSeconds,
      customizedMetricSpecification: { metrics: [...measured(props), ...computed(props)] },
    },
  });
}

function measured(props: BacklogPolicyProps): MetricQuery[] {
  const service = [
    { name: 'ClusterName', value: props.service.cluster.clusterName },
    { name: 'ServiceName', value: props.service.serviceName },
  ];
  return [
    queueMetric('visible', 'ApproximateNumberOfMessagesVisible', props.queue),
    queueMetric('inflight', 'ApproximateNumberOfMessagesNotVisible', props.queue),
    {
      id: 'running',
      label: 'running tasks',
      returnData: false,
      metricStat: {
        stat: 'SampleCount',
        metric: { namespace: 'AWS/ECS', metricName: 'CPUUtilization', dimensions: service },
      },
    },
  ];
}

function queueMetric(id: string, metricName: string, queue: IQueue): MetricQuery {
  const dimensions = [{ name: 'QueueName', value: queue.queueName }];
  return {
    id,
    returnData: false,
    metricStat: { stat: 'Maximum', metric: { namespace: 'AWS/SQS', metricName, dimensions } },
  };
}

function computed(props: BacklogPolicyProps): MetricQuery[] {
  const target = props.backlogPerTask;
  const capacity = props.messagesPerTask === 1 ? 'running' : `(running * ${props.messagesPerTask})`;
  return [
    { id: 'backlog', label: 'messages waiting per task', expression: 'visible / running', returnData: false },
    {
      id: 'busy',
      label: 'share of busy tasks',
      expression: `IF(inflight > ${capacity}, 1, inflight / ${capacity})`,
      returnData: false,
    },
    {
      id: 'load',
      label: 'backlog per task, held up while tasks are busy',
      expression: `IF(backlog > ${target} * busy, backlog, ${target} * busy)`,
      returnData: true,
    },
  ];
}
