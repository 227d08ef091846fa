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

/** Lower numbers are evaluated first. The canary rule matches every path, so other rules must come before it. */
const CANARY_PRIORITY = 1000;

/**
 * An internal Application Load Balancer that only CloudFront can reach, with one target group per route and a weighted
 * default action.
 *
 * Moving traffic from VMs to containers changes only the weights of the listener, in both directions. There are no
 * sticky sessions, because a sticky client would stay on the old route after its weight became 0. Keep sessions in the
 * cache.
 */
export class OriginLoadBalancer extends Construct implements IConnectable {
  /** The internal load balancer. */
  public readonly loadBalancer: ApplicationLoadBalancer;

  /** The only listener: HTTPS on port 443 with a certificate, otherwise HTTP on port 80. */
  public readonly listener: ApplicationListener;

  /** The security group to allow in targets. Ingress from CloudFront is in `HttpIngress` or `HttpsIngress`. */
  public readonly securityGroup: SecurityGroup;

  /** The network connections of the load balancer. */
  public readonly connections: Connections;

  /** Whether the listener uses HTTPS. The CloudFront origin must use the same protocol. */
  public readonly isHttps: boolean;

  /** The TCP port of the listener: 443 or 80. */
  public readonly listenerPort: number;

  /** The ARN of the listener rule whose weights Amazon ECS changes, undefined without `canaryRoute`. */
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
   * Returns the target group of a route. Throws if the route does not exist.
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
   * Returns the second target group of the canary route. Throws for any other route.
   *
   * @param id the id of the route
   */
  public alternateTargetGroup(id: string): ApplicationTargetGroup {
    const targetGroup = this.alternateTargetGroups.get(id);
    if (targetGroup === undefined) {
      const known = [...this.alternateTargetGroups.keys()].join('') || 'not set';
      throw new Error(`${this.node.path}: \`id\` must be the value of \`canaryRoute\` (${known}), got: ${got(id)}`);
    }
    return targetGroup;
  }

  /**
   * Egress is open to any address on the workload's port, because tasks may be in secondary CIDR blocks. The load
   * balancer connects to its targets only.
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
   * Each listener port has its own ingress group. The prefix list counts as 55 of the 60 rules of a group, and
   * CloudFormation creates a changed rule before it deletes the old one. In a single group, switching from HTTP to
   * HTTPS would need 110 rules and fail.
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
   * Attaches the ingress group to the L1, so that targets allow one security group only, which stays the same when the
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
   * Sets the attributes because `logAccessLogs()` would edit the policy of the bucket, which may be in another stack.
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
   * Uses least outstanding requests instead of round robin with slow start (only one is possible): the cost of requests
   * varies by orders of magnitude, and a target that is slow while it warms up gets fewer of them.
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
   * The rule must never change: an update by CloudFormation would overwrite the weights that Amazon ECS has set. It has
   * no tags, because their values change with the stage or the owner.
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
