import { fixtureBill } from '../fixtures';

test('each copy is a secret of its own: 3 x 0.40', () => {
  expect(
    fixtureBill({ S: { Type: 'AWS::SecretsManager::Secret', Properties: { ReplicaRegions: [{}, {}] } } })
      .fixedMonthlyUsd,
  ).toBeCloseTo(1.2, 6);
});

test('calls, from --usage: 100 x 0.05', () => {
  expect(
    fixtureBill({ S: { Type: 'AWS::SecretsManager::Secret' } }, { S: { apiCalls: 1_000_000 } }).usageMonthlyUsd,
  ).toBeCloseTo(5, 6);
});

test.each([
  ['SYMMETRIC_DEFAULT', 0.03],
  ['RSA_2048', 0.03],
  ['ECC_NIST_P256', 0.15],
])('requests to a key of %s: 1 x %d', (KeySpec, usd) => {
  expect(
    fixtureBill({ K: { Type: 'AWS::KMS::Key', Properties: { KeySpec } } }, { K: { requests: 10_000 } }).usageMonthlyUsd,
  ).toBeCloseTo(usd, 6);
});

test('requests that nobody counted, and rotated material, are named', () => {
  expect(
    fixtureBill({ K: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } } }).unpriced.map(
      ({ reason }) => reason,
    ),
  ).toEqual([
    'requests to the key: services cache data keys, so the number of requests depends on their use; set `requests` ' +
      'with --usage',
    'rotated key material: 1 USD a month more after the first rotation, and 1 USD more after the second',
  ]);
});
