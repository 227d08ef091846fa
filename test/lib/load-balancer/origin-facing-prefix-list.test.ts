import { Aws } from 'aws-cdk-lib';
import { OriginFacingPrefixList } from '../../../lib/load-balancer';

test.each([
  ['us-east-1', 'pl-3b927c52'],
  ['us-west-2', 'pl-82a045eb'],
  ['eu-west-1', 'pl-4fa04526'],
  ['eu-central-1', 'pl-a3a144ca'],
  ['ap-southeast-1', 'pl-31a34658'],
  ['ap-southeast-2', 'pl-b8a742d1'],
  ['ap-northeast-1', 'pl-58a04531'],
])('knows the list of %s', (region, id) => {
  expect(OriginFacingPrefixList.forRegion(region)).toBe(id);
});

test('ids are unique and well formed', () => {
  const ids = OriginFacingPrefixList.regions.map((region) => OriginFacingPrefixList.forRegion(region));
  expect(new Set(ids).size).toBe(ids.length);
  ids.forEach((id) => expect(id).toMatch(/^pl-[0-9a-f]{8}$/));
});

test('one rule fits the default quota of 60 rules per security group, two do not', () => {
  expect(OriginFacingPrefixList.WEIGHT).toBeLessThanOrEqual(60);
  expect(2 * OriginFacingPrefixList.WEIGHT).toBeGreaterThan(60);
});

test('fails where the Region is not known at synthesis', () => {
  expect(() => OriginFacingPrefixList.forRegion(Aws.REGION)).toThrow(
    '`region` must be known at synthesis to find the CloudFront prefix list; give the stack an explicit ' +
      '`env.region`, or set `originFacingPrefixListId`',
  );
});
