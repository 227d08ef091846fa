import { ComputeKind, DatabaseSizing, ServiceSizing, StageSizes, VmSizing } from '../../core/stage-sizing';
import { TransitionShape, WorkerPlacement } from '../../core/stage-transition';
import { GrowthPlatformProps } from '../growth-platform-props';

/** Names of the target groups; construct ids, fixed for ever. */
export const VM_ROUTE = 'Vm';
export const CONTAINER_ROUTE = 'Containers';

/** What the platform builds, after stage, transition step and the user's settings have been weighed. */
export interface PlatformPlan {
  readonly props: GrowthPlatformProps;
  readonly production: boolean;
  readonly port: number;
  readonly sizes: StageSizes;
  readonly database: DatabaseSizing;
  readonly vm?: VmPlan;
  readonly containers?: ContainerPlan;
  readonly firewall: boolean;
  /** Name of the private zone of the reader alias. */
  readonly zoneName: string;
}

/** The virtual machine group, while it exists. */
export interface VmPlan {
  /** Name of the stage that the machines belong to. */
  readonly stage: string;
  readonly sizing: VmSizing;
  readonly weight: number;
  readonly runsWorker: boolean;
  readonly usesSharedCache: boolean;
  readonly usesProxy: boolean;
}

/** The Fargate services, while they exist. */
export interface ContainerPlan {
  readonly web: ServiceSizing;
  readonly worker?: ServiceSizing;
  readonly weight: number;
}

/** Decides what is built. The order of precedence: transition step, the user's settings, stage. */
export function planOf(props: GrowthPlatformProps): PlatformPlan {
  const { sizes } = props.stage;
  return {
    props,
    sizes,
    production: props.production ?? props.environment === 'production',
    port: props.port ?? 8080,
    database: databaseOf(sizes.database, props.shape),
    vm: vmOf(props, sizes),
    containers: containersOf(props, sizes),
    firewall: props.firewall?.enabled ?? sizes.firewall,
    zoneName: `${props.application}-${props.environment}.internal`,
  };
}

function databaseOf(sizing: DatabaseSizing, shape?: TransitionShape): DatabaseSizing {
  return shape === undefined
    ? sizing
    : {
        ...sizing,
        multiAz: shape.databaseMultiAz,
        instanceType: shape.databaseInstanceType,
        readReplicas: shape.databaseReadReplicas,
      };
}

function vmOf({ stage, shape, workerCommand }: GrowthPlatformProps, sizes: StageSizes): VmPlan | undefined {
  const hasWorker = workerCommand !== undefined;
  if (shape?.keepVmGroup && shape.vm) {
    const runsWorker = hasWorker && shape.workersOn === WorkerPlacement.VM;
    return { stage: shape.vmStage ?? stage.name, sizing: shape.vm, weight: shape.vmWeight, runsWorker, usesSharedCache: shape.vmUsesSharedState, usesProxy: shape.vmUsesSharedState };
  }
  if (sizes.compute !== ComputeKind.VM_GROUP || !sizes.vm) {
    return undefined;
  }
  return { stage: stage.name, sizing: sizes.vm, weight: 100, runsWorker: hasWorker, usesSharedCache: sizes.cache !== undefined, usesProxy: sizes.database.proxy };
}

function containersOf({ shape, workerCommand }: GrowthPlatformProps, sizes: StageSizes): ContainerPlan | undefined {
  if (sizes.compute !== ComputeKind.FARGATE || !sizes.web) {
    return undefined;
  }
  // While the VM works on the queue there is no second kind of worker: one place to look at, one to roll back to.
  const workersOnVm = shape?.workersOn === WorkerPlacement.VM;
  return {
    web: sizes.web,
    worker: workerCommand && !workersOnVm ? sizes.worker : undefined,
    weight: shape?.containerWeight ?? 100,
  };
}
