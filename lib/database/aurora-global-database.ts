import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { CfnGlobalCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of `AuroraGlobalDatabase`. */
export interface AuroraGlobalDatabaseProps {
  /**
   * Literal name of the global cluster: lowercase letters, digits and single hyphens, at most 60 characters. Cannot be
   * changed after creation.
   */
  readonly globalClusterIdentifier: string;

  /**
   * Literal ARN of the cluster that becomes the primary. Cannot be changed after creation, even if another Region
   * becomes the primary.
   */
  readonly sourceClusterArn: string;

  /**
   * Whether deletion protection is on.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * What happens to the global cluster when it is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN - it is retained, because deleting it requires detaching every member first
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * An Aurora Global Database, created from an existing cluster that keeps serving.
 *
 * Only this construct refers to the primary. The primary's `GlobalClusterIdentifier` stays unset permanently, because
 * CloudFormation would replace a cluster that gets one. Engine, version and encryption come from the primary. Which
 * Region writes is not in any template: change it with `aws rds switchover-global-cluster`, and do not fix the drift
 * that CloudFormation then reports.
 */
export class AuroraGlobalDatabase extends Construct {
  /** The global cluster. */
  public readonly globalCluster: CfnGlobalCluster;

  /** Literal name of the global cluster. */
  public readonly globalClusterIdentifier: string;

  constructor(scope: Construct, id: string, props: AuroraGlobalDatabaseProps) {
    super(scope, id);
    const { globalClusterIdentifier: name, sourceClusterArn: arn } = props;
    const problems = new Problems();
    const nameOk = !Token.isUnresolved(name) && name.length <= 60 && /^[a-z](-?[a-z0-9])*$/.test(name);
    problems.require(
      nameOk,
      '`globalClusterIdentifier` must be at most 60 lowercase letters, digits and single hyphens, starting with a ' +
        `letter, got: ${Token.isUnresolved(name) ? 'a token' : got(name)}`,
    );
    const arnOk = !Token.isUnresolved(arn) && /^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:cluster:.+$/.test(arn);
    problems.require(
      arnOk,
      '`sourceClusterArn` must be the literal ARN of an Aurora cluster, got: ' +
        `${Token.isUnresolved(arn) ? 'a token' : got(arn)}; a reference would cause permanent drift`,
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
