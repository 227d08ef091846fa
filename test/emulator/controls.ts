import {
  CloudFormationClient, CreateChangeSetCommand, DeleteStackCommand, DescribeStacksCommand, ExecuteChangeSetCommand, ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { Clients } from './clients';
import { Report } from './report';

const STACK = 'control';
const KEPT = 'Retain';

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: object; readonly DeletionPolicy?: string; readonly UpdateReplacePolicy?: string }>;
}

/** Controls: what the chain must never see is deployed on purpose, to know that the emulator would show it. */
export class Controls {
  private readonly client: CloudFormationClient;

  constructor(
    endpoint: string,
    private readonly report: Report,
  ) {
    this.client = new Clients(endpoint, 'eu-west-1').cloudFormation;
  }

  /** Deploys small templates without the CLI. */
  public async run(): Promise<void> {
    const { report } = this;
    const first = await this.deploy('CREATE', template('queue-before', 60));
    const changed = await this.deploy('UPDATE', template('queue-before', 90));
    report.equal('control: a property that can change leaves the physical id', changed, { status: 'UPDATE_COMPLETE', id: first.id });
    const replaced = await this.deploy('UPDATE', template('queue-after', 90));
    report.check('control: a create-only property replaces the resource', replaced.status === 'UPDATE_COMPLETE' && replaced.id !== first.id, `still ${replaced.id}`);
    const lost = await this.deploy('UPDATE', { Resources: { Other: { Type: 'AWS::SQS::Queue' } } });
    report.equal('control: a resource that the template no longer names is gone', lost, { status: 'UPDATE_COMPLETE', id: undefined });
    const unknown = await this.deploy('UPDATE', { Resources: { Unknown: { Type: 'AWS::Nothing::Known' } } });
    report.equal('control: a type that nothing knows fails the deployment', unknown.status, 'UPDATE_FAILED');
    const dangling = { 'Fn::GetStackOutput': { StackName: STACK, OutputName: 'NoSuchOutput' } };
    const weak = await this.deploy('UPDATE', { Resources: { Weak: { Type: 'AWS::SQS::Queue', Properties: { QueueName: dangling } } } });
    report.equal('control: a weak reference that leads nowhere fails the deployment', weak.status, 'UPDATE_FAILED');
    await this.client.send(new DeleteStackCommand({ StackName: STACK }));
  }

  private async deploy(kind: 'CREATE' | 'UPDATE', body: Template): Promise<{ status?: string; id?: string }> {
    const ChangeSetName = `control-${kind.toLowerCase()}`;
    const set = await this.client.send(
      new CreateChangeSetCommand({ StackName: STACK, ChangeSetName, ChangeSetType: kind, TemplateBody: JSON.stringify(body) }),
    );
    await this.client.send(new ExecuteChangeSetCommand({ ChangeSetName: set.Id }));
    const { Stacks: [stack] = [] } = await this.client.send(new DescribeStacksCommand({ StackName: STACK }));
    const { StackResourceSummaries: resources = [] } = await this.client.send(new ListStackResourcesCommand({ StackName: STACK }));
    return { status: stack?.StackStatus, id: resources.find(({ LogicalResourceId }) => LogicalResourceId === 'Queue')?.PhysicalResourceId };
  }
}

function template(name: string, timeout: number): Template {
  const policies = { DeletionPolicy: KEPT, UpdateReplacePolicy: KEPT };
  return { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name, VisibilityTimeout: timeout }, ...policies } } };
}
