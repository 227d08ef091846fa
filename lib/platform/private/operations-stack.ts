import { Construct } from 'constructs';
import { DatabaseKind } from '../../core/stage-sizing';
import { OffHours } from '../../finops';
import {
  DashboardSection,
  LoadBalancerAlarms,
  OnCallTopic,
  OperationsDashboard,
  ReplicationLagAlarms,
  ServiceAlarms,
  ServiceSectionOptions,
  SloAlarms,
  VmAlarms,
} from '../../operations';
import { GrowthStack } from './growth-stack';
import { CONTAINER_ROUTE, PlatformPlan, VM_ROUTE } from './platform-plan';
import { ServiceStack } from './service-stack';
import { allStores, inWorkloadOrder, RegionalStores } from './stores';
import { ReplicationSources } from './stores/store';

/** Alarms, dashboard, on-call topic and off-hours. */
export class OperationsStack extends GrowthStack {
  public readonly topic: OnCallTopic;

  constructor(
    scope: Construct,
    plan: PlatformPlan,
    private readonly stores: RegionalStores,
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
    const [database, ...others] = inWorkloadOrder(this.stores);
    database.addAlarms(this, this.policy);
    this.createReplicationAlarms();
    others.forEach((store) => store.addAlarms(this, this.policy));
    allStores(this.stores).forEach((store) => store.addScaling(this));
  }

  /** One set of alarms for everything that is copied to or from this Region. */
  private createReplicationAlarms(): void {
    if (this.plan.otherRegions.length > 0) {
      const copied: ReplicationSources[] = allStores(this.stores).map((store) => store.replication());
      const sources: ReplicationSources = Object.assign({}, ...copied);
      new ReplicationLagAlarms(this, 'ReplicationAlarms', { ...this.policy, ...sources });
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

  /** From stage aurora on. Earlier stages have too few requests for an error rate to mean much. */
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
    // After a canary deployment, either of the two groups can be the active one.
    const alternate =
      loadBalancer.canaryRuleArn === undefined ? [] : [loadBalancer.alternateTargetGroup(CONTAINER_ROUTE)];
    return {
      loadBalancerFullName: loadBalancer.loadBalancer.loadBalancerFullName,
      targetGroupFullNames: [...routes, ...alternate].map((group) => group.targetGroupFullName),
    };
  }

  private createDashboard(): void {
    const { application, environment } = this.plan.props;
    const { isHome, name } = this.plan.region;
    new OperationsDashboard(this, 'Dashboard', {
      title: [application, environment, ...(isHome ? [] : [name])].join(' '),
      sections: [...this.computeSections(), ...allStores(this.stores).flatMap((store) => store.dashboardSections())],
    });
  }

  private computeSections(): DashboardSection[] {
    const { vmGroup } = this.service;
    const { p99LatencyMs } = this.plan.props.stage.kpis;
    const machines = vmGroup && { autoScalingGroupName: vmGroup.autoScalingGroup.autoScalingGroupName };
    const services = this.fargateServices;
    return [
      DashboardSection.loadBalancer({ ...this.loadBalancerNames, p99LatencyMs }),
      ...(machines ? [DashboardSection.virtualMachines(machines)] : []),
      ...(services.length > 0 ? [DashboardSection.services(services)] : []),
    ];
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
      databaseInstanceIdentifiers: this.stores.database.stoppableInstances,
      // Not muted: off-hours exist only outside production, so their alarms would never reach anybody.
      alarmActions: this.policy.actions,
    });
  }
}
