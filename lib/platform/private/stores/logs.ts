import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Store, StoreContext } from './store';

/** The logs of the workload, one group for each kind of process; each Region has its own. */
export class LogStore extends Store {
  public readonly web: LogGroup;
  public readonly worker: LogGroup;
  public readonly migrate: LogGroup;

  constructor(scope: Construct, context: StoreContext) {
    super(context);
    this.web = this.createGroup(scope, 'WebLogs');
    this.worker = this.createGroup(scope, 'WorkerLogs');
    this.migrate = this.createGroup(scope, 'MigrateLogs');
  }

  private createGroup(scope: Construct, id: string): LogGroup {
    return new LogGroup(scope, id, {
      retention: this.plan.props.logRetentionDays ?? 90,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
