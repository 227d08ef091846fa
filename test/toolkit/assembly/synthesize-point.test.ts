import { App, CfnWaitConditionHandle, CloudFormationValidatePlugin, Stack } from 'aws-cdk-lib';
import { inRegion } from '../../../config';
import { readConfiguration, synthesizePoint } from '../../../toolkit/assembly';

const EXAMPLE = readConfiguration('config', 'examples/saas/growth.json');

test.each(['monolith', 'aurora:cut-over', 'multi-region'])(
  '%s is the same while containers are live',
  (point) => {
    const live = { ...EXAMPLE, document: { ...EXAMPLE.document, live: 'containers' } };
    expect(synthesizePoint(live, point)).toEqual(synthesizePoint(EXAMPLE, point));
  },
  60_000,
);

test('overrides replace what the configuration says', () => {
  const names = synthesizePoint(EXAMPLE, 'monolith', { environment: 'staging' }).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !name.startsWith('notes-staging'))).toEqual([]);
});

test('another home Region is another configuration, and the stacks are there', () => {
  const regions = (document: object) =>
    new Set(synthesizePoint({ ...EXAMPLE, document: { ...document } }, 'containers').map(({ region }) => region));
  expect(regions(EXAMPLE.document)).toContain('eu-west-1');
  expect(regions(inRegion(EXAMPLE.document, 'ap-southeast-1'))).toContain('ap-southeast-1');
  expect(regions(inRegion(EXAMPLE.document, 'ap-southeast-1'))).not.toContain('eu-west-1');
});

test('a wrong configuration is refused, and where it came from is said', () => {
  const wrong = { source: 'shop.json', document: { ...EXAMPLE.document, port: 0 } };
  expect(() => synthesizePoint(wrong, 'monolith')).toThrow(/1 problem \(read from shop\.json\)[^]*`port`/);
});

describe('CDK validation', () => {
  const { CDK_VALIDATION } = process.env;
  beforeEach(() => delete process.env.CDK_VALIDATION);
  afterEach(() => {
    process.env.CDK_VALIDATION = CDK_VALIDATION;
  });

  test('is left out without a switch for the whole process', () => {
    const document = { ...EXAMPLE.document, costCenter: 'never synthesized before' };
    const validate = jest.spyOn(CloudFormationValidatePlugin.prototype, 'validate');
    synthesizePoint({ ...EXAMPLE, document }, 'monolith');
    expect(validate).not.toHaveBeenCalled();
    const app = new App();
    new CfnWaitConditionHandle(new Stack(app, 'Validated'), 'Any');
    app.synth();
    expect(validate).toHaveBeenCalled();
    validate.mockRestore();
    expect(process.env.CDK_VALIDATION).toBeUndefined();
  });
});
