import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { acknowledgeWildcards } from '../../core/private/nag-findings';
import { OffHoursTargets } from './off-hours-targets';

/** Actions that only one of the two state machines needs. */
export interface OwnActions {
  readonly database: string;
  readonly parameter: string[];
}

export const STOP_ACTIONS: OwnActions = { database: 'rds:StopDBInstance', parameter: ['ssm:PutParameter'] };
export const START_ACTIONS: OwnActions = {
  database: 'rds:StartDBInstance',
  parameter: ['ssm:GetParameter', 'ssm:DeleteParameter'],
};

/** Grants a state machine access to its targets only. */
export function admit(machine: StateMachine, targets: OffHoursTargets, own: OwnActions): void {
  const scalable = scalableTargetsArn(Stack.of(machine));
  const statements = [
    allow(own.parameter, targets.parameterArns),
    ...forGroups(targets.groupArns),
    ...forServices(targets.serviceArns, scalable),
    ...(targets.databaseArns.length > 0
      ? [allow(['rds:DescribeDBInstances', own.database], targets.databaseArns)]
      : []),
  ];
  statements.forEach((statement) => machine.addToRolePolicy(statement));
  Validations.of(machine).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Describe calls of Auto Scaling, log deliveries and X-Ray segments know no resource-level permissions.',
  });
  acknowledgeWildcards(
    machine,
    targets.groupArns,
    'The ARN of an Auto Scaling group holds an id that AWS makes up; the name of the group is given.',
  );
  acknowledgeWildcards(
    machine,
    [scalable],
    'The ARN of a scalable target holds an id that AWS makes up; conditions narrow it to the tasks of services.',
  );
}

function forGroups(arns: string[]): PolicyStatement[] {
  return arns.length === 0
    ? []
    : [allow(['autoscaling:DescribeAutoScalingGroups'], ['*']), allow(['autoscaling:UpdateAutoScalingGroup'], arns)];
}

function forServices(arns: string[], scalable: string): PolicyStatement[] {
  if (arns.length === 0) {
    return [];
  }
  const register = allow(['application-autoscaling:RegisterScalableTarget'], [scalable]);
  register.addCondition('StringEquals', {
    'application-autoscaling:service-namespace': 'ecs',
    'application-autoscaling:scalable-dimension': 'ecs:service:DesiredCount',
  });
  return [
    allow(['ecs:DescribeServices', 'ecs:UpdateService'], arns),
    allow(['application-autoscaling:DescribeScalableTargets'], ['*']),
    register,
  ];
}

function scalableTargetsArn(stack: Stack): string {
  return stack.formatArn({ service: 'application-autoscaling', resource: 'scalable-target', resourceName: '*' });
}

function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}
