import { got, Problems } from '../../core/problems';
import { RegionPhase } from '../../core/stage-transition';
import { CacheReplication, GrowthPlatformProps, RegionRouting } from '../growth-platform-props';
import { MAX_CACHE_SECONDARIES } from './global-names';

/** Records the problems of the secondary Regions, and of the options that exist because of them. */
export function validateRegions(props: GrowthPlatformProps, problems: Problems): void {
  validateSecondaryRegions(props, problems);
  validateResidency(props, problems);
  validateCopies(props, problems);
}

/** Records a problem unless the names are three different Availability Zones of the Region. */
export function validateZones(name: string, region: string, zones: string[], problems: Problems): void {
  const own = zones.filter((zone) => zone.startsWith(region) && zone.length > region.length);
  problems.require(
    new Set(own).size === 3 && zones.length === 3,
    `\`${name}\` must be three different Availability Zones of ${region}, got: ${got(zones)}; ` +
      `choose from \`aws ec2 describe-availability-zones --region ${region}\``,
  );
}

function validateSecondaryRegions(
  { stage, shape, region, secondaryRegions = [] }: GrowthPlatformProps,
  problems: Problems,
): void {
  const wanted = stage.sizes.regions > 1 && shape?.regionPhase !== RegionPhase.NONE;
  const names = secondaryRegions.map((secondary) => secondary.region);
  problems.require(
    !wanted || (names.length >= 1 && names.length <= 4),
    `\`secondaryRegions\` must name 1 to 4 Regions at stage ${stage.name}, got: ${names.length}; ` +
      'give each with three Availability Zones',
  );
  problems.require(
    new Set([region, ...names]).size === names.length + 1,
    `\`secondaryRegions\` must be different from each other and from \`region\` ${region}, got: ${got(names)}; ` +
      'name each Region once',
  );
  secondaryRegions.forEach((secondary, index) =>
    validateZones(
      `secondaryRegions[${index}].availabilityZones`,
      secondary.region,
      secondary.availabilityZones,
      problems,
    ),
  );
}

/** A residency rule may name any Region of the platform, and must name one that serves. */
function validateResidency(
  { region, secondaryRegions = [], residency = [] }: GrowthPlatformProps,
  problems: Problems,
): void {
  const all = [region, ...secondaryRegions.map((secondary) => secondary.region)];
  const serving = secondaryRegions
    .filter(({ phase = RegionPhase.SERVE }) => phase === RegionPhase.SERVE)
    .map((secondary) => secondary.region);
  residency.forEach(({ regions }, index) => {
    problems.require(
      serving.length === 0 || regions.some((name) => name === region || serving.includes(name)),
      `\`residency[${index}].regions\` must hold a Region that serves, got: ${got(regions)}; ` +
        'set its `phase` to serve first, or change the rule',
    );
    problems.require(
      regions.length > 0 && regions.every((name) => all.includes(name)),
      `\`residency[${index}].regions\` must name Regions of the platform (${all.join(', ')}), got: ${got(regions)}; ` +
        'remove the others, or add them to `secondaryRegions`',
    );
  });
}

/** The limits of the copies of database and cache in the secondary Regions. */
function validateCopies(
  { secondaryRegions = [], globalWriteForwarding, cacheReplication, regionRouting }: GrowthPlatformProps,
  problems: Problems,
): void {
  problems.require(
    !globalWriteForwarding || secondaryRegions.length === 0 || secondaryRegions.some(({ headless }) => !headless),
    '`globalWriteForwarding` must be false if every secondary Region is headless, got: true; ' +
      'set `headless` of a Region to false, or remove `globalWriteForwarding`',
  );
  const isGlobal = cacheReplication === CacheReplication.GLOBAL;
  problems.require(
    !isGlobal || secondaryRegions.length <= MAX_CACHE_SECONDARIES,
    `\`secondaryRegions\` must name at most ${MAX_CACHE_SECONDARIES} Regions with \`cacheReplication\` global, ` +
      `got: ${secondaryRegions.length}; remove Regions, or set \`cacheReplication\` to regional`,
  );
  problems.require(
    !isGlobal || regionRouting === RegionRouting.FAILOVER,
    '`cacheReplication` must be regional unless `regionRouting` is failover, got: "global"; ' +
      'a copy of the cache can only be read, so users in its Region could not sign in',
  );
}
