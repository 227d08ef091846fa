import {
  CacheSizing,
  DatabaseKind,
  DatabaseMigrationPhase,
  GrowthStage,
  RegionPhase,
  ServiceSizing,
  SizeSource,
  StageSizes,
  StepSettings,
} from '../../lib';
import { DeploymentPoint, GrowthStages, GrowthPath, StageTransitions } from '../../stages';

/** One deployment of the chain: what goes on the command line, and what must be there afterwards. */
export interface Deployment {
  /** The place, as `-c live` takes it: `containers`, or `aurora:expand`. */
  readonly name: string;

  /** Name of its cloud assembly: deployments that ask for the same share one. */
  readonly assembly: string;

  /** The values of `-c`. */
  readonly context: readonly string[];

  /** The stage that the platform builds. */
  readonly stage: GrowthStage;

  /** The stage that the sizes of the source come from, while a transition is under way. */
  readonly source: GrowthStage;

  /** The knobs of the step; nothing outside a transition. */
  readonly shape?: StepSettings;

  /** Whether it undoes steps. */
  readonly isBack?: boolean;

  /** Stateful resources that have to go, by `part/logical id`; all others have to stay. */
  readonly leaving: RegExp;
}

/** A way back that is walked, and then forward again. */
interface Detour {
  readonly at: string;
  readonly back: string;
}

const DETOURS: readonly Detour[] = [
  { at: 'containers:shift-50', back: 'containers:share-state' },
  { at: 'containers:database-replicas', back: 'containers:cut-over' },
  { at: 'aurora:readers', back: 'aurora:cut-over' },
  { at: 'multi-region:replicate', back: 'multi-region:regions' },
];

const NOTHING = /^$/;
const OLD_REPLICAS = /^data\/DatabaseReplica\d/;
const OLD_INSTANCE = /^data\/DatabaseInstance/;
const READERS = /^data\/AuroraMember[2-9]/;

/** What a deployment has to remove of what holds data, or copies of it. */
const LEAVING: Readonly<Record<string, RegExp>> = {
  'back to containers:cut-over': OLD_REPLICAS,
  'back to aurora:cut-over': READERS,
  'aurora:release': OLD_REPLICAS,
  'aurora:contract': OLD_INSTANCE,
};

/** From the first stage to a last one, step by step, with the detours; each place says what is live before it. */
export function chain(lastStage: string): Deployment[] {
  const all = GrowthPath.points();
  const last = all.findIndex((place) => GrowthPath.nameOf(place) === lastStage);
  const places = all.slice(0, last + 1);
  const found: Deployment[] = [];
  const walk = (from: number, to: number): void =>
    places.slice(from, to + 1).forEach((place) => found.push(deployment(place, found[found.length - 1]?.name, false)));
  places.forEach((place, index) => {
    walk(index, index);
    const detour = DETOURS.find(({ at }) => at === GrowthPath.nameOf(place));
    if (detour) {
      const start = places.findIndex((candidate) => GrowthPath.nameOf(candidate) === detour.back);
      found.push(deployment(places[start], detour.at, true));
      walk(start + 1, index);
    }
  });
  return found;
}

function deployment(
  { stage: stageName, step: stepName }: DeploymentPoint,
  live: string | undefined,
  isBack: boolean,
): Deployment {
  const name = GrowthPath.nameOf({ stage: stageName, step: stepName });
  const stage = GrowthStages.byName(stageName);
  const transition = StageTransitions.leadingTo(stageName);
  const step = transition && stepName !== undefined ? StageTransitions.stepByName(transition, stepName) : undefined;
  const label = isBack ? `back to ${name}` : name;
  return {
    name,
    assembly: label.replace(/[: ]/g, '-'),
    context: [
      `stage=${stageName}`,
      ...(stepName === undefined ? [] : [`step=${stepName}`]),
      ...(live === undefined ? [] : [`live=${live}`]),
    ],
    stage,
    source: transition && step ? GrowthStages.byName(transition.source) : stage,
    shape: step?.shape,
    isBack,
    leaving: LEAVING[label] ?? NOTHING,
  };
}

/**
 * The sizes that a knob of the step names: those of the stage that is being left, or of the one that is being entered.
 */
function sizesOf({ stage, source }: Deployment, origin: SizeSource | undefined): StageSizes {
  return (origin === SizeSource.SOURCE ? source : stage).sizes;
}

/** Which databases there must be, and which of them serves. */
export function expectedLife({ stage, shape }: Deployment): DatabaseMigrationPhase {
  const isInstance = stage.sizes.database.kind === DatabaseKind.RDS_INSTANCE;
  return isInstance
    ? DatabaseMigrationPhase.INSTANCE
    : (shape?.databaseMigrationPhase ?? DatabaseMigrationPhase.CLUSTER);
}

/** What the database must be after a deployment: each property from the stage that the step names. */
export function expectedDatabase(deployment: Deployment): StageSizes['database'] {
  const { stage, source, shape } = deployment;
  if (expectedLife(deployment) !== DatabaseMigrationPhase.INSTANCE) {
    // The old instance stays what it was at the stage that is being left.
    return {
      ...source.sizes.database,
      readReplicas:
        shape?.databaseMigrationPhase === DatabaseMigrationPhase.RELEASED ? 0 : source.sizes.database.readReplicas,
    };
  }
  return {
    ...stage.sizes.database,
    instanceType: sizesOf(deployment, shape?.databaseInstanceType).database.instanceType,
    multiAz: sizesOf(deployment, shape?.databaseMultiAz).database.multiAz,
    readReplicas: sizesOf(deployment, shape?.databaseReadReplicas).database.readReplicas,
  };
}

/** What the cluster must be after a deployment. */
export function expectedCluster(deployment: Deployment): {
  readonly instanceType: string;
  readonly members: number;
  readonly maxReaders?: number;
} {
  const { shape } = deployment;
  const { readReplicas, maxReaders } = sizesOf(deployment, shape?.databaseReadReplicas).database;
  const { instanceType } = sizesOf(deployment, shape?.databaseInstanceType).database;
  return {
    instanceType,
    members: shape?.auroraReaders === false ? 1 : 1 + readReplicas,
    ...(shape?.scaling === false ? {} : { maxReaders }),
  };
}

/** What the shared cache must be after a deployment. */
export function expectedCache(deployment: Deployment): CacheSizing | undefined {
  const { stage, shape } = deployment;
  const nodes = sizesOf(deployment, shape?.cacheNodes).cache ?? stage.sizes.cache;
  const shards = sizesOf(deployment, shape?.cacheShards).cache ?? stage.sizes.cache;
  if (!nodes || !shards) {
    return undefined;
  }
  const { nodeType, replicasPerShard } = nodes;
  const fixed = { nodeType, replicasPerShard, shards: shards.shards };
  return shape?.scaling === false || !shards.maxShards ? fixed : { ...fixed, maxShards: shards.maxShards };
}

/** The sizes of the services after a deployment, and whether they are deployed by canary. */
export function expectedServices(deployment: Deployment): {
  readonly web?: ServiceSizing;
  readonly worker?: ServiceSizing;
  readonly canary: boolean;
} {
  const { web, worker, canary } = sizesOf(deployment, deployment.shape?.services);
  const { web: otherWeb, worker: otherWorker } = deployment.stage.sizes;
  return { web: web ?? otherWeb, worker: worker ?? otherWorker, canary: canary === true };
}

/** What there must be of several Regions after a deployment. */
export function expectedGlobals({ stage, shape }: Deployment): {
  readonly database: boolean;
  readonly phase: RegionPhase;
  readonly writer: boolean;
} {
  if (stage.sizes.regions === 1) {
    return { database: false, phase: RegionPhase.NONE, writer: false };
  }
  return {
    database: shape?.globalDatabase ?? true,
    phase: shape?.regionPhase ?? RegionPhase.SERVE,
    writer: shape?.globalWriter ?? true,
  };
}
