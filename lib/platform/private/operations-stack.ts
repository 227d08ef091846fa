import { Construct } from 'constructs';
import { DatabaseKind } from '../../core/stage-sizing';
import { OffHours } from '../../finops';
import {
  CacheAlarms,
  LoadBalancerAlarms,
  DashboardSection,
  OnCallTopic,
  OperationsDashboard,
  ServiceAlarms,
  ServiceSectionOptions,
  SloAlarms,
  VmAlarms,
} from '../../operations';
import { WorkQueueAlarms } from '../../queue';
import { dashboardDatabase, addStoreScaling, watchDatabases } from './database-monitoring';
import { GrowthStack } from './growth-stack';
import { CONTAINER_ROUTE, PlatformPlan, VM_ROUTE } from './platform-plan';
import { RegionalData } from './regional-data';
import { ServiceStack } from './service-stack';

/** Alarms, dashboard, on-call topic and off-hours: everything that watches, nothing that is watched. */
export class OperationsStack extends GrowthStack {
  public readonly topic: OnCallTopic;

  constructor(
    scope: Construct,
    plan: PlatformPlan,
    private readonly data: RegionalData,
    private readonly service: ServiceStack,
  ) {
    super(scope, 'Operations', {
      plan,
      part: 'operations',
      description: 'Alarms, dashboard and off-hours',
      tagStage: true,
    });
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

  private get fargateServices(): ServiceSectionOptions[] {
    const { cluster, web, worker } = this.service;
    const clusterName = cluster?.cluster.clusterName ?? '';
    return [
      ...(web ? [{ label: 'Web', clusterName, serviceName: web.service.serviceName }] : []),
      ...(worker ? [{ label: 'Worker', clusterName, serviceName: worker.service.serviceName }] : []),
    ];
  }

  private createDataAlarms(): void {
    const { cache, queue } = this.data;
    const { sizes } = this.plan;
    watchDatabases(this, { plan: this.plan, data: this.data, policy: this.policy });
    new WorkQueueAlarms(this, 'QueueAlarms', {
      ...this.policy,
      queue: queue.queue,
      deadLetterQueue: queue.deadLetterQueue,
    });
    if (cache && sizes.cache) {
      const { shards, replicasPerShard } = sizes.cache;
      new CacheAlarms(this, 'CacheAlarms', {
        ...this.policy,
        replicationGroupId: cache.replicationGroup.ref,
        shards,
        replicasPerShard,
      });
    }
    addStoreScaling(this, this.plan, this.data);
  }

  private createServiceAlarms(): void {
    const { vmGroup } = this.service;
    new LoadBalancerAlarms(this, 'LoadBalancerAlarms', {
      ...this.policy,
      ...this.loadBalancerNames,
      p99LatencyMs: this.plan.props.stage.kpis.p99LatencyMs,
      errorRatePercent: this.plan.props.stage.kpis.errorRatePercent,
    });
    this.createSloAlarms();
    if (vmGroup) {
      new VmAlarms(this, 'VmAlarms', {
        ...this.policy,
        autoScalingGroupName: vmGroup.autoScalingGroup.autoScalingGroupName,
      });
    }
    for (const { label, ...names } of this.fargateServices) {
      const minTasks = label === 'Web' ? this.plan.containers?.web.minTasks : this.plan.containers?.worker?.minTasks;
      new ServiceAlarms(this, `${label}Alarms`, { ...this.policy, ...names, minTasks });
    }
  }

  /** From stage aurora on: below, there are too few requests for a share of failures to say much. */
  private createSloAlarms(): void {
    const { uptimePercent, p99LatencyMs } = this.plan.props.stage.kpis;
    if (this.plan.sizes.database.kind !== DatabaseKind.RDS_INSTANCE) {
      const { loadBalancerFullName } = this.loadBalancerNames;
      new SloAlarms(this, 'SloAlarms', { ...this.policy, loadBalancerFullName, uptimePercent, p99LatencyMs });
    }
  }

  private get loadBalancerNames() {
    const { loadBalancer } = this.service;
    const routes = [...(this.plan.vm ? [VM_ROUTE] : []), ...(this.plan.containers ? [CONTAINER_ROUTE] : [])].map((id) =>
      loadBalancer.targetGroup(id),
    );
    // After a canary either of its two groups can be the one that answers.
    const alternate =
      loadBalancer.canaryRuleArn === undefined ? [] : [loadBalancer.alternateTargetGroup(CONTAINER_ROUTE)];
    return {
      loadBalancerFullName: loadBalancer.loadBalancer.loadBalancerFullName,
      targetGroupFullNames: [...routes, ...alternate].map((group) => group.targetGroupFullName),
    };
  }

  private createDashboard(): void {
    const { cache, queue } = this.data;
    const { vmGroup } = this.service;
    new OperationsDashboard(this, 'Dashboard', {
      title: [
        this.plan.props.application,
        this.plan.props.environment,
        ...(this.plan.place.isHome ? [] : [this.plan.place.region]),
      ].join(' '),
      sections: [
        DashboardSection.loadBalancer({
          ...this.loadBalancerNames,
          p99LatencyMs: this.plan.props.stage.kpis.p99LatencyMs,
        }),
        ...(vmGroup
          ? [
              DashboardSection.virtualMachines({
                autoScalingGroupName: vmGroup.autoScalingGroup.autoScalingGroupName,
              }),
            ]
          : []),
        ...(this.fargateServices.length > 0 ? [DashboardSection.services(this.fargateServices)] : []),
        ...dashboardDatabase(this.data),
        ...(cache
          ? [
              DashboardSection.cache({
                replicationGroupId: cache.replicationGroup.ref,
                shards: cache.shards,
                replicasPerShard: cache.replicasPerShard,
              }),
            ]
          : []),
        DashboardSection.queue({
          queueName: queue.queue.queueName,
          deadLetterQueueName: queue.deadLetterQueue.queueName,
        }),
      ],
    });
  }

  /**
   * A cluster is never stopped, it can pause; and an instance that is being copied into one can't be stopped either.
   */
  private get stoppableInstances(): string[] {
    const { instance, cluster } = this.data.database;
    return instance && !cluster ? [instance.instance.instanceIdentifier] : [];
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
      databaseInstanceIdentifiers: this.stoppableInstances,
      // Off-hours exist only outside production: muted, their alarms could never reach anybody.
      alarmActions: this.policy.actions,
    });
  }
}
