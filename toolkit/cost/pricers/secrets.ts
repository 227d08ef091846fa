import { valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { isTrue, lengthAt } from '../literals';

/** Keys and secrets. */
export const KEYS_AND_SECRETS: Readonly<Record<string, Pricer>> = {
  'AWS::KMS::Key': tallied(key),
  'AWS::KMS::ReplicaKey': tallied(key),
  'AWS::SecretsManager::Secret': tallied(secret),
};

/** What the usage of single keys and secrets may say. */
export const SECRET_USAGE: ResourceUsage = {
  'AWS::KMS::Key': { requests: 'requests a month to the key' },
  'AWS::KMS::ReplicaKey': { requests: 'requests a month to the key' },
  'AWS::SecretsManager::Secret': { apiCalls: 'calls a month that read the secret' },
};

/** Prices of KMS and Secrets Manager are for so many calls. */
const CALLS = 10_000;

/**
 * A key costs 1 USD more after its first rotation and again after its second, then no more (AWS KMS pricing, since
 * April 2024).
 */
function key(tally: ChargeCollector, { resource, workload }: PricedResource): void {
  tally.fixed('KMS', 'customer-managed-key', 1, 'customer managed key');
  const requests = tally.own('requests');
  const [isAsymmetric, isRsa2048] = [
    /^(RSA|ECC|SM2|ML_)/.test(String(valueAt(resource, ['KeySpec']) ?? '')),
    valueAt(resource, ['KeySpec']) === 'RSA_2048',
  ];
  if (requests !== undefined) {
    tally.usage(
      'KMS',
      isAsymmetric && !isRsa2048 ? 'asymmetric-requests-not-rsa2048' : 'symmetric-requests',
      requests / CALLS,
      'requests to the key',
      `${requests} requests a month, from --usage`,
    );
  } else if (workload) {
    tally.unknown(
      'requests to the key: services cache data keys, so the number of requests depends on their use; set ' +
        '`requests` with --usage',
    );
  }
  if (isTrue(valueAt(resource, ['EnableKeyRotation']))) {
    tally.unknown('rotated key material: 1 USD a month more after the first rotation, and 1 USD more after the second');
  }
}

/** Each copy in another Region is a secret of its own. */
function secret(tally: ChargeCollector, { resource }: PricedResource): void {
  const given = valueAt(resource, ['ReplicaRegions']);
  const copies = given === undefined ? 0 : lengthAt(resource, ['ReplicaRegions']);
  tally.fixed(
    'SecretsManager',
    'secret',
    copies === undefined ? undefined : 1 + copies,
    copies === 0 ? 'secret' : `secret with ${copies ?? 'some'} copies`,
  );
  tally.withWorkload(({ assumptions: { secretReads } }) => {
    const own = tally.own('apiCalls');
    tally.usage(
      'SecretsManager',
      'api-calls',
      (own ?? secretReads) / CALLS,
      'calls that read the secret',
      own === undefined ? `${secretReads} calls a month` : `${own} calls a month, from --usage`,
    );
  });
}
