import { Stack, Validations } from 'aws-cdk-lib';
import { Effect, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * Creates the role of the machines and of the workload on them.
 *
 * All permissions are statements of the role, because `secret.grantRead()` and similar methods may also change policies
 * in the stack of the secret or its key.
 */
export function createVmRole(scope: Construct, logGroups: ILogGroup[], secrets: ISecret[]): Role {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    description: 'Virtual machines of the workload and the containers on them',
  });
  createAgentPolicy(role);
  createLogPolicy(role, logGroups);
  if (secrets.length > 0) {
    createSecretPolicy(role, secrets);
  }
  return role;
}

/**
 * The permissions of the SSM agent (sessions) and the CloudWatch agent (metrics, traces). The managed policies of AWS
 * would also allow reading every SSM parameter.
 */
function createAgentPolicy(role: Role): void {
  const policy = new Policy(role, 'AgentPolicy', { roles: [role] });
  policy.addStatements(
    new PolicyStatement({
      sid: 'Sessions',
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'Metrics',
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } },
    }),
    new PolicyStatement({
      sid: 'Traces',
      actions: [
        'xray:GetSamplingRules',
        'xray:GetSamplingStatisticSummaries',
        'xray:GetSamplingTargets',
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ],
      resources: ['*'],
    }),
    new PolicyStatement({ sid: 'AgentDimensions', actions: ['ec2:DescribeTags'], resources: ['*'] }),
  );
  Validations.of(policy).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'ssmmessages, ssm:UpdateInstanceInformation, xray, ec2:DescribeTags and cloudwatch:PutMetricData support no ' +
      'resources in policies; metrics are limited to one namespace by condition.',
  });
}

/** Permissions to write to the given log groups, but not to create groups, which would keep logs without limit. */
function createLogPolicy(role: Role, logGroups: ILogGroup[]): void {
  const arns = [...new Set(logGroups.map((group) => group.logGroupArn))];
  const policy = new Policy(role, 'LogPolicy', { roles: [role] });
  policy.addStatements(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: arns,
    }),
  );
  for (const arn of arns.map((token) => flatten(Stack.of(role).resolve(token))).filter((text) => text.endsWith(':*'))) {
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${arn}]`,
      reason:
        'The wildcard stands for the streams of one log group: every machine and process writes a stream of its own.',
    });
  }
}

/**
 * The ARN as cdk-nag writes it in the id of a finding. The ARN of an imported log group is a string, or a join of
 * strings and pseudo parameters.
 */
function flatten(value: ResolvedArn): string {
  if (typeof value === 'string') {
    return value;
  }
  return value.Ref !== undefined ? `<${value.Ref}>` : (value['Fn::Join']?.[1] ?? []).map(flatten).join('');
}

type ResolvedArn = string | { readonly Ref?: string; readonly 'Fn::Join'?: [string, ResolvedArn[]] };

/**
 * Permissions to read the secrets. For an ARN without the random suffix, the statement has the pattern that the Secrets
 * Manager user guide gives.
 */
function createSecretPolicy(role: Role, secrets: ISecret[]): void {
  const policy = new Policy(role, 'SecretPolicy', { roles: [role] });
  const arns = new Set(secrets.map((secret) => secret.secretFullArn ?? `${secret.secretArn}-??????`));
  policy.addStatements(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [...arns] }));
  const keys = new Set(secrets.flatMap((secret) => (secret.encryptionKey ? [secret.encryptionKey.keyArn] : [])));
  if (keys.size > 0) {
    policy.addStatements(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['kms:Decrypt'],
        resources: [...keys],
        conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(role).region}.amazonaws.com` } },
      }),
    );
  }
}
