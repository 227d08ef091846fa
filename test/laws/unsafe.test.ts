import { at, REGIONS, SynthesizedResource, synthesize, Templates } from './helpers/assemble';
import { broken, lostData } from './helpers/laws';

/** A careless edit of one template; the laws have to name it. */
interface UnsafeEdit {
  readonly edit: (templates: Templates) => void;
  readonly stage?: string;
  readonly found: RegExp;
}

type Resources = Record<string, SynthesizedResource>;

const data = (templates: Templates) => templates['notes-production-data'].Resources as Resources;

/** Ids of the resources of a type. */
const idsOf = (resources: Resources, type: string) =>
  Object.keys(resources).filter((id) => resources[id].Type === type);

/** Changes the properties of the first resource of a type; `undefined` takes a property away. */
function change(resources: Resources, type: string, properties: Record<string, unknown>): void {
  const [id] = idsOf(resources, type);
  const next = JSON.parse(JSON.stringify({ ...resources[id].Properties, ...properties })) as Record<string, unknown>;
  (resources as Record<string, unknown>)[id] = { ...resources[id], Properties: next };
}

function rename(resources: Resources, id: string): void {
  (resources as Record<string, unknown>)[`Renamed${id}`] = resources[id];
  delete (resources as Record<string, unknown>)[id];
}

const EDITS: Record<string, UnsafeEdit> = {
  'a database construct is renamed': {
    edit: (templates) => rename(data(templates), idsOf(data(templates), 'AWS::RDS::DBCluster')[0]),
    found: /AuroraCluster\w+: removed/,
  },
  'an instance is renamed': {
    stage: 'containers',
    edit: (templates) => rename(data(templates), 'DatabaseInstanceAA8A5FDE'),
    found: /DatabaseInstanceAA8A5FDE: removed/,
  },
  'its subnet group is changed': {
    edit: (templates) => change(data(templates), 'AWS::RDS::DBCluster', { DBSubnetGroupName: 'another' }),
    found: /AuroraCluster\w+: DBSubnetGroupName replaces/,
  },
  'a birth property is dropped': {
    edit: (templates) => change(data(templates), 'AWS::RDS::DBCluster', { ReplicationSourceIdentifier: undefined }),
    found: /AuroraCluster\w+: ReplicationSourceIdentifier rewrites the origin/,
  },
  'a master user is added to a promoted cluster': {
    edit: (templates) =>
      change(data(templates), 'AWS::RDS::DBCluster', { MasterUsername: 'app', MasterUserPassword: 'x' }),
    found: /AuroraCluster\w+: MasterUsername may replace/,
  },
  'the primary is told that it is one': {
    stage: 'multi-region',
    edit: (templates) =>
      change(data(templates), 'AWS::RDS::DBCluster', { GlobalClusterIdentifier: 'notes-production-global' }),
    found: /AuroraCluster\w+: GlobalClusterIdentifier replaces/,
  },
  'a secondary is cut off': {
    stage: 'multi-region',
    edit: (templates) =>
      change(templates['notes-production-us-east-1-data'].Resources, 'AWS::RDS::DBCluster', {
        GlobalClusterIdentifier: undefined,
      }),
    found: /us-east-1-data\/AuroraCluster\w+: GlobalClusterIdentifier detaches/,
  },
  'a VPC origin is edited in place': {
    edit: (templates) =>
      change(templates['notes-production-edge'].Resources, 'AWS::CloudFront::VpcOrigin', {
        VpcOriginEndpointConfig: { Name: 'other' },
      }),
    found: /VpcOrigin\w+: VpcOriginEndpointConfig is refused/,
  },
  'a key stops being multi-Region': {
    edit: (templates) => change(data(templates), 'AWS::KMS::Key', { MultiRegion: false }),
    found: /Key961B73FD: MultiRegion is refused/,
  },
  'encryption of the cluster is turned off': {
    edit: (templates) => change(data(templates), 'AWS::RDS::DBCluster', { StorageEncrypted: false }),
    found: /AuroraCluster\w+: StorageEncrypted replaces/,
  },
  'encryption of the cache is turned off': {
    edit: (templates) =>
      change(data(templates), 'AWS::ElastiCache::ReplicationGroup', { AtRestEncryptionEnabled: false }),
    found: /Cache18F6EE16: AtRestEncryptionEnabled replaces/,
  },
  'encryption of a bucket is turned off': {
    edit: (templates) => change(data(templates), 'AWS::S3::Bucket', { BucketEncryption: undefined }),
    found: /AssetsBucket252B3DF7 AWS::S3::Bucket: is not closed/,
  },
  'shards change without online resharding': {
    edit: (templates) => change(data(templates), 'AWS::ElastiCache::ReplicationGroup', { NumNodeGroups: 5 }),
    found: /Cache18F6EE16: NumNodeGroups replaces/,
  },
  'a table gets another key': {
    stage: 'multi-region',
    edit: (templates) =>
      change(data(templates), 'AWS::DynamoDB::GlobalTable', {
        KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }],
      }),
    found: /KeySchema replaces/,
  },
  'a store is no longer kept': {
    edit: (templates) => {
      const [id] = idsOf(data(templates), 'AWS::RDS::DBCluster');
      (data(templates) as Record<string, unknown>)[id] = { ...data(templates)[id], DeletionPolicy: 'Delete' };
    },
    found: /AuroraCluster\w+ AWS::RDS::DBCluster: Delete, Retain/,
  },
  'an output that others read is gone': {
    edit: (templates) => {
      const { Outputs = {} } = templates['notes-production-data'];
      Object.keys(Outputs).forEach((name) => delete Outputs[name]);
    },
    found: /reads notes-production-data\.\w+, which does not exist/,
  },
};

/** The deployed templates, with the update policy of the cache as an old version of a library would have left it. */
function deployed(stage: string, name: string): Templates {
  const templates = synthesize(at(REGIONS, { stage }));
  if (name.includes('without online resharding')) {
    const [id] = idsOf(data(templates), 'AWS::ElastiCache::ReplicationGroup');
    (data(templates) as Record<string, unknown>)[id] = { ...data(templates)[id], UpdatePolicy: undefined };
  }
  return templates;
}

describe('every careless edit is found, and the template without it is not', () => {
  test.each(Object.entries(EDITS))('%s', (name, { edit, stage = 'aurora', found }) => {
    const before = deployed(stage, name);
    const after = JSON.parse(JSON.stringify(before)) as Templates;
    const problems = (next: Templates) => [...lostData(before, next), ...broken(next, REGIONS, stage)];
    expect(problems(after)).toEqual([]);
    edit(after);
    expect(problems(after).join('\n')).toMatch(found);
  });
});

describe('an instance of a snapshot', () => {
  const born = { ...REGIONS, databaseSnapshotIdentifier: 'before-the-move' };

  test('is not robbed of its snapshot', () => {
    const [before, after] = [
      synthesize(at(born, { stage: 'containers' })),
      synthesize(at(REGIONS, { stage: 'containers' })),
    ];
    expect(lostData(before, after).join('\n')).toMatch(
      /DatabaseInstanceAA8A5FDE: DBSnapshotIdentifier rewrites the origin/,
    );
  });

  test('a cluster of a snapshot is not robbed of it, either', () => {
    const cluster = {
      ...REGIONS,
      auroraOrigin: 'snapshot' as const,
      auroraSnapshotArn: 'arn:aws:rds:eu-west-1:123456789012:snapshot:last',
    };
    const [before, after] = [cluster, { ...REGIONS, auroraOrigin: 'replica' as const }].map((document) =>
      synthesize(at(document, { stage: 'aurora' })),
    );
    expect(lostData(before, after).join('\n')).toMatch(/AuroraCluster\w+: SnapshotIdentifier rewrites the origin/);
  });
});
