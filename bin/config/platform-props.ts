import { GrowthPlatformProps } from '../../lib';
import { GrowthDocument } from './growth-document';
import { ResolvedGrowth } from './resolve';

/**
 * What a resolved configuration means for the platform.
 *
 * @param growth the configuration with its stage and step
 */
export function platformProps({ config, stage, shape }: ResolvedGrowth): GrowthPlatformProps {
  const { image, firewall, stage: _stage, step: _step, users: _users, signals: _signals, sizes: _sizes, ...rest } = config;
  return {
    ...rest,
    stage,
    shape,
    imageUri: image.uri,
    imageTag: image.tag,
    imageDirectory: image.directory,
    firewall: firewall && firewallProps(firewall),
  };
}

function firewallProps({ mode, ...rest }: NonNullable<GrowthDocument['firewall']>): GrowthPlatformProps['firewall'] {
  return { ...rest, countOnly: mode === 'count' };
}
