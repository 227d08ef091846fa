import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListStackResources,
  Stack,
} from '@aws-sdk/client-cloudformation';

/** A deployed stack, as AWS CloudFormation knows it. */
export interface DeployedStack {
  readonly name: string;
  readonly id: string;
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly isNested: boolean;
}

/**
 * Statuses in which a stack has a name and nothing else: a change set that was never executed, a creation that was
 * taken back.
 */
const EMPTY = ['DELETE_COMPLETE', 'REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'];

/** Reads stacks of one Region. It only asks: DescribeStacks, GetTemplate, ListStackResources. */
export class StackReader {
  private readonly client: CloudFormationClient;

  /** @param region the Region; by default that of the environment or the profile */
  public constructor(region: string | undefined) {
    this.client = new CloudFormationClient(region === undefined ? {} : { region });
  }

  /** A stack by name or ARN; undefined if it is not deployed. */
  public async find(name: string): Promise<DeployedStack | undefined> {
    try {
      const { Stacks: [stack] = [] } = await this.client.send(new DescribeStacksCommand({ StackName: name }));
      return stack && !EMPTY.includes(String(stack.StackStatus)) ? described(stack) : undefined;
    } catch (error) {
      if ((error as Error).name === 'ValidationError' && /does not exist/.test((error as Error).message)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Every stack of the Region. */
  public async all(): Promise<DeployedStack[]> {
    const found: DeployedStack[] = [];
    for await (const { Stacks = [] } of paginateDescribeStacks({ client: this.client }, {})) {
      found.push(...Stacks.filter(({ StackStatus }) => !EMPTY.includes(String(StackStatus))).map(described));
    }
    return found;
  }

  /** The template as it was handed in: the other side is not processed, either. */
  public async template(id: string): Promise<string> {
    const { TemplateBody = '' } = await this.client.send(
      new GetTemplateCommand({ StackName: id, TemplateStage: 'Original' }),
    );
    return TemplateBody;
  }

  /** Nested stacks: their ARNs by their logical ids. */
  public async nested(id: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client: this.client },
      { StackName: id },
    )) {
      for (const { ResourceType, LogicalResourceId = '', PhysicalResourceId } of StackResourceSummaries) {
        if (ResourceType === 'AWS::CloudFormation::Stack' && PhysicalResourceId) {
          found.set(LogicalResourceId, PhysicalResourceId);
        }
      }
    }
    return found;
  }
}

function described({
  StackName = '',
  StackId = '',
  StackStatus = 'CREATE_COMPLETE',
  Tags = [],
  Parameters = [],
  ParentId,
}: Stack): DeployedStack {
  const values = Parameters.map(
    ({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue] as const,
  );
  return {
    name: StackName,
    id: StackId,
    status: StackStatus,
    tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    parameters: Object.fromEntries(values),
    isNested: ParentId !== undefined,
  };
}
