import { Duration, Stack } from 'aws-cdk-lib';
import { Connections, IConnectable, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CapacityProviderStrategy, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { IGrantable, IPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable } from 'constructs';
import { Problems } from '../core/problems';
import { checkSeconds, checkTask } from './private/checks';
import { MigrationRunner } from './private/migration-runner';
import { requireFargateProviders } from './private/service';
import { capacityOf, createTask, Task } from './private/task';
import { ContainerTaskProps } from './task-props';

const CONTAINER = 'migrate';

/** Properties of `MigrationTask`. */
export interface MigrationTaskProps extends ContainerTaskProps {
  /**
   * Whether AWS CloudFormation runs the task when it is created and whenever its task definition changes, and waits
   * until it ends.
   *
   * @default true
   */
  readonly runBeforeDeploy?: boolean;

  /**
   * Time that the task may take during a deployment, 1 to 55 minutes (AWS CloudFormation gives a custom resource one
   * hour). If it takes longer, it is stopped and the deployment fails. Run longer migrations by hand with `runCommand`.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}

/**
 * The migration of the database schema: a task that runs once, before the services that need the new schema.
 *
 * Let the services depend on it: `web.node.addDependency(migration)`. AWS CloudFormation then
 *
 * - runs the task when the stack is created and whenever the task definition changes (new image, command or variables),
 *   but not on deletion;
 * - fails the deployment if the container exits with a code other than 0; the message has the reason and names the log;
 * - skips the task when a rollback restores an older task definition, because schemas are not migrated backwards.
 *
 * Migrations therefore have to follow three rules. The previous version must work with the new schema, so remove
 * columns one release after the code that uses them. A migration that has already run must do nothing. Build indexes on
 * large tables concurrently.
 */
export class MigrationTask extends Construct implements IConnectable, IGrantable {
  /** The task definition. */
  public readonly taskDefinition: FargateTaskDefinition;

  /** The role of the migration process; grant it what the process needs. */
  public readonly taskRole: IRole;

  /** The security group that the construct created for the task; nothing may connect to it. */
  public readonly securityGroup: SecurityGroup;

  /** The task as a network peer. */
  public readonly connections: Connections;

  /** The principal to grant permissions to: the role of the migration process. */
  public readonly grantPrincipal: IPrincipal;

  /** The AWS CLI command that runs the migration by hand. */
  public readonly runCommand: string;

  constructor(scope: Construct, id: string, props: MigrationTaskProps) {
    super(scope, id);
    this.validate(props);
    const task = createTask(this, props, { name: CONTAINER, stopTimeout: Duration.seconds(30) });
    this.taskDefinition = task.taskDefinition;
    this.taskRole = task.taskRole;
    this.grantPrincipal = task.taskRole;
    this.securityGroup = task.securityGroup;
    this.connections = new Connections({ securityGroups: [task.securityGroup] });
    requireFargateProviders(this, props.cluster);

    const subnetIds = props.cluster.vpc.selectSubnets(props.vpcSubnets).subnetIds;
    const groups = [task.securityGroup, ...(props.securityGroups ?? [])].map((group) => group.securityGroupId);
    this.runCommand = this.commandLine(props, subnetIds, groups);
    if (props.runBeforeDeploy ?? true) {
      this.createRunner(props, task, subnetIds, groups);
    }
  }

  private validate(props: MigrationTaskProps): void {
    const problems = new Problems();
    checkTask(problems, props);
    checkSeconds(problems, 'timeout', props.timeout, 60, 3300);
    problems.require(
      props.timeout === undefined || props.runBeforeDeploy !== false,
      '`timeout` must not be given if `runBeforeDeploy` is false, got: both; remove `timeout`',
    );
    problems.throwIfAny(this.node.path);
  }

  private createRunner(props: MigrationTaskProps, task: Task, subnetIds: string[], securityGroupIds: string[]): void {
    const runner = new MigrationRunner(this, 'Runner', {
      cluster: props.cluster,
      taskDefinition: task.taskDefinition,
      roles: [task.taskRole, task.executionRole],
      containerName: CONTAINER,
      subnetIds,
      securityGroupIds,
      capacity: capacityOf(props),
      logGroup: props.logGroup,
      timeout: props.timeout ?? Duration.minutes(30),
    });
    // The run needs the permissions of both roles, including those that are granted later.
    runner.run.node.addDependency(task.taskRole, task.executionRole, task.securityGroup);
    // A dependency on the construct means a dependency on the run, not on each of its resources.
    Dependable.implement(this, { dependencyRoots: [runner.run] });
  }

  private commandLine(props: MigrationTaskProps, subnetIds: string[], groups: string[]): string {
    const subnets = `subnets=[${subnetIds.join(',')}]`;
    const securityGroups = `securityGroups=[${groups.join(',')}]`;
    const network = `awsvpcConfiguration={${subnets},${securityGroups},assignPublicIp=DISABLED}`;
    const words = [
      'aws ecs run-task',
      `--region ${Stack.of(this).region}`,
      `--cluster ${props.cluster.clusterName}`,
      `--task-definition ${this.taskDefinition.taskDefinitionArn}`,
      `--capacity-provider-strategy ${capacityOf(props).map(shorthand).join(' ')}`,
      `--network-configuration '${network}'`,
    ];
    return words.join(' ');
  }
}

function shorthand(strategy: CapacityProviderStrategy): string {
  const base = strategy.base === undefined ? '' : `,base=${strategy.base}`;
  return `capacityProvider=${strategy.capacityProvider},weight=${strategy.weight ?? 0}${base}`;
}
