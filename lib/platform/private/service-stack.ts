import { CfnOutput, Duration, Tags } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { VmGroup } from '../../compute';
import {
  CanaryRollout,
  ContainerCluster,
  MigrationTask,
  OtelCollector,
  WebService,
  WorkerService,
} from '../../containers';
import { WorkloadImage } from '../../core/workload-image';
import { CostTags } from '../../finops';
import { OriginLoadBalancer, TargetKind, WeightedRoute } from '../../load-balancer';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { CONTAINER_ROUTE, PlatformPlan, VM_ROUTE } from './platform-plan';
import { inWorkloadOrder, RegionalStores } from './stores';
import { containerEnvironment, vmEnvironment } from './workload-environment';

/**
 * How long a job may wait before more workers start. The value is ours: guides only say what belongs into the queue.
 */
const ACCEPTABLE_LATENCY = Duration.minutes(1);

/** How long a job takes, an assumption from which the target backlog of each task follows. */
const MESSAGE_PROCESSING_TIME = Duration.seconds(2);

/** The stateless part of the platform: load balancer, virtual machines and services. */
export class ServiceStack extends GrowthStack {
  public readonly loadBalancer: OriginLoadBalancer;
  public readonly vmGroup?: VmGroup;
  public readonly cluster?: ContainerCluster;
  public readonly web?: WebService;
  public readonly worker?: WorkerService;
  public readonly migration?: MigrationTask;
  private readonly image: WorkloadImage;

  constructor(
    scope: Construct,
    plan: PlatformPlan,
    private readonly networkStack: NetworkStack,
    private readonly stores: RegionalStores,
  ) {
    super(scope, 'Service', { plan, part: 'service', description: 'Load balancer and compute', tagStage: true });
    this.image = this.workloadImage();
    this.loadBalancer = this.createLoadBalancer();
    this.vmGroup = this.createVmGroup();
    this.cluster = plan.containers && new ContainerCluster(this, 'Cluster', { vpc: networkStack.network.vpc });
    this.migration = this.createMigration();
    this.web = this.createWeb();
    this.worker = this.createWorker();
  }

  private workloadImage(): WorkloadImage {
    const { imageUri, imageTag, imageDirectory } = this.plan.props;
    if (imageUri !== undefined) {
      return WorkloadImage.fromUri(imageUri);
    }
    return imageTag === undefined
      ? WorkloadImage.fromDirectory(imageDirectory as string)
      : WorkloadImage.fromRepository(this.stores.images.repository, imageTag);
  }

  private createLoadBalancer(): OriginLoadBalancer {
    const { network, logs } = this.networkStack;
    const { vm, containers, port, production } = this.plan;
    const routes: WeightedRoute[] = [
      ...(vm ? [{ id: VM_ROUTE, kind: TargetKind.INSTANCE, weight: vm.weight }] : []),
      ...(containers ? [{ id: CONTAINER_ROUTE, kind: TargetKind.IP, weight: containers.weight }] : []),
    ];
    return new OriginLoadBalancer(this, 'LoadBalancer', {
      vpc: network.vpc,
      vpcSubnets: network.appSubnets,
      port,
      routes,
      certificate: this.createCertificate(),
      accessLogsBucket: logs.bucket,
      deletionProtection: production,
      canaryRoute: this.plan.sizes.canary ? CONTAINER_ROUTE : undefined,
    });
  }

  /**
   * The certificate of the listener. It has the domain of the edge, because CloudFront forwards the viewer's Host
   * header.
   */
  private createCertificate(): ICertificate | undefined {
    const { domain } = this.plan.props;
    if (!domain) {
      return undefined;
    }
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: domain.hostedZoneId,
      zoneName: domain.hostedZoneName,
    });
    return new Certificate(this, 'Certificate', {
      domainName: domain.domainName,
      validation: CertificateValidation.fromDns(zone),
    });
  }

  private createVmGroup(): VmGroup | undefined {
    const { vm, port, props } = this.plan;
    if (!vm) {
      return undefined;
    }
    const { network } = this.networkStack;
    const group = new VmGroup(this, 'VmGroup', {
      vpc: network.vpc,
      vpcSubnets: network.publicSubnets,
      associatePublicIpAddress: true,
      instanceType: new InstanceType(vm.sizing.instanceType),
      minCapacity: vm.sizing.minCapacity,
      maxCapacity: vm.sizing.maxCapacity,
      image: this.image,
      port,
      ...vmEnvironment(this.plan, this.stores),
      webCommand: props.webCommand,
      workerCommand: vm.runsWorker ? props.workerCommand : undefined,
      migrateCommand: props.migrateCommand,
      webLogGroup: this.stores.logs.web,
      workerLogGroup: vm.runsWorker ? this.stores.logs.worker : undefined,
      migrateLogGroup: props.migrateCommand && this.stores.logs.migrate,
      securityGroups: [network.workloadSecurityGroup],
      localCache: !vm.usesSharedCache,
    });
    this.loadBalancer.targetGroup(VM_ROUTE).addTarget(group);
    // Kept machines retain the tag of their stage, because another tag would replace them.
    Tags.of(group).add(CostTags.GROWTH_STAGE, vm.stage);
    this.grantWorkload(group);
    return group;
  }

  private createMigration(): MigrationTask | undefined {
    const { containers, props } = this.plan;
    // All Regions share one schema, which the home Region migrates.
    if (!containers || !props.migrateCommand || !this.plan.region.isHome) {
      return undefined;
    }
    const migration = new MigrationTask(this, 'Migration', {
      ...this.taskProps(),
      command: props.migrateCommand,
      cpu: 256,
      memoryMiB: 512,
      logGroup: this.stores.logs.migrate,
    });
    this.grantWorkload(migration);
    new CfnOutput(this, 'MigrationCommand', { description: 'Runs the migration by hand', value: migration.runCommand });
    return migration;
  }

  private createWeb(): WebService | undefined {
    const { containers, props, port } = this.plan;
    if (!containers) {
      return undefined;
    }
    const web = new WebService(this, 'Web', {
      ...this.taskProps(),
      ...containers.web,
      command: props.webCommand,
      port,
      targetGroup: this.loadBalancer.targetGroup(CONTAINER_ROUTE),
      loadBalancerSecurityGroup: this.loadBalancer.securityGroup,
      logGroup: this.stores.logs.web,
      otelCollector: OtelCollector.xray(),
      canary: this.canary(),
    });
    this.grantWorkload(web);
    this.afterMigration(web.service);
    return web;
  }

  /** The settings of canary deployments; `undefined` for rolling deployments. */
  private canary(): CanaryRollout | undefined {
    const { canaryRuleArn } = this.loadBalancer;
    return canaryRuleArn === undefined
      ? undefined
      : {
          alternateTargetGroup: this.loadBalancer.alternateTargetGroup(CONTAINER_ROUTE),
          productionListenerRuleArn: canaryRuleArn,
        };
  }

  private createWorker(): WorkerService | undefined {
    const { containers, props } = this.plan;
    if (!containers?.worker || !props.workerCommand) {
      return undefined;
    }
    const worker = new WorkerService(this, 'Worker', {
      ...this.taskProps(),
      ...containers.worker,
      command: props.workerCommand,
      spotShare: this.plan.sizes.workerSpot
        ? { onDemandBaseTasks: Math.max(1, containers.worker.minTasks) }
        : undefined,
      queue: this.stores.queue.queue.queue,
      deadLetterQueue: this.stores.queue.queue.deadLetterQueue,
      acceptableLatency: ACCEPTABLE_LATENCY,
      messageProcessingTime: MESSAGE_PROCESSING_TIME,
      logGroup: this.stores.logs.worker,
    });
    this.grantWorkload(worker);
    this.afterMigration(worker.service);
    return worker;
  }

  private taskProps() {
    const { network } = this.networkStack;
    return {
      cluster: this.cluster!.cluster,
      vpcSubnets: network.appSubnets,
      image: this.image,
      securityGroups: [network.workloadSecurityGroup],
      ...containerEnvironment(this.plan, this.stores),
    };
  }

  private afterMigration(service: Construct): void {
    if (this.migration) {
      service.node.addDependency(this.migration);
    }
  }

  private grantWorkload(grantee: Construct & IGrantable): void {
    inWorkloadOrder(this.stores).forEach((store) => store.grantTo(grantee));
  }
}
