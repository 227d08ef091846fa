import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Connections, IConnectable, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  CfnListenerRule,
  CfnLoadBalancer,
  ListenerAction,
  ListenerCondition,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { got } from '../core/problems';
import { OriginFacingPrefixList } from './origin-facing-prefix-list';
import { OriginLoadBalancerProps } from './origin-load-balancer-props';
import { validateOriginLoadBalancer } from './private/validate-origin-load-balancer';
import { TargetKind } from './target-kind';
import { WeightedRoute } from './weighted-route';

const DEFAULT_DEREGISTRATION_DELAY = Duration.seconds(30);
const DEFAULT_IDLE_TIMEOUT = Duration.seconds(60);

/**
 * High, because rules with smaller numbers come first and the canary's takes every path: whatever else someone needs on
 * the listener fits before it.
 */
const CANARY_PRIORITY = 1000;

/**
 * An internal Application Load Balancer that only CloudFront can reach, with one target group per route and a weighted
 * default action.
 *
 * Moving traffic from VMs to containers changes weights in the listener and nothing else, so it takes seconds in both
 * directions. Sessions live in the cache, so there is no stickiness: a sticky client would stay on the old route when
 * its weight becomes 0.
 */
export class OriginLoadBalancer extends Construct implements IConnectable {
  /** The load balancer: internal for ever (`Scheme` is create-only). */
  public readonly loadBalancer: ApplicationLoadBalancer;

  /** The only listener: HTTPS on 443 with a certificate, HTTP on 80 without. */
  public readonly listener: ApplicationListener;

  /**
   * The security group that targets admit; ingress from CloudFront is in another one, `HttpIngress` or `HttpsIngress`.
   */
  public readonly securityGroup: SecurityGroup;

  /** The network connections of the load balancer. */
  public readonly connections: Connections;

  /** Whether the listener speaks HTTPS; the CloudFront origin has to do the same. */
  public readonly isHttps: boolean;

  /** The TCP port of the listener: 443 or 80. */
  public readonly listenerPort: number;

  /** The ARN of the listener rule whose weights Amazon ECS changes; absent without `canaryRoute`. */
  public readonly canaryRuleArn?: string;

  private readonly targetGroups = new Map<string, ApplicationTargetGroup>();

  private readonly alternateTargetGroups = new Map<string, ApplicationTargetGroup>();

  constructor(scope: Construct, id: string, props: OriginLoadBalancerProps) {
    super(scope, id);
    validateOriginLoadBalancer(this, props);

    this.isHttps = props.certificate !== undefined;
    this.listenerPort = this.isHttps ? 443 : 80;
    this.securityGroup = this.createSecurityGroup(props);
    this.connections = new Connections({
      securityGroups: [this.securityGroup],
      defaultPort: Port.tcp(this.listenerPort),
    });
    this.loadBalancer = this.createLoadBalancer(props, this.createIngressSecurityGroup(props));
    this.writeAccessLogs(props.accessLogsBucket, props.accessLogsPrefix ?? 'load-balancer');
    props.routes.forEach((route) =>
      this.targetGroups.set(route.id, this.createTargetGroup(`${route.id}TargetGroup`, route, props)),
    );
    this.listener = this.createListener(props);
    this.canaryRuleArn = this.createCanaryRule(props);
  }

  /**
   * The target group of a route; fails for a route that was not given.
   *
   * @param id the id of the route
   */
  public targetGroup(id: string): ApplicationTargetGroup {
    const targetGroup = this.targetGroups.get(id);
    if (targetGroup === undefined) {
      throw new Error(
        `${this.node.path}: \`id\` must be one of the routes ${[...this.targetGroups.keys()].join(', ')}, ` +
          `got: ${got(id)}`,
      );
    }
    return targetGroup;
  }

  /**
   * The second target group of the route that deploys by canary; fails for any other route.
   *
   * @param id the id of the route
   */
  public alternateTargetGroup(id: string): ApplicationTargetGroup {
    const targetGroup = this.alternateTargetGroups.get(id);
    if (targetGroup === undefined) {
      const known = [...this.alternateTargetGroups.keys()].join('') || 'nothing';
      throw new Error(
        `${this.node.path}: \`id\` must be the route that \`canaryRoute\` names (${known}), got: ${got(id)}`,
      );
    }
    return targetGroup;
  }

  /**
   * Egress is the workload's port to any address, because tasks may sit in secondary CIDR blocks; the load balancer
   * opens connections only to its targets.
   */
  private createSecurityGroup(props: OriginLoadBalancerProps): SecurityGroup {
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Load balancer: reaches the targets, which admit it',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(props.port), 'Registered targets');
    return securityGroup;
  }

  /**
   * The only ingress, in a security group of its own per listener port. The prefix list fills 55 of the 60 rules of a
   * group, and CloudFormation creates a changed rule before it deletes the old one: within one group a later switch
   * from HTTP to HTTPS would need 110 rules and fail.
   */
  private createIngressSecurityGroup(props: OriginLoadBalancerProps): SecurityGroup {
    const securityGroup = new SecurityGroup(this, this.isHttps ? 'HttpsIngress' : 'HttpIngress', {
      vpc: props.vpc,
      description: `Load balancer: admits CloudFront on port ${this.listenerPort}`,
      allowAllOutbound: false,
    });
    const prefixListId = props.originFacingPrefixListId ?? OriginFacingPrefixList.forRegion(Stack.of(this).region);
    securityGroup.addIngressRule(
      Peer.prefixList(prefixListId),
      Port.tcp(this.listenerPort),
      'CloudFront origin-facing servers',
    );
    return securityGroup;
  }

  /**
   * The ingress group is attached below the L2, so that targets admit one security group, which stays the same when the
   * listener port changes.
   */
  private createLoadBalancer(props: OriginLoadBalancerProps, ingress: SecurityGroup): ApplicationLoadBalancer {
    const loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      internetFacing: false,
      securityGroup: this.securityGroup,
      deletionProtection: props.deletionProtection ?? true,
      dropInvalidHeaderFields: true,
      idleTimeout: props.idleTimeout ?? DEFAULT_IDLE_TIMEOUT,
    });
    (loadBalancer.node.defaultChild as CfnLoadBalancer).securityGroups = Lazy.list({
      produce: () =>
        [...loadBalancer.connections.securityGroups, ingress].map((securityGroup) => securityGroup.securityGroupId),
    });
    return loadBalancer;
  }

  /**
   * Sets the attributes directly: `logAccessLogs()` would add a statement to the policy of a bucket that belongs to
   * another stack.
   */
  private writeAccessLogs(bucket: IBucket | undefined, prefix: string): void {
    if (bucket === undefined) {
      return;
    }
    this.loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
    this.loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
    this.loadBalancer.setAttribute('access_logs.s3.prefix', prefix);
    if (bucket.policy !== undefined && Stack.of(bucket.policy) === Stack.of(this)) {
      this.loadBalancer.node.addDependency(bucket.policy);
    }
  }

  /**
   * No name, because a named target group cannot be replaced. Least outstanding requests instead of round robin with
   * slow start (they exclude each other): requests of a SaaS differ in cost by orders of magnitude, and a target that
   * is slow while it warms up gets fewer of them by itself.
   */
  private createTargetGroup(id: string, route: WeightedRoute, props: OriginLoadBalancerProps): ApplicationTargetGroup {
    return new ApplicationTargetGroup(this, id, {
      vpc: props.vpc,
      targetType: route.kind === TargetKind.INSTANCE ? TargetType.INSTANCE : TargetType.IP,
      protocol: ApplicationProtocol.HTTP,
      port: props.port,
      deregistrationDelay: props.deregistrationDelay ?? DEFAULT_DEREGISTRATION_DELAY,
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      healthCheck: {
        path: props.healthCheckPath ?? '/health',
        healthyHttpCodes: '200',
        interval: Duration.seconds(15),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
  }

  private createListener(props: OriginLoadBalancerProps): ApplicationListener {
    const { certificate } = props;
    return new ApplicationListener(this, 'Listener', {
      loadBalancer: this.loadBalancer,
      port: this.listenerPort,
      protocol: this.isHttps ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP,
      open: false,
      ...(certificate && { certificates: [certificate], sslPolicy: SslPolicy.TLS13_RES }),
      defaultAction: ListenerAction.weightedForward(
        props.routes.map((route) => ({ targetGroup: this.targetGroup(route.id), weight: route.weight })),
      ),
    });
  }

  /**
   * Nothing in it may ever change: an update by CloudFormation writes the weights of the template over those that
   * Amazon ECS has set. So it names only target groups that never change, and carries no tags, whose values would
   * change with the stage or with an owner.
   */
  private createCanaryRule(props: OriginLoadBalancerProps): string | undefined {
    const route = props.routes.find(({ id }) => id === props.canaryRoute);
    if (route === undefined) {
      return undefined;
    }
    const alternate = this.createTargetGroup(`${route.id}AlternateTargetGroup`, route, props);
    this.alternateTargetGroups.set(route.id, alternate);
    const rule = new ApplicationListenerRule(this, 'CanaryRule', {
      listener: this.listener,
      priority: CANARY_PRIORITY,
      conditions: [ListenerCondition.pathPatterns(['/*'])],
      action: ListenerAction.weightedForward([
        { targetGroup: this.targetGroup(route.id), weight: 100 },
        { targetGroup: alternate, weight: 0 },
      ]),
    });
    (rule.node.defaultChild as CfnListenerRule).addPropertyDeletionOverride('Tags');
    return rule.listenerRuleArn;
  }
}
