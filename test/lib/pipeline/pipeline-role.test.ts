import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PipelineIdentity, PipelineRole, PipelineRoleProps } from '../../../lib/pipeline';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const GITHUB = PipelineIdentity.gitHub({ repository: 'shop/shop', branches: ['main'], pullRequests: true });

function role(props: Partial<PipelineRoleProps> = {}): { app: App; template: Template } {
  const app = new App();
  const stack = new Stack(app, 'Access', { env: { account: '123456789012', region: 'eu-west-1' } });
  new PipelineRole(stack, 'Pipeline', { identity: GITHUB, ...props });
  return { app, template: Template.fromStack(stack) };
}

test('is taken by the named runs alone, with the token of the run', () => {
  role().template.hasResourceProperties('AWS::IAM::Role', {
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Effect: 'Allow',
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': [
                'repo:shop/shop:ref:refs/heads/main',
                'repo:shop/shop:pull_request',
              ],
            },
          },
        },
      ],
    },
  });
});

test('reads unless it deploys, and may do nothing but take the roles of the bootstrap stack', () => {
  const roles = (props: Partial<PipelineRoleProps>) =>
    JSON.stringify(Object.values(role(props).template.findResources('AWS::IAM::Policy'))[0].Properties.PolicyDocument);
  expect(roles({})).toContain('cdk-hnb659fds-lookup-role-123456789012-eu-west-1');
  expect(roles({})).not.toContain('deploy-role');
  expect(roles({ deploys: true, regions: ['eu-west-1', 'us-east-1'], qualifier: 'mine' })).toMatch(
    /cdk-mine-deploy-role-123456789012-us-east-1/,
  );
  expect(roles({ deploys: true })).not.toMatch(/"\*"|\*/);
});

test('the provider is made once, or brought along', () => {
  role().template.hasResourceProperties('AWS::IAM::OIDCProvider', {
    Url: 'https://token.actions.githubusercontent.com',
    ClientIdList: ['sts.amazonaws.com'],
  });
  const { template } = role({
    providerArn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  });
  template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
        }),
      ],
    },
  });
});

test('GitLab names projects and branches', () => {
  const { issuer, audience, subjects } = PipelineIdentity.gitLab({
    project: 'shop/web/app',
    branches: ['main'],
    host: 'git.example.com',
  });
  expect([issuer, audience, subjects]).toEqual([
    'git.example.com',
    'https://git.example.com',
    ['project_path:shop/web/app:ref_type:branch:ref:main'],
  ]);
});

test('as a whole, with and without deployments', () => {
  expectGoldenTemplate('pipeline-role', role().template);
  expectGoldenTemplate('pipeline-role-deploys', role({ deploys: true }).template);
});

test('passes cdk-nag', () => expect(nagFindings(role({ deploys: true }).app)).toEqual([]));

test('problems are named all at once', () => {
  expect(() => PipelineIdentity.gitHub({ repository: 'shop', branches: ['feature/*'] })).toThrow(
    'PipelineIdentity: `repository` must be owner/name, got: "shop"; ' +
      '`branches` must be names without spaces and wildcards, got: "feature/*"; list each name',
  );
  expect(() => PipelineIdentity.gitHub({ repository: 'shop/shop' })).toThrow(
    'PipelineIdentity: at least one of `branches`, `environments` and `pullRequests` must be set, got: none of them',
  );
  expect(() => PipelineIdentity.gitLab({ project: 'shop', branches: [] })).toThrow(
    'PipelineIdentity: `project` must be group/name, got: "shop"; `branches` must name at least one branch, got: []',
  );
  expect(() => role({ qualifier: 'much too long', providerArn: 'x', maxSessionDuration: Duration.minutes(5) })).toThrow(
    'Access/Pipeline: `qualifier` must be 1 to 10 letters, digits, "_" and "-", got: "much too long"; ' +
      '`providerArn` must be the ARN of an OpenID Connect provider, got: "x"; ' +
      '`maxSessionDuration` must be from 15 minutes to 12 hours, got: 5 minutes',
  );
});
