import {
  AuroraOriginKind,
  CacheReplication,
  CacheSizing,
  GrowthPlatformProps,
  RegionPhase,
  RegionRouting,
  SecondaryRegion,
  ServiceSizing,
  StageSizes,
} from '../lib';
import { DocumentRegion } from './regions-document';
import { ResolvedGrowth } from './resolve';

/**
 * What a resolved configuration means for the platform: the same properties, with the stage itself instead of its name.
 *
 * @param growth the configuration with its stage and step
 */
export function platformProps({ config, stage, shape }: ResolvedGrowth): GrowthPlatformProps {
  const {
    stage: _stage,
    step: _step,
    live: _live,
    users: _users,
    signals: _signals,
    sizes: _sizes,
    secondaryRegions,
    auroraOrigin,
    regionRouting,
    cacheReplication,
    ...rest
  } = config;
  const sizes = shape?.sizes ?? stage.sizes;
  return {
    ...rest,
    stage,
    ...(shape ? { shape } : {}),
    // The values are those of the enums: the schema admits no others.
    ...(auroraOrigin ? { auroraOrigin: auroraOrigin as AuroraOriginKind } : {}),
    ...(regionRouting ? { regionRouting: regionRouting as RegionRouting } : {}),
    ...(cacheReplication ? { cacheReplication: cacheReplication as CacheReplication } : {}),
    ...(secondaryRegions ? { secondaryRegions: secondaryRegions.map((region) => regionProps(region, sizes)) } : {}),
  };
}

/** A Region with the sizes of the stage where it has none of its own. */
function regionProps({ phase, web, worker, cache, ...rest }: DocumentRegion, sizes: StageSizes): SecondaryRegion {
  return {
    ...rest,
    ...(phase ? { phase: phase as RegionPhase } : {}),
    ...(web && sizes.web ? { web: { ...sizes.web, ...web } as ServiceSizing } : {}),
    ...(worker && sizes.worker ? { worker: { ...sizes.worker, ...worker } as ServiceSizing } : {}),
    ...(cache && sizes.cache ? { cache: { ...sizes.cache, ...cache } as CacheSizing } : {}),
  };
}
