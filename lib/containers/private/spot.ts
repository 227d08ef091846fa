import { CapacityProviderStrategy } from 'aws-cdk-lib/aws-ecs';
import { Problems } from '../../core/problems';
import { SpotShare } from '../spot-share';
import { checkInteger } from './checks';

/** Records the problems of a Spot share, and whether it is combined with other capacity providers. */
export function checkSpotShare(
  problems: Problems,
  share: SpotShare | undefined,
  strategies: CapacityProviderStrategy[] | undefined,
): void {
  problems.require(
    share === undefined || strategies === undefined,
    '`spotShare` must not be given together with `capacityProviderStrategies`, got: both; remove one of the two',
  );
  checkInteger(problems, 'spotShare.onDemandBaseTasks', share?.onDemandBaseTasks, 0, 5000);
  checkInteger(problems, 'spotShare.spotWeight', share?.spotWeight, 1, 1000);
  checkInteger(problems, 'spotShare.onDemandWeight', share?.onDemandWeight, 0, 1000);
}

/** The share as capacity provider strategies. */
export function strategiesOf(share: SpotShare): CapacityProviderStrategy[] {
  return [
    { capacityProvider: 'FARGATE', base: share.onDemandBaseTasks ?? 1, weight: share.onDemandWeight ?? 1 },
    { capacityProvider: 'FARGATE_SPOT', weight: share.spotWeight ?? 3 },
  ];
}
