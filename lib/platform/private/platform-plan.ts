import { ComputeKind, ServiceSizing, StageSizes, VmSizing } from '../../core/stage-sizing';
import { RegionPhase, WorkerPlacement } from '../../core/stage-transition';
import { CidrPlan } from '../../network';
import { GrowthPlatformProps, SecondaryRegion } from '../growth-platform-props';
import { DatabasePlan, databasePlanOf } from './database-plan';

/** Names of the target groups. They are construct ids, and never change. */
export const VM_ROUTE = 'Vm';
export const CONTAINER_ROUTE = 'Containers';

/** One Region of the platform. */
export interface PlatformRegion {
  readonly name: string;
  readonly availabilityZones: string[];
  readonly cidr: string;
  readonly isHome: boolean;
}

/** What the platform builds, which follows from the stage, the step and the user's settings. */
export interface PlatformPlan {
  readonly props: GrowthPlatformProps;
  /** The Region that this plan is for. */
  readonly region: PlatformRegion;
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
   * Secondary Regions that receive global data, whether deployed yet or not; empty before the global database exists.
   */
  readonly copyRegions: string[];
  /** Host of the writer endpoint of the global database; undefined if applications do not use it. */
  readonly globalWriterHost?: string;
  /** The other Regions that exist. */
  readonly otherRegions: PlatformRegion[];
  /** The plans of the secondary Regions that exist; empty on the plan of a secondary Region. */
  readonly secondaries: RegionPlan[];
  /** Name of the private zone of the reader alias. */
  readonly zoneName: string;
}

/** What the platform builds in a secondary Region. */
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
  const phase = regionPhaseOf(props);
  const secondaryRegions = phase === RegionPhase.NONE ? [] : (props.secondaryRegions ?? []);
  const home = homePlanOf(
    props,
    secondaryRegions.map((region) => regionOf(props, region, false)),
  );
  return { ...home, secondaries: secondaryRegions.map((region) => regionPlanOf(home, region, phase)) };
}

/** Regions that hold copies of the global data of the Region of a plan, whether deployed yet or not. */
export function otherCopyRegions({ props, copyRegions, region }: PlatformPlan): string[] {
  return [props.region, ...copyRegions].filter((name) => name !== region.name);
}

function regionPhaseOf(props: GrowthPlatformProps): RegionPhase {
  const hasSecondaries = sizesOf(props).regions > 1 || props.shape?.regionPhase !== undefined;
  return hasSecondaries ? (props.shape?.regionPhase ?? RegionPhase.SERVE) : RegionPhase.NONE;
}

/** The plan of the home Region, without those of the secondary Regions. */
function homePlanOf(props: GrowthPlatformProps, otherRegions: PlatformRegion[]): PlatformPlan {
  const sizes = sizesOf(props);
  const global = props.shape?.globalDatabase ?? props.stage.sizes.regions > 1;
  return {
    props,
    region: regionOf(props, props, true),
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
    otherRegions,
    secondaries: [],
    zoneName: `${props.application}-${props.environment}.internal`,
  };
}

function regionOf(
  { networkIndex }: GrowthPlatformProps,
  { region, availabilityZones }: Pick<SecondaryRegion, 'region' | 'availabilityZones'>,
  isHome: boolean,
): PlatformRegion {
  return { name: region, availabilityZones, cidr: CidrPlan.forRegion(region, networkIndex ?? 0), isHome };
}

/** The plan of a secondary Region: that of the home Region with the sizes that the user gives the Region. */
function regionPlanOf(home: PlatformPlan, secondary: SecondaryRegion, stagePhase: RegionPhase): RegionPlan {
  const region = regionOf(home.props, secondary, false);
  const sizes = regionalSizes(home.sizes, secondary);
  return {
    ...home,
    region,
    otherRegions: [home.region, ...home.otherRegions.filter(({ name }) => name !== region.name)],
    sizes,
    database: { ...home.database, instance: undefined, cluster: sizes.database },
    containers: home.containers && {
      ...home.containers,
      web: secondary.web ?? home.containers.web,
      worker: home.containers.worker && (secondary.worker ?? home.containers.worker),
    },
    phase: secondary.phase ?? stagePhase,
    headless: secondary.headless ?? false,
  };
}

function regionalSizes({ database, cache, ...sizes }: StageSizes, secondary: SecondaryRegion): StageSizes {
  return {
    ...sizes,
    database: {
      ...database,
      instanceType: secondary.databaseInstanceType ?? database.instanceType,
      readReplicas: secondary.readReplicas ?? database.readReplicas,
    },
    cache: secondary.cache ?? cache,
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
  // Workers run in one place at a time: on the VM, or as containers.
  const workersOnVm = shape?.workersOn === WorkerPlacement.VM;
  return {
    web: sizes.web,
    worker: workerCommand && !workersOnVm ? sizes.worker : undefined,
    weight: shape?.containerWeight ?? 100,
  };
}
