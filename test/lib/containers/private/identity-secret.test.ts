import { App, Stack, aws_iam as iam, aws_kms as kms, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { IdentitySecret } from '../../../../lib/containers/private/identity-secret';
import { WorkloadSecret } from '../../../../lib/core';
import { withTokensInReverse } from '../../../laws/helpers/token-order';

const env = { account: '111111111111', region: 'eu-west-1' };

/** The templates of a stack with secrets and of a stack whose role reads two fields of each. */
function synthesize(): { data: string; service: string } {
  const app = new App({
    context: {
      '@aws-cdk/core:defaultCrossStackReferences': 'weak',
      '@aws-cdk/aws-iam:minimizePolicies': true,
      '@aws-cdk/core:validateAgainstDefaultRules': false,
    },
  });
  const data = new Stack(app, 'Data', { env });
  const role = new iam.Role(new Stack(app, 'Service', { env }), 'Role', {
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
  });
  for (const name of ['Database', 'Cache', 'Errors']) {
    const encryptionKey = new kms.Key(data, `${name}Key`);
    const secret = new secretsmanager.Secret(data, name, { encryptionKey });
    ['user', 'password'].forEach((field) => new IdentitySecret(WorkloadSecret.field(secret, field)).grantRead(role));
  }
  const [dataTemplate, serviceTemplate] = app.synth().stacks.map(({ template }) => JSON.stringify(template));
  return { data: dataTemplate, service: serviceTemplate };
}

test('the published outputs have the same order whatever the numbers of the tokens are', () => {
  const first = synthesize();
  expect(Object.keys(JSON.parse(first.data).Outputs)).toHaveLength(6);
  expect(withTokensInReverse(synthesize)).toEqual(first);
});
