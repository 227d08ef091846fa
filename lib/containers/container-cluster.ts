import { Validations } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';

/** Properties of `ContainerCluster`. */
export interface ContainerClusterProps {
  /** The VPC in which the tasks run. */
  readonly vpc: IVpc;

  /**
   * Amazon CloudWatch Container Insights.
   *
   * This library does not need it: services scale on metrics that Amazon ECS publishes for free. `ENHANCED` has metrics
   * of every task and container, at 0.07 USD per metric and month in us-east-1 (list price of September 2025), so that
   * the cost grows with tasks and containers. `ENABLED` is the older set, billed as custom metrics at 0.30 USD each. Of
   * the two, prefer `ENHANCED`.
   *
   * @default ContainerInsights.DISABLED
   */
  readonly containerInsights?: ContainerInsights;
}

/**
 * An Amazon ECS cluster for Fargate tasks, on demand and Spot.
 *
 * The capacity providers are a property of the cluster. A separate association resource would be deleted while services
 * still use it, which fails.
 */
export class ContainerCluster extends Construct {
  /** The cluster. */
  public readonly cluster: Cluster;

  constructor(scope: Construct, id: string, props: ContainerClusterProps) {
    super(scope, id);
    const containerInsightsV2 = props.containerInsights ?? ContainerInsights.DISABLED;
    this.cluster = new Cluster(this, 'Resource', { vpc: props.vpc, containerInsightsV2 });
    const resource = this.cluster.node.defaultChild as CfnCluster;
    resource.capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
    resource.defaultCapacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1 }];
    if (containerInsightsV2 === ContainerInsights.DISABLED) {
      Validations.of(this.cluster).acknowledge({
        id: 'AwsSolutions-ECS4',
        reason:
          'Container Insights is priced per metric and nothing here needs it: scaling and alarms use the free ' +
          'metrics of Amazon ECS.',
      });
    }
  }
}
