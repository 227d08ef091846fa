import { Match, Template } from 'aws-cdk-lib/assertions';
import { OtelCollector, TemporaryStorage } from '../../../lib/containers';
import { errorOf, Fixture } from './fixtures';

test('the X-Ray collector listens on this task only and is pinned', () => {
  const collector = OtelCollector.xray({ memoryMiB: 128 });
  expect(collector.image).toMatch(/:v[0-9]+\.[0-9]+\.[0-9]+$/);
  expect(collector.memoryMiB).toBe(128);
  expect(collector.config).toContain('endpoint: 127.0.0.1:4318');
  expect(collector.config).not.toContain('0.0.0.0');
});

test('a collector with its own configuration gets no permissions', () => {
  const fixture = new Fixture();
  fixture.worker({
    otelCollector: OtelCollector.custom({ config: 'receivers: {}', image: 'public.ecr.aws/theirs/collector:1' }),
  });
  const template = Template.fromStack(fixture.stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: Match.arrayWith([
      Match.objectLike({
        Name: 'otel',
        Image: 'public.ecr.aws/theirs/collector:1',
        Essential: false,
        ReadonlyRootFilesystem: true,
        Environment: [{ Name: 'AOT_CONFIG_CONTENT', Value: 'receivers: {}' }],
      }),
    ]),
  });
  expect(JSON.stringify(template.toJSON())).not.toContain('xray:');
});

test('an endpoint of the user wins over that of the collector', () => {
  const fixture = new Fixture();
  fixture.worker({
    otelCollector: OtelCollector.xray(),
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9999' },
  });
  Template.fromStack(fixture.stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: Match.arrayWith([
      Match.objectLike({
        Name: 'worker',
        Environment: [{ Name: 'OTEL_EXPORTER_OTLP_ENDPOINT', Value: 'http://127.0.0.1:9999' }],
      }),
    ]),
  });
});

test('fails when the extras take more than half of the memory of the task', () => {
  const props = {
    otelCollector: OtelCollector.xray({ memoryMiB: 32 }),
    temporaryStorage: TemporaryStorage.memory(800),
  };
  expect(errorOf(() => new Fixture().worker(props))).toBe(
    'Service/Worker: `temporaryStorage.memoryMiB` must be a whole number from 1 to 512, got: 800; ' +
      '`otelCollector.memoryMiB` must be a whole number from 64 to 512, got: 32',
  );
});
