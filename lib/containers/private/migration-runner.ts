import { CustomResource, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CapacityProviderStrategy, FargateTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import { Effect, IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../../core/private/nag-findings';
import { MIGRATION_HANDLER } from './migration-handler';

/** What the runner needs to start the task. */
export interface MigrationRunnerProps {
  readonly cluster: ICluster;
  readonly taskDefinition: FargateTaskDefinition;
  readonly roles: IRole[];
  readonly containerName: string;
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
  readonly capacity: CapacityProviderStrategy[];
  readonly logGroup: ILogGroup;
  readonly timeout: Duration;
}

/**
 * Time between the timeout of the task and that of the provider, in which the handler stops the task and reports why.
 */
const GRACE = Duration.minutes(3);

/** Runs the migration task during a deployment and waits until it ends. */
export class MigrationRunner extends Construct {
  /** The run, which is complete when the task has ended. */
  public readonly run: CustomResource;

  constructor(scope: Construct, id: string, props: MigrationRunnerProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const role = this.createRole(logGroup, props);
    const onEventHandler = this.createFunction('OnEvent', 'onEvent', role, logGroup);
    const isCompleteHandler = this.createFunction('IsComplete', 'isComplete', role, logGroup);
    const provider = new Provider(this, 'Provider', {
      onEventHandler,
      isCompleteHandler,
      queryInterval: Duration.seconds(10),
      totalTimeout: Duration.minutes(props.timeout.toMinutes({ integral: false }) + GRACE.toMinutes()),
      logGroup,
      disableWaiterStateMachineLogging: true,
    });
    this.acknowledgeProvider(provider, [onEventHandler, isCompleteHandler]);
    this.run = this.createRun(provider, props);
    this.run.node.addDependency(role);
  }

  private createRun(provider: Provider, props: MigrationRunnerProps): CustomResource {
    return new CustomResource(this, 'Run', {
      serviceToken: provider.serviceToken,
      resourceType: 'Custom::MigrationRun',
      properties: {
        TaskDefinition: props.taskDefinition.taskDefinitionArn,
        Cluster: props.cluster.clusterName,
        Container: props.containerName,
        Subnets: props.subnetIds,
        SecurityGroups: props.securityGroupIds,
        CapacityProviderStrategy: JSON.stringify(props.capacity),
        LogGroup: props.logGroup.logGroupName,
        TimeoutSeconds: String(props.timeout.toSeconds()),
      },
    });
  }

  private createFunction(id: string, handler: string, role: IRole, logGroup: ILogGroup): IFunction {
    return new LambdaFunction(this, id, {
      description: `Migration of the database: ${handler}`,
      code: Code.fromInline(MIGRATION_HANDLER),
      handler: `index.${handler}`,
      runtime: Runtime.NODEJS_LATEST,
      timeout: Duration.minutes(1),
      memorySize: 256,
      role,
      logGroup,
    });
  }

  /**
   * The role of both functions, which may run this task definition in this cluster, and describe and stop tasks there.
   */
  private createRole(logGroup: ILogGroup, props: MigrationRunnerProps): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'Starts the migration task, watches it and stops it when it takes too long',
    });
    logGroup.grantWrite(role);
    const tasks = Stack.of(this).formatArn({
      service: 'ecs',
      resource: 'task',
      resourceName: `${props.cluster.clusterName}/*`,
    });
    this.statements(props, tasks).forEach((statement) => role.addToPrincipalPolicy(statement));
    const reason =
      'The id of the migration task exists only once it runs; the permissions cover the tasks of this cluster only.';
    acknowledgeWildcards(role, [tasks], reason);
    return role;
  }

  private statements(props: MigrationRunnerProps, tasks: string): PolicyStatement[] {
    const inCluster = { ArnEquals: { 'ecs:cluster': props.cluster.clusterArn } };
    const allow = (actions: string[], resources: string[], conditions: { [key: string]: unknown }): PolicyStatement =>
      new PolicyStatement({ effect: Effect.ALLOW, actions, resources, conditions });
    return [
      allow(['ecs:RunTask'], [props.taskDefinition.taskDefinitionArn], inCluster),
      allow(['ecs:DescribeTasks', 'ecs:StopTask'], [tasks], inCluster),
      allow(['ecs:TagResource'], [tasks], { StringEquals: { 'ecs:CreateAction': 'RunTask' } }),
      allow(
        ['iam:PassRole'],
        props.roles.map((role) => role.roleArn),
        {
          StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
        },
      ),
    ];
  }

  /** Acknowledges findings about the functions and the state machine of CDK's provider framework. */
  private acknowledgeProvider(provider: Provider, handlers: IFunction[]): void {
    const framework =
      'It belongs to the provider framework of AWS CDK, which calls only the two functions of this construct';
    const own = ['framework-isComplete', 'framework-onTimeout'].map(
      (id) => provider.node.findChild(id) as LambdaFunction,
    );
    const versions = [...handlers, ...own].map((each) => `${each.functionArn}:*`);
    acknowledgeWildcards(provider, versions, `${framework}; the wildcard stands for the versions of one function.`);
    const basic =
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]';
    Validations.of(provider).acknowledge(
      { id: basic, reason: `${framework}; the managed policy only lets it write its logs.` },
      { id: 'AwsSolutions-L1', reason: `${framework}; AWS CDK chooses the runtime.` },
      {
        id: 'AwsSolutions-SF1',
        reason: `${framework}; both write every step and every error to the log group of this construct.`,
      },
      { id: 'AwsSolutions-SF2', reason: `${framework}; a loop that waits for one task has nothing to trace.` },
    );
  }
}
