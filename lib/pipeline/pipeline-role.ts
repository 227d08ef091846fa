import { Duration, Stack, Token } from 'aws-cdk-lib';
import { CfnOIDCProvider, FederatedPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { PipelineIdentity } from './pipeline-identity';

/** Properties of `PipelineRole`. */
export interface PipelineRoleProps {
  /** Which pipeline runs may assume the role. */
  readonly identity: PipelineIdentity;

  /**
   * Whether the role may deploy. Otherwise it can only assume the CDK lookup role, which is read-only.
   *
   * @default false
   */
  readonly deploys?: boolean;

  /**
   * ARN of an existing identity provider. An account has one provider per host.
   *
   * @default - a provider is created
   */
  readonly providerArn?: string;

  /**
   * Regions that have a CDK bootstrap stack.
   *
   * @default - the Region of the stack
   */
  readonly regions?: string[];

  /**
   * Qualifier of the CDK bootstrap stack.
   *
   * @default 'hnb659fds' - the default of AWS CDK
   */
  readonly qualifier?: string;

  /**
   * How long the credentials of a run are valid, from 15 minutes to 12 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;
}

/**
 * A role that a pipeline assumes with the OpenID Connect token of a run instead of an access key.
 *
 * It can only assume the roles of the CDK bootstrap stack: deploy, publishing and lookup, or lookup alone.
 */
export class PipelineRole extends Construct {
  /** The role. */
  public readonly role: Role;

  /** ARN of the role, for the configuration of the pipeline. */
  public readonly roleArn: string;

  /** ARN of the identity provider. */
  public readonly providerArn: string;

  constructor(scope: Construct, id: string, props: PipelineRoleProps) {
    super(scope, id);
    this.validate(props);
    this.providerArn = props.providerArn ?? this.createProvider(props.identity);
    this.role = this.createRole(props);
    this.roleArn = this.role.roleArn;
    this.allowBootstrapRoles(props);
  }

  private createProvider({ issuer, audience }: PipelineIdentity): string {
    return new CfnOIDCProvider(this, 'Provider', { url: `https://${issuer}`, clientIdList: [audience] }).attrArn;
  }

  private createRole({ identity, maxSessionDuration }: PipelineRoleProps): Role {
    const { issuer, audience, subjects } = identity;
    const conditions = { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subjects } };
    return new Role(this, 'Role', {
      description: `Assumed by pipelines of ${issuer}`,
      assumedBy: new FederatedPrincipal(this.providerArn, conditions, 'sts:AssumeRoleWithWebIdentity'),
      maxSessionDuration: maxSessionDuration ?? Duration.hours(1),
    });
  }

  private allowBootstrapRoles({ deploys, qualifier, regions }: PipelineRoleProps): void {
    const { account, region, partition } = Stack.of(this);
    const kinds = deploys ? ['deploy', 'file-publishing', 'image-publishing', 'lookup'] : ['lookup'];
    const prefix = `arn:${partition}:iam::${account}:role/cdk-${qualifier ?? 'hnb659fds'}`;
    const resources = (regions ?? [region]).flatMap((bootstrapRegion) =>
      kinds.map((kind) => `${prefix}-${kind}-role-${account}-${bootstrapRegion}`),
    );
    this.role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources }));
  }

  private validate({ qualifier, providerArn, maxSessionDuration }: PipelineRoleProps): void {
    const problems = new Problems();
    problems.require(
      qualifier === undefined || Token.isUnresolved(qualifier) || /^[A-Za-z0-9_-]{1,10}$/.test(qualifier),
      `\`qualifier\` must be 1 to 10 letters, digits, "_" and "-", got: ${got(qualifier)}`,
    );
    problems.require(
      providerArn === undefined ||
        Token.isUnresolved(providerArn) ||
        /^arn:[a-z-]+:iam::\d{12}:oidc-provider\/.+$/.test(providerArn),
      `\`providerArn\` must be the ARN of an OpenID Connect provider, got: ${got(providerArn)}`,
    );
    const minutes = maxSessionDuration?.toMinutes() ?? 60;
    problems.require(
      minutes >= 15 && minutes <= 720,
      `\`maxSessionDuration\` must be from 15 minutes to 12 hours, got: ${minutes} minutes`,
    );
    problems.throwIfAny(this.node.path);
  }
}
