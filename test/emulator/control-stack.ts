import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';

/** A small template. */
export interface ControlTemplate {
  readonly Resources: Record<string, ControlResource>;
}

/** A resource of a small template. */
export interface ControlResource {
  readonly Type: string;
  readonly Properties?: object;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: object;
}

/** A stack that small templates are deployed to, without the CLI. */
export class ControlStack {
  private exists = false;

  constructor(
    private readonly client: CloudFormationClient,
    public readonly name: string,
  ) {}

  /** Deploys a template; returns how it ended, and the physical ids by logical id. */
  public async deploy(body: ControlTemplate): Promise<{ status?: string; ids: Record<string, string | undefined> }> {
    const StackName = this.name;
    const ChangeSetType = this.exists ? 'UPDATE' : 'CREATE';
    this.exists = true;
    const set = await this.client.send(
      new CreateChangeSetCommand({
        StackName,
        ChangeSetName: `control-${ChangeSetType.toLowerCase()}`,
        ChangeSetType,
        TemplateBody: JSON.stringify(body),
      }),
    );
    await this.client.send(new ExecuteChangeSetCommand({ ChangeSetName: set.Id }));
    const { Stacks: [stack] = [] } = await this.client.send(new DescribeStacksCommand({ StackName }));
    const { StackResourceSummaries: resources = [] } = await this.client.send(
      new ListStackResourcesCommand({ StackName }),
    );
    return {
      status: stack?.StackStatus,
      ids: Object.fromEntries(
        resources.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]),
      ),
    };
  }

  public async delete(): Promise<void> {
    await this.client.send(new DeleteStackCommand({ StackName: this.name }));
  }
}
