import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { GrowthPlatform, GrowthPlatformProps } from '../../../lib';
import { GrowthStages } from '../../../stages';
import { PROPS } from './props';

function build(props: Partial<GrowthPlatformProps> = {}): GrowthPlatform {
  return new GrowthPlatform(new App(), 'Growth', { ...PROPS, ...props });
}

const services = (platform: GrowthPlatform) => Template.fromStack(platform.serviceStack);

describe('the stacks', () => {
  const { stacks } = build();

  test('have names without the stage, four at home and the edge in us-east-1', () => {
    expect(stacks.map(({ stackName, region }) => [stackName, region])).toEqual([
      ['shop-production-network', 'eu-central-1'],
      ['shop-production-data', 'eu-central-1'],
      ['shop-production-service', 'eu-central-1'],
      ['shop-production-operations', 'eu-central-1'],
      ['shop-production-edge', 'us-east-1'],
    ]);
  });

  test('depend forwards only', () => {
    const order = (stack: Stack) => stacks.indexOf(stack);
    Template.fromStack(stacks[0]);
    for (const stack of stacks) {
      expect(stack.dependencies.every((other) => order(other) < order(stack))).toBe(true);
    }
  });

  test('are protected in production, and only there', () => {
    expect(stacks.every(({ terminationProtection }) => terminationProtection === true)).toBe(true);
    expect(
      build({ environment: 'staging' }).stacks.some(({ terminationProtection }) => terminationProtection === true),
    ).toBe(false);
    expect(build({ environment: 'staging', production: true }).dataStack.terminationProtection).toBe(true);
  });
});

describe('what is not asked for is not there', () => {
  test('no worker and no migration without their commands', () => {
    services(build()).resourceCountIs('AWS::ECS::Service', 1);
    services(build()).resourceCountIs('Custom::MigrationRun', 0);
    services(build({ workerCommand: ['work'], migrateCommand: ['migrate'] })).resourceCountIs('AWS::ECS::Service', 2);
    services(build({ workerCommand: ['work'], migrateCommand: ['migrate'] })).resourceCountIs(
      'Custom::MigrationRun',
      1,
    );
  });

  test('no cache, proxy, NAT or firewall at the first stage', () => {
    const platform = build({ stage: GrowthStages.MONOLITH });
    Template.fromStack(platform.dataStack).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 0);
    Template.fromStack(platform.dataStack).resourceCountIs('AWS::RDS::DBProxy', 0);
    Template.fromStack(platform.networkStack).resourceCountIs('AWS::EC2::NatGateway', 0);
    Template.fromStack(platform.edgeStack).resourceCountIs('AWS::WAFv2::WebACL', 0);
  });
});

describe('what wins: call, platform, stage, library', () => {
  const base = GrowthStages.CONTAINERS;

  test('the library decides where nobody else says something', () => {
    Template.fromStack(build().dataStack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 180 });
    Template.fromStack(build().dataStack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test('the stage decides over the library', () => {
    services(build()).hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      MinCapacity: base.sizes.web!.minTasks,
      MaxCapacity: base.sizes.web!.maxTasks,
    });
    const own = { ...base, sizes: { ...base.sizes, web: { ...base.sizes.web!, minTasks: 7, maxTasks: 9 } } };
    services(build({ stage: own })).hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      MinCapacity: 7,
      MaxCapacity: 9,
    });
  });

  test('the platform decides over stage and library', () => {
    Template.fromStack(build({ firewall: { enabled: false } }).edgeStack).resourceCountIs('AWS::WAFv2::WebACL', 0);
    Template.fromStack(build({ stage: GrowthStages.MONOLITH, firewall: { enabled: true } }).edgeStack).resourceCountIs(
      'AWS::WAFv2::WebACL',
      1,
    );
    Template.fromStack(build({ logRetentionDays: 7 }).dataStack).hasResourceProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 7,
    });
    Template.fromStack(build({ monthlyBudgetUsd: 77 }).edgeStack).hasResourceProperties('AWS::Budgets::Budget', {
      Budget: Match.objectLike({ BudgetLimit: { Amount: 77, Unit: 'USD' } }),
    });
    Template.fromStack(build().edgeStack).hasResourceProperties('AWS::Budgets::Budget', {
      Budget: Match.objectLike({ BudgetLimit: { Amount: base.monthlyBudgetUsd, Unit: 'USD' } }),
    });
  });

  test('the user reaches everything through the tree', () => {
    const platform = build();
    const queue = platform.dataStack.node.findChild('Queue').node.findChild('Queue').node.defaultChild as unknown as {
      visibilityTimeout: number;
    };
    queue.visibilityTimeout = 999;
    Template.fromStack(platform.dataStack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 999 });
  });

  test('flags of the app do not reach the platform', () => {
    const template = (context: Record<string, unknown>) => {
      const platform = new GrowthPlatform(new App({ context }), 'Growth', PROPS);
      return Template.fromStack(platform.dataStack).toJSON();
    };
    expect(
      template({
        '@aws-cdk/aws-rds:databaseProxyUniqueResourceName': false,
        '@aws-cdk/core:enablePartitionLiterals': false,
      }),
    ).toEqual(template({}));
  });
});

describe('images', () => {
  const imageOf = (props: Partial<GrowthPlatformProps>) => {
    const [definition] = Object.values(
      services(build({ imageTag: undefined, ...props })).findResources('AWS::ECS::TaskDefinition'),
    );
    return JSON.stringify(
      (definition.Properties as { ContainerDefinitions: { Image: unknown }[] }).ContainerDefinitions[0].Image,
    );
  };

  test('come from a registry, from the own repository, or from a folder', () => {
    expect(imageOf({ imageUri: 'ghcr.io/example/shop:1' })).toBe('"ghcr.io/example/shop:1"');
    expect(imageOf({ imageTag: '2.0.0' })).toMatch(/shop-production-data.*:2\.0\.0/);
    expect(imageOf({ imageDirectory: `${__dirname}/../../../examples/saas` })).toContain(
      'cdk-hnb659fds-container-assets-123456789012-eu-central-1',
    );
  });
});

test('an own domain brings a certificate in both Regions and an alias', () => {
  const platform = build({
    domain: { domainName: 'app.example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com' },
  });
  services(platform).hasResourceProperties('AWS::CertificateManager::Certificate', { DomainName: 'app.example.com' });
  Template.fromStack(platform.edgeStack).hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'app.example.com',
  });
  Template.fromStack(platform.edgeStack).hasResourceProperties('AWS::Route53::RecordSet', {
    Name: 'app.example.com.',
    Type: 'A',
    SetIdentifier: 'primary',
  });
});

describe('off-hours', () => {
  const offHours = { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' };

  test('stop what runs outside production, in its own time zone', () => {
    const platform = build({ environment: 'staging', offHours, stage: GrowthStages.MONOLITH });
    Template.fromStack(platform.operationsStack).hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpressionTimezone: 'Europe/Berlin',
      ScheduleExpression: 'cron(0 20 ? * MON-FRI *)',
    });
  });
});

test('every problem at once, by name', () => {
  const wrong: Partial<GrowthPlatformProps> = {
    application: 'Shop',
    account: '1',
    availabilityZones: ['us-east-1a'],
    stage: GrowthStages.MULTI_REGION,
    auroraSnapshotArn: 'x',
    imageUri: 'x',
    webCommand: [],
    variables: { PORT: '1', 'a b': 'c' },
    logRetentionDays: 2,
    offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'UTC' },
  };
  let message = '';
  try {
    build(wrong);
  } catch (error) {
    ({ message } = error as Error);
  }
  const named = [
    'application',
    'account',
    'availabilityZones',
    'secondaryRegions',
    'auroraSnapshotArn',
    'imageUri',
    'webCommand',
    'variables',
    'logRetentionDays',
    'offHours',
  ];
  expect(named.filter((name) => !message.includes(`\`${name}\``))).toEqual([]);
  expect(message.startsWith('Growth: ')).toBe(true);
});

test('machines side by side without a shared cache are refused', () => {
  const { sizes } = GrowthStages.MONOLITH;
  const stage = { ...GrowthStages.MONOLITH, sizes: { ...sizes, vm: { ...sizes.vm!, maxCapacity: 3 } } };
  expect(() => build({ stage })).toThrow(
    'Growth: `stage.sizes.cache` must be given if `stage.sizes.vm.maxCapacity` is above 1, ' +
      'got: 3 machines without a shared cache; give a cache, or set `maxCapacity` to 1',
  );
});
