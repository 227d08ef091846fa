import { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AlarmSetOptions } from '../../../core/alarm-tuning';
import { WorkloadVariable } from '../../../core/workload-variable';
import { DashboardSection } from '../../../operations';
import { WorkQueue, WorkQueueAlarms } from '../../../queue';
import { Store, StoreContext, WorkloadVariables } from './store';

/** The work queue; each Region has its own. */
export class QueueStore extends Store {
  public readonly queue: WorkQueue;

  constructor(scope: Construct, context: StoreContext) {
    super(context);
    this.queue = new WorkQueue(scope, 'Queue', { alarms: false });
  }

  public override variables(): WorkloadVariables {
    return { environment: { [WorkloadVariable.QUEUE_URL]: this.queue.queue.queueUrl } };
  }

  public override grantTo({ grantPrincipal }: Construct & IGrantable): void {
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [
          'sqs:SendMessage',
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
        ],
        resources: [this.queue.queue.queueArn],
      }),
    );
  }

  public override addAlarms(scope: Construct, options: AlarmSetOptions): void {
    const { queue, deadLetterQueue } = this.queue;
    new WorkQueueAlarms(scope, 'QueueAlarms', { ...options, queue, deadLetterQueue });
  }

  public override dashboardSections(): DashboardSection[] {
    const { queue, deadLetterQueue } = this.queue;
    return [DashboardSection.queue({ queueName: queue.queueName, deadLetterQueueName: deadLetterQueue.queueName })];
  }
}
