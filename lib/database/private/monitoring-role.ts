import { Aws, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

const POLICY = 'service-role/AmazonRDSEnhancedMonitoringRole';

/** Creates the role with which Amazon RDS writes operating system metrics (Enhanced Monitoring) to CloudWatch Logs. */
export function monitoringRole(scope: Construct): Role {
  const role = new Role(scope, 'MonitoringRole', {
    description: 'Enhanced Monitoring of a PostgreSQL database and its replicas',
    assumedBy: new ServicePrincipal('monitoring.rds.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(POLICY)],
  });
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${POLICY}]`,
    reason: 'AWS maintains this policy for Enhanced Monitoring. It allows only the RDS log groups of that feature.',
  });
  return role;
}
