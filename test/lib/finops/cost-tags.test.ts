import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CostTags, CostTagValues } from '../../../lib';

const VALUES = { application: 'shop', environment: 'production', owner: 'team-shop', costCenter: '4711' };

function tags(values: CostTagValues, stack = new Stack(new App(), 'Stack')): unknown {
  new Topic(stack, 'Topic');
  CostTags.apply(stack, values);
  return Object.values(Template.fromStack(stack).findResources('AWS::SNS::Topic'))[0].Properties.Tags;
}

test('the four tags', () => {
  expect(tags(VALUES)).toEqual([
    { Key: 'application', Value: 'shop' },
    { Key: 'cost-center', Value: '4711' },
    { Key: 'environment', Value: 'production' },
    { Key: 'owner', Value: 'team-shop' },
  ]);
});

test('the stage, where it is given', () => {
  expect(tags({ ...VALUES, growthStage: 'containers' })).toContainEqual({ Key: 'growth-stage', Value: 'containers' });
});

test('values may be tokens and hold what AWS allows', () => {
  const stack = new Stack(new App(), 'Stack');
  const owner = new CfnParameter(stack, 'Owner').valueAsString;
  expect(tags({ ...VALUES, owner, costCenter: 'Größe 1_.:/=+-@' }, stack)).toEqual([
    { Key: 'application', Value: 'shop' },
    { Key: 'cost-center', Value: 'Größe 1_.:/=+-@' },
    { Key: 'environment', Value: 'production' },
    { Key: 'owner', Value: { Ref: 'Owner' } },
  ]);
});

test('every missing or impossible value is told at once, with the tag that it becomes', () => {
  const values = {
    ...VALUES,
    application: '',
    owner: 'me & you',
    costCenter: undefined,
    growthStage: ' ',
  } as unknown as CostTagValues;
  const rule = 'must be 1 to 256 letters, digits, spaces or _.:/=+-@';
  expect(() => tags(values)).toThrow(
    new Error(
      `Stack: \`application\` ${rule}, got: ""; add it, it becomes the cost-allocation tag "application"; ` +
        `\`owner\` ${rule}, got: "me & you"; add it, it becomes the cost-allocation tag "owner"; ` +
        `\`costCenter\` ${rule}, got: nothing; add it, it becomes the cost-allocation tag "cost-center"; ` +
        `\`growthStage\` ${rule}, got: " "; add it, it becomes the cost-allocation tag "growth-stage"`,
    ),
  );
});
