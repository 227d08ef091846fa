import { Duration, aws_ecs as ecs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { errorOf, Fixture } from './fixtures';

describe('a migration task', () => {
  const fixture = new Fixture();
  const migration = fixture.migration();
  const web = fixture.web();
  web.node.addDependency(migration);
  const template = Template.fromStack(fixture.stack);
  const [runId, run] = Object.entries(template.findResources('Custom::MigrationRun'))[0]!;

  test('is run with the revision, so that a new revision is a new run', () => {
    expect(run.Properties).toMatchObject({
      TaskDefinition: fixture.stack.resolve(migration.taskDefinition.taskDefinitionArn),
      Container: 'migrate',
      TimeoutSeconds: '1800',
      CapacityProviderStrategy: '[{"capacityProvider":"FARGATE","weight":1}]',
    });
    expect(run.Properties.Subnets).toHaveLength(2);
    expect(run.Properties.SecurityGroups).toHaveLength(2);
  });

  test('runs before the service, and after the permissions that it needs', () => {
    const service = Object.values(template.findResources('AWS::ECS::Service'))[0]!;
    expect(service.DependsOn).toContain(runId);
    const policies = Object.keys(template.findResources('AWS::IAM::Policy'));
    const execution = policies.find((id) => id.startsWith('MigrationExecutionRole'));
    const runner = policies.find((id) => id.startsWith('MigrationRunnerRole'));
    expect(run.DependsOn).toEqual(expect.arrayContaining([execution, runner]));
  });

  test('waits half an hour and a little more, so that the text about the timeout is ours', () => {
    const machine = JSON.stringify(
      Object.values(template.findResources('AWS::StepFunctions::StateMachine'))[0]!.Properties,
    );
    expect(machine).toContain('\\"MaxAttempts\\":198');
    expect(machine).toContain('\\"IntervalSeconds\\":10');
  });

  test('may run this task definition only, pass its two roles only and touch tasks of this cluster only', () => {
    const policy = Object.entries(template.findResources('AWS::IAM::Policy')).find(([id]) =>
      id.startsWith('MigrationRunnerRole'),
    )![1];
    const statements = policy.Properties.PolicyDocument.Statement as {
      Action: string | string[];
      Condition?: unknown;
      Resource: unknown;
    }[];
    const byAction = (action: string) => statements.find((each) => [each.Action].flat().includes(action))!;
    expect(byAction('ecs:RunTask').Resource).toEqual({ Ref: expect.stringMatching(/^MigrationTaskDefinition/) });
    expect(byAction('iam:PassRole').Resource).toHaveLength(2);
    expect(byAction('iam:PassRole').Condition).toEqual({
      StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    });
    for (const action of ['ecs:RunTask', 'ecs:DescribeTasks', 'ecs:StopTask']) {
      expect(byAction(action).Condition).toHaveProperty(['ArnEquals', 'ecs:cluster']);
    }
    expect(statements.flatMap((each) => each.Action).sort()).toEqual([
      'ecs:DescribeTasks',
      'ecs:RunTask',
      'ecs:StopTask',
      'ecs:TagResource',
      'iam:PassRole',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
  });

  test('has one log group that expires, and no log-retention resource', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    template.resourceCountIs('Custom::LogRetention', 0);
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    expect(functions.every((each) => each.Properties.LoggingConfig?.LogGroup !== undefined)).toBe(true);
    for (const each of functions.filter((candidate) => candidate.Properties.Code.ZipFile)) {
      expect(each.Properties.Code.ZipFile.length).toBeLessThan(4096);
    }
  });

  test('tells how to run it by hand', () => {
    expect(
      fixture.stack
        .resolve(migration.runCommand)
        ['Fn::Join'][1].filter((part: unknown) => typeof part === 'string')
        .join('…'),
    ).toMatch(
      /^aws ecs run-task --region eu-west-1 --cluster … --task-definition … --capacity-provider-strategy capacityProvider=FARGATE,weight=1 --network-configuration 'awsvpcConfiguration=\{subnets=\[.*\],securityGroups=\[.*\],assignPublicIp=DISABLED\}'$/,
    );
  });
});

test('can be left to run by hand', () => {
  const fixture = new Fixture();
  const cluster = ecs.Cluster.fromClusterAttributes(fixture.stack, 'Imported', {
    clusterName: 'theirs',
    vpc: fixture.vpc,
  });
  const migration = fixture.migration({
    cluster,
    runBeforeDeploy: false,
    capacityProviderStrategies: [{ capacityProvider: 'FARGATE', base: 1, weight: 1 }],
  });
  const template = Template.fromStack(fixture.stack);
  expectGoldenTemplate('migration-task', template);
  template.resourceCountIs('AWS::ECS::TaskDefinition', 1);
  template.resourceCountIs('AWS::Lambda::Function', 0);
  template.resourceCountIs('Custom::MigrationRun', 0);
  expect(JSON.stringify(fixture.stack.resolve(migration.runCommand))).toContain('--cluster theirs');
  expect(JSON.stringify(fixture.stack.resolve(migration.runCommand))).toContain(
    'capacityProvider=FARGATE,weight=1,base=1',
  );
});

test('has its own security group besides the given ones', () => {
  const fixture = new Fixture();
  fixture.migration({ timeout: Duration.minutes(5) });
  const template = Template.fromStack(fixture.stack);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    GroupDescription: 'The migrate tasks',
    SecurityGroupIngress: Match.absent(),
  });
  template.hasResourceProperties('Custom::MigrationRun', { TimeoutSeconds: '300' });
});

test.each([
  [{ timeout: Duration.minutes(60) }, '`timeout` must be a whole number of seconds from 60 to 3300, got: 3600 seconds'],
  [
    { timeout: Duration.minutes(5), runBeforeDeploy: false },
    '`timeout` must not be given if `runBeforeDeploy` is false, got: both; remove `timeout`',
  ],
])('fails with %j', (props, message) => {
  expect(errorOf(() => new Fixture().migration(props))).toBe(`Service/Migration: ${message}`);
});

test('is clean by cdk-nag', () => {
  const fixture = new Fixture();
  fixture.migration();
  expect(nagFindings(fixture.app).filter((finding) => finding.includes('Service/'))).toEqual([]);
});
