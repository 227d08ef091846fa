import { GrowthPlatformProps } from '../../lib';
import { ResolvedGrowth } from './resolve';

/**
 * What a resolved configuration means for the platform: the same properties, with the stage itself instead of its name.
 *
 * @param growth the configuration with its stage and step
 */
export function platformProps({ config, stage, shape }: ResolvedGrowth): GrowthPlatformProps {
  const { stage: _stage, step: _step, users: _users, signals: _signals, sizes: _sizes, ...rest } = config;
  return { ...rest, stage, ...(shape ? { shape } : {}) };
}
