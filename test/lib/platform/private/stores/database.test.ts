import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { AuroraOriginKind, GrowthPlatformProps } from '../../../../../lib';
import { DatabaseStore } from '../../../../../lib/platform/private/stores/database';
import { GrowthStages, StageTransitions } from '../../../../../stages';
import { SECONDARY_REGIONS } from '../../props';
import { alarmsOf, deployed, emptyRegions, grantsOf, scalingOf, sectionsOf, typesIn, variablesOf } from './support';

const AURORA = { stage: GrowthStages.AURORA };
const SEVERAL_REGIONS = { stage: GrowthStages.MULTI_REGION, secondaryRegions: SECONDARY_REGIONS };

/** A step from the instance to the cluster. */
function step(name: string): Partial<GrowthPlatformProps> {
  const { steps } = StageTransitions.leadingTo('aurora')!;
  const { shape } = steps.find((candidate) => candidate.name === name)!;
  return { ...AURORA, shape: StageTransitions.fill(shape, GrowthStages.CONTAINERS, GrowthStages.AURORA) };
}

function inHome(props: Partial<GrowthPlatformProps> = {}, muted = false) {
  const { home } = emptyRegions(props);
  return { home, store: deployed(DatabaseStore.inHome(home.data, home.context), home, muted) };
}

function inSecondary(props: Partial<GrowthPlatformProps> = {}) {
  const { home, secondary } = emptyRegions({ ...SEVERAL_REGIONS, ...props });
  const homeStore = DatabaseStore.inHome(home.data, home.context);
  return {
    home,
    secondary,
    store: deployed(DatabaseStore.inSecondary(secondary.data, secondary.context, homeStore), secondary),
  };
}

const instances = ({ data }: { readonly data: any }) => typesIn(data)['AWS::RDS::DBInstance'];

describe('the database of the home Region', () => {
  test.each([
    ['monolith', { stage: GrowthStages.MONOLITH }, { 'AWS::RDS::DBInstance': 1 }],
    ['containers', {}, { 'AWS::RDS::DBInstance': 2, 'AWS::RDS::DBProxy': 1 }],
    ['aurora:expand', step('expand'), { 'AWS::RDS::DBInstance': 3, 'AWS::RDS::DBCluster': 1 }],
    ['aurora', AURORA, { 'AWS::RDS::DBInstance': 3, 'AWS::RDS::DBCluster': 1, 'AWS::RDS::DBProxy': 1 }],
  ])('at %s', (_, props, types) => {
    expect(typesIn(inHome(props).home.data)).toMatchObject(types);
  });

  test('is an instance alone until the step that adds the cluster', () => {
    expect(typesIn(inHome().home.data)).not.toHaveProperty('AWS::RDS::DBCluster');
  });

  test('is a cluster alone if it was created as one', () => {
    const { home } = inHome({ ...AURORA, auroraOrigin: AuroraOriginKind.PLAIN });
    const ids = Object.keys(Template.fromStack(home.data).findResources('AWS::RDS::DBInstance'));
    expect(ids.filter((id) => !id.startsWith('Aurora'))).toEqual([]);
  });

  test('is found by readers under one name', () => {
    Template.fromStack(inHome().home.data).hasResourceProperties('AWS::Route53::HostedZone', {
      Name: 'shop-production.internal.',
    });
  });
});

describe('the variables', () => {
  const { store } = inHome();
  const direct = { usesProxy: false, usesSharedCache: false };

  test('name host, reader, port, database and user; the password is a field of a secret', () => {
    expect(variablesOf(store)).toEqual({
      DATABASE_HOST: expect.any(String),
      DATABASE_READER_HOST: 'reader.shop-production.internal',
      DATABASE_PORT: '5432',
      DATABASE_NAME: 'app',
      DATABASE_USER: 'app',
      DATABASE_PASSWORD: 'secret password',
    });
  });

  test('lead to the proxy, or past it for machines that share no state', () => {
    expect(variablesOf(store).DATABASE_HOST).not.toBe(variablesOf(store, direct).DATABASE_HOST);
    const monolith = inHome({ stage: GrowthStages.MONOLITH }).store;
    expect(variablesOf(monolith).DATABASE_HOST).toBe(variablesOf(monolith, direct).DATABASE_HOST);
  });

  test('lead to the writer of the global database where its host is known', () => {
    const globalWriterEndpoint = 'shop.global-abc.global.rds.amazonaws.com';
    expect(variablesOf(inHome({ ...SEVERAL_REGIONS, globalWriterEndpoint }).store).DATABASE_HOST).toBe(
      globalWriterEndpoint,
    );
    expect(variablesOf(inSecondary({ globalWriterEndpoint }).store).DATABASE_HOST).toBe(globalWriterEndpoint);
  });
});

test('no grant is needed: the database knows its users by password', () => {
  const { home } = inHome();
  expect(grantsOf(home)).toEqual([]);
});

describe('the alarms', () => {
  const sets = (props: Partial<GrowthPlatformProps> = {}) => {
    const { home } = inHome(props);
    const names = Object.keys(alarmsOf(home)).map((id) => /^(\w+?Alarms)/.exec(id)![1]);
    return [...new Set(names)];
  };

  test('watch the instance until the cluster takes the writes, and the replication in between', () => {
    expect(sets()).toEqual(['DatabaseAlarms']);
    expect(sets(step('expand'))).toEqual(['DatabaseAlarms', 'AuroraAlarms', 'MoveAlarms']);
    expect(sets(step('cut-over'))).toEqual(['AuroraAlarms']);
    expect(sets(AURORA)).toEqual(['AuroraAlarms']);
  });

  test('call people, unless they are muted', () => {
    expect(new Set(Object.values(alarmsOf(inHome().home)))).toEqual(new Set([true]));
    expect(new Set(Object.values(alarmsOf(inHome({}, true).home)))).toEqual(new Set([false]));
  });
});

describe('the dashboard', () => {
  test('shows the database that takes the writes', () => {
    const graphs = ['CPU', 'Connections', 'Free memory and storage of the writer'];
    expect(sectionsOf(inHome({ stage: GrowthStages.MONOLITH }).store)).toEqual({ Database: graphs });
    expect(sectionsOf(inHome().store)).toEqual({ Database: [...graphs, 'Replica lag (s)'] });
    expect(sectionsOf(inHome(AURORA).store)).toEqual({ Database: graphs });
  });

  test('shows nothing of a headless Region', () => {
    const secondaryRegions = SECONDARY_REGIONS.map((region) => ({ ...region, headless: true }));
    expect(sectionsOf(inSecondary({ secondaryRegions }).store)).toEqual({});
  });
});

describe('scaling', () => {
  test('the readers of the home Region are scaled from stage aurora on', () => {
    const containers = inHome();
    expect(scalingOf(containers.home)).toEqual([]);
    const aurora = inHome(AURORA);
    expect(scalingOf(aurora.home)).toEqual([
      expect.objectContaining({ MinCapacity: 2, MaxCapacity: 8, ScalableDimension: 'rds:cluster:ReadReplicaCount' }),
    ]);
  });

  test('those of a secondary Region are not', () => {
    const { secondary } = inSecondary();
    expect(scalingOf(secondary)).toEqual([]);
  });
});

describe('off-hours', () => {
  test('may stop an instance, but not one that is being copied, and no cluster', () => {
    expect(inHome().store.stoppableInstances).toHaveLength(1);
    expect(inHome(step('expand')).store.stoppableInstances).toEqual([]);
    expect(inHome(AURORA).store.stoppableInstances).toEqual([]);
  });
});

describe('several Regions', () => {
  test('the global database waits for the cluster and for what was made before', () => {
    const { home, store } = inHome(SEVERAL_REGIONS);
    const before = new Construct(home.data, 'Before');
    const [database] = store.addGlobalParts(home.data, [before]);
    expect(database.node.dependencies).toContain(before);
    Template.fromStack(home.data).hasResourceProperties('AWS::RDS::GlobalCluster', {
      GlobalClusterIdentifier: 'shop-production-global',
      SourceDBClusterIdentifier: 'arn:aws:rds:eu-central-1:123456789012:cluster:shop-production-aurora',
    });
  });

  test('a secondary Region has a copy of the cluster, of the size of the stage or of its own', () => {
    expect(instances(inSecondary().secondary)).toBe(3);
    const [first, ...others] = SECONDARY_REGIONS;
    const secondaryRegions = [{ ...first, readReplicas: 0, databaseInstanceType: 'r7g.large' }, ...others];
    const { secondary } = inSecondary({ secondaryRegions });
    expect(instances(secondary)).toBe(1);
    Template.fromStack(secondary.data).hasResourceProperties('AWS::RDS::DBInstance', {
      DBInstanceClass: 'db.r7g.large',
    });
    Template.fromStack(secondary.data).hasResourceProperties('AWS::RDS::DBCluster', {
      DBClusterIdentifier: 'shop-production-us-east-1',
      GlobalClusterIdentifier: 'shop-production-global',
    });
  });

  test('a headless Region has the cluster without an instance', () => {
    const secondaryRegions = SECONDARY_REGIONS.map((region) => ({ ...region, headless: true }));
    expect(instances(inSecondary({ secondaryRegions }).secondary)).toBeUndefined();
  });

  test('every Region admits the clients of every other one, by address range', () => {
    const admitted = ({ data }: { readonly data: any }) =>
      Object.values(Template.fromStack(data).findResources('AWS::EC2::SecurityGroup'))
        .flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? [])
        .filter(({ CidrIp }: any) => CidrIp !== undefined)
        .map(({ Description }: any) => Description);
    const { home, secondary } = inSecondary();
    expect(admitted(home)).toEqual(['PostgreSQL clients in us-east-1', 'PostgreSQL clients in ap-southeast-2']);
    expect(admitted(secondary)).toEqual(['PostgreSQL clients in eu-central-1', 'PostgreSQL clients in ap-southeast-2']);
  });

  test('writes go to the writer in the home Region, or to the copy where it forwards them', () => {
    const { store } = inSecondary();
    const forwarding = inSecondary({ globalWriteForwarding: true }).store;
    const host = (of: DatabaseStore) => String(variablesOf(of).DATABASE_HOST);
    expect(host(forwarding)).not.toBe(host(store));
  });

  test('the lag to every other Region is watched', () => {
    expect(inSecondary().store.replication()).toEqual({
      globalDatabase: { clusterIdentifier: expect.any(String), otherRegions: ['eu-central-1', 'ap-southeast-2'] },
    });
    expect(inHome().store.replication()).toEqual({});
  });
});
