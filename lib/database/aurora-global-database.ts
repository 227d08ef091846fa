import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { CfnGlobalCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of an Aurora Global Database. */
export interface AuroraGlobalDatabaseProps {
  /**
   * Name of the global cluster, as literal text: lower-case letters, digits and single hyphens, at most 60 characters.
   * Fixed for ever.
   */
  readonly globalClusterIdentifier: string;

  /**
   * ARN of the cluster that becomes the primary, as literal text. Fixed for ever, also after another Region has become
   * the primary.
   */
  readonly sourceClusterArn: string;

  /**
   * Whether Amazon RDS refuses to delete the global cluster.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * What happens to the global cluster when it leaves the template.
   *
   * @default RemovalPolicy.RETAIN - it stays: removing it detaches every member first
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * An Aurora Global Database made of a cluster that exists and keeps serving meanwhile.
 *
 * The primary is named here and only here. Its own `GlobalClusterIdentifier` stays unset for ever: CloudFormation would
 * replace a cluster that gets one. Engine, version and encryption come from the primary and must not be given. Which
 * Region writes is no property of any template: change it with `aws rds switchover-global-cluster`, and leave the drift
 * that CloudFormation then reports alone.
 */
export class AuroraGlobalDatabase extends Construct {
  /** The global cluster. */
  public readonly globalCluster: CfnGlobalCluster;

  /** Its name, a literal. */
  public readonly globalClusterIdentifier: string;

  constructor(scope: Construct, id: string, props: AuroraGlobalDatabaseProps) {
    super(scope, id);
    const { globalClusterIdentifier: name, sourceClusterArn: arn } = props;
    const problems = new Problems();
    const nameOk = !Token.isUnresolved(name) && name.length <= 60 && /^[a-z](-?[a-z0-9])*$/.test(name);
    problems.require(
      nameOk,
      `\`globalClusterIdentifier\` must be at most 60 lower-case letters, digits and single hyphens, ` +
        ('starting with a letter, got: ' + `${Token.isUnresolved(name) ? 'a token' : got(name)}`),
    );
    const arnOk = !Token.isUnresolved(arn) && /^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:cluster:.+$/.test(arn);
    problems.require(
      arnOk,
      `\`sourceClusterArn\` must be the literal ARN of an Aurora cluster, got: ` +
        (`${Token.isUnresolved(arn) ? 'a token' : got(arn)}; ` + 'a reference shows drift for ever'),
    );
    problems.throwIfAny(this.node.path);
    this.globalClusterIdentifier = name;
    this.globalCluster = new CfnGlobalCluster(this, 'Resource', {
      globalClusterIdentifier: name,
      sourceDbClusterIdentifier: arn,
      deletionProtection: props.deletionProtection ?? true,
    });
    this.globalCluster.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
  }
}
