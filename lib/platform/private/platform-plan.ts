import { ComputeKind, ServiceSizing, StageSizes, VmSizing } from '../../core/stage-sizing';
import { RegionPhase, WorkerPlacement } from '../../core/stage-transition';
import { CidrPlan } from '../../network';
import { GrowthPlatformProps, SecondaryRegion } from '../growth-platform-props';
import { DatabasePlan, databasePlanOf } from './database-plan';

/** Names of the target groups; construct ids, fixed for ever. */
export const VM_ROUTE = 'Vm';
export const CONTAINER_ROUTE = 'Containers';

/** One Region of the platform. */
export interface Place {
  readonly region: string;
  readonly availabilityZones: string[];
  readonly cidr: string;
  readonly isHome: boolean;
}

/** What the platform builds, after stage, transition step and the user's settings have been weighed. */
export interface PlatformPlan {
  readonly props: GrowthPlatformProps;
  /** The Region that this plan is for. */
  readonly place: Place;
  readonly production: boolean;
  readonly port: number;
  readonly sizes: StageSizes;
  readonly database: DatabasePlan;
  readonly vm?: VmPlan;
  readonly containers?: ContainerPlan;
  readonly firewall: boolean;
  /** Whether readers and cache are scaled. */
  readonly scaling: boolean;
  /** Whether the global database, the global tables and the copies of secrets and images exist. */
  readonly global: boolean;
  /**
   * The Regions besides the home Region that get copies of what is global; empty where nothing is. They exist, or are
   * about to.
   */
  readonly copyRegions: string[];
  /** Host of the writer endpoint of the global database, where it is used. */
  readonly globalWriterHost?: string;
  /** The other Regions that exist; empty on the plan of one of them. */
  readonly others: RegionPlan[];
  /** Name of the private zone of the reader alias. */
  readonly zoneName: string;
}

/** A Region besides the home Region. */
export interface RegionPlan extends PlatformPlan {
  readonly phase: RegionPhase;
  readonly headless: boolean;
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
  const sizes = sizesOf(props);
  const phase =
    sizes.regions > 1 || props.shape?.regionPhase !== undefined
      ? (props.shape?.regionPhase ?? RegionPhase.SERVE)
      : RegionPhase.NONE;
  const global = props.shape?.globalDatabase ?? props.stage.sizes.regions > 1;
  const home: PlatformPlan = {
    props,
    place: placeOf(props, props, true),
    sizes,
    production: props.production ?? props.environment === 'production',
    port: props.port ?? 8080,
    database: databasePlanOf(props, sizes),
    vm: vmOf(props, sizes),
    containers: containersOf(props, sizes),
    firewall: props.firewall?.enabled ?? sizes.firewall,
    scaling: props.shape?.scaling ?? true,
    global,
    copyRegions: global ? (props.secondaryRegions ?? []).map(({ region }) => region) : [],
    globalWriterHost: (props.shape?.globalWriter ?? global) ? props.globalWriterEndpoint : undefined,
    others: [],
    zoneName: `${props.application}-${props.environment}.internal`,
  };
  return {
    ...home,
    others:
      phase === RegionPhase.NONE
        ? []
        : (props.secondaryRegions ?? []).map((region) => regionPlanOf(home, region, phase)),
  };
}

/** Every Region of a plan, the home Region first. */
export function placesOf(plan: PlatformPlan): Place[] {
  return [plan.place, ...plan.others.map(({ place }) => place)];
}

function placeOf(
  { networkIndex }: GrowthPlatformProps,
  { region, availabilityZones }: Pick<SecondaryRegion, 'region' | 'availabilityZones'>,
  isHome: boolean,
): Place {
  return { region, availabilityZones, cidr: CidrPlan.forRegion(region, networkIndex ?? 0), isHome };
}

/** The plan of a further Region: that of the home Region with what the user sizes otherwise there. */
function regionPlanOf(home: PlatformPlan, region: SecondaryRegion, stagePhase: RegionPhase): RegionPlan {
  const { database, cache, ...sizes } = home.sizes;
  const regional: StageSizes = {
    ...sizes,
    database: {
      ...database,
      instanceType: region.databaseInstanceType ?? database.instanceType,
      readReplicas: region.readReplicas ?? database.readReplicas,
    },
    cache: region.cache ?? cache,
  };
  return {
    ...home,
    place: placeOf(home.props, region, false),
    sizes: regional,
    database: { ...home.database, instance: undefined, cluster: regional.database },
    containers: home.containers && {
      ...home.containers,
      web: region.web ?? home.containers.web,
      worker: home.containers.worker && (region.worker ?? home.containers.worker),
    },
    phase: region.phase ?? stagePhase,
    headless: region.headless ?? false,
  };
}

/** The sizes while a step is deployed, otherwise those of the stage. */
export function sizesOf({ stage, shape }: GrowthPlatformProps): StageSizes {
  return shape?.sizes ?? stage.sizes;
}

function vmOf({ stage, shape, workerCommand }: GrowthPlatformProps, sizes: StageSizes): VmPlan | undefined {
  const hasWorker = workerCommand !== undefined;
  if (shape?.keepVmGroup && shape.vm) {
    const runsWorker = hasWorker && shape.workersOn === WorkerPlacement.VM;
    return {
      stage: shape.vmStage ?? stage.name,
      sizing: shape.vm,
      weight: shape.vmWeight,
      runsWorker,
      usesSharedCache: shape.vmUsesSharedState,
      usesProxy: shape.vmUsesSharedState,
    };
  }
  if (sizes.compute !== ComputeKind.VM_GROUP || !sizes.vm) {
    return undefined;
  }
  return {
    stage: stage.name,
    sizing: sizes.vm,
    weight: 100,
    runsWorker: hasWorker,
    usesSharedCache: sizes.cache !== undefined,
    usesProxy: sizes.database.proxy,
  };
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
