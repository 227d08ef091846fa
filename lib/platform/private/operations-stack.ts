import { Construct } from 'constructs';
import { OffHours } from '../../finops';
import {
  CacheAlarms, DatabaseAlarms, LoadBalancerAlarms, OnCallTopic, OperationsDashboard, ServiceAlarms, ServiceSection, VmAlarms,
} from '../../operations';
import { WorkQueueAlarms } from '../../queue';
import { DataStack } from './data-stack';
import { GrowthStack } from './growth-stack';
import { PlatformPlan } from './platform-plan';
import { ServiceStack } from './service-stack';

/** Alarms, dashboard, on-call topic and off-hours: everything that watches, nothing that is watched. */
export class OperationsStack extends GrowthStack {
  public readonly topic: OnCallTopic;

  constructor(
    scope: Construct,
    plan: PlatformPlan,
    private readonly data: DataStack,
    private readonly service: ServiceStack,
  ) {
    super(scope, 'Operations', { plan, part: 'operations', description: 'Alarms, dashboard and off-hours', tagStage: true });
    const { onCallEmails, onCallHttpsEndpoints } = plan.props;
    this.topic = new OnCallTopic(this, 'OnCall', { emails: onCallEmails, httpsEndpoints: onCallHttpsEndpoints });
    this.createDataAlarms();
    this.createServiceAlarms();
    this.createDashboard();
    this.createOffHours();
  }

  private get policy() {
    return { actions: [this.topic.alarmAction], muted: !this.plan.production };
  }

  private get fargateServices(): ServiceSection[] {
    const { cluster, web, worker } = this.service;
    const clusterName = cluster?.cluster.clusterName ?? '';
    return [
      ...(web ? [{ label: 'Web', clusterName, serviceName: web.service.serviceName }] : []),
      ...(worker ? [{ label: 'Worker', clusterName, serviceName: worker.service.serviceName }] : []),
    ];
  }

  private get databaseIdentifiers() {
    const { database } = this.data;
    return {
      instanceIdentifier: database.instance.instanceIdentifier,
      replicaIdentifiers: database.replicas.map((replica) => replica.instanceIdentifier),
    };
  }

  private createDataAlarms(): void {
    const { cache, queue } = this.data;
    const { database, sizes } = this.plan;
    new DatabaseAlarms(this, 'DatabaseAlarms', {
      ...this.policy,
      ...this.databaseIdentifiers,
      allocatedStorageGiB: database.allocatedStorageGiB,
      burstable: database.instanceType.startsWith('t'),
    });
    new WorkQueueAlarms(this, 'QueueAlarms', { queue: queue.queue, deadLetterQueue: queue.deadLetterQueue, actions: this.policy.actions });
    if (cache && sizes.cache) {
      const { shards, replicasPerShard } = sizes.cache;
      new CacheAlarms(this, 'CacheAlarms', { ...this.policy, replicationGroupId: cache.replicationGroup.ref, shards, replicasPerShard });
    }
  }

  private createServiceAlarms(): void {
    const { vmGroup } = this.service;
    new LoadBalancerAlarms(this, 'LoadBalancerAlarms', {
      ...this.policy,
      ...this.loadBalancerNames,
      p99LatencyMs: this.plan.props.stage.kpis.p99LatencyMs,
      errorRatePercent: this.plan.props.stage.kpis.errorRatePercent,
    });
    if (vmGroup) {
      new VmAlarms(this, 'VmAlarms', { ...this.policy, autoScalingGroupName: vmGroup.autoScalingGroup.autoScalingGroupName });
    }
    for (const { label, ...names } of this.fargateServices) {
      const minTasks = label === 'Web' ? this.plan.containers?.web.minTasks : this.plan.containers?.worker?.minTasks;
      new ServiceAlarms(this, `${label}Alarms`, { ...this.policy, ...names, minTasks });
    }
  }

  private get loadBalancerNames() {
    const { loadBalancer } = this.service;
    const routes = [...(this.plan.vm ? ['Vm'] : []), ...(this.plan.containers ? ['Containers'] : [])];
    return {
      loadBalancerFullName: loadBalancer.loadBalancer.loadBalancerFullName,
      targetGroupFullNames: routes.map((id) => loadBalancer.targetGroup(id).targetGroupFullName),
    };
  }

  private createDashboard(): void {
    const { cache, queue } = this.data;
    const { vmGroup } = this.service;
    new OperationsDashboard(this, 'Dashboard', {
      title: `${this.plan.props.application} ${this.plan.props.environment}`,
      loadBalancer: { ...this.loadBalancerNames, p99LatencyMs: this.plan.props.stage.kpis.p99LatencyMs },
      virtualMachines: vmGroup && { autoScalingGroupName: vmGroup.autoScalingGroup.autoScalingGroupName },
      services: this.fargateServices,
      database: this.databaseIdentifiers,
      cache: cache && { replicationGroupId: cache.replicationGroup.ref, ...this.plan.sizes.cache },
      queue: { queueName: queue.queue.queueName, deadLetterQueueName: queue.deadLetterQueue.queueName },
    });
  }

  private createOffHours(): void {
    const { offHours } = this.plan.props;
    if (!offHours) {
      return;
    }
    const { vmGroup } = this.service;
    new OffHours(this, 'OffHours', {
      ...offHours,
      autoScalingGroupNames: vmGroup ? [vmGroup.autoScalingGroup.autoScalingGroupName] : [],
      services: this.fargateServices.map(({ clusterName, serviceName }) => ({ clusterName, serviceName })),
      databaseInstanceIdentifiers: [this.data.database.instance.instanceIdentifier],
      alarmActions: this.policy.actions,
    });
  }
}
