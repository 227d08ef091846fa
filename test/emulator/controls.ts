import { DescribeDBClustersCommand, DescribeDBSnapshotsCommand } from '@aws-sdk/client-rds';
import { Clients } from './clients';
import { ControlResource, ControlStack, ControlTemplate } from './control-stack';
import { Report } from './report';

const KEPT = 'Retain';

/** Controls: what the chain must never see is deployed on purpose, to know that the emulator would show it. */
export class Controls {
  private readonly clients: Clients;

  constructor(
    endpoint: string,
    private readonly report: Report,
  ) {
    this.clients = new Clients(endpoint, 'eu-west-1');
  }

  /** Deploys small templates without the CLI. */
  public async run(): Promise<void> {
    await this.replacement();
    await this.snapshot();
    await this.origin();
    await this.shards();
    await this.rules();
  }

  private async replacement(): Promise<void> {
    const { report } = this;
    const stack = new ControlStack(this.clients.cloudFormation, 'control');
    const first = await stack.deploy(queue('queue-before', 60));
    const changed = await stack.deploy(queue('queue-before', 90));
    report.equal('control: a property that can change leaves the physical id', changed, {
      status: 'UPDATE_COMPLETE',
      ids: first.ids,
    });
    const replaced = await stack.deploy(queue('queue-after', 90));
    report.check(
      'control: a create-only property replaces the resource',
      replaced.status === 'UPDATE_COMPLETE' && replaced.ids.Queue !== first.ids.Queue,
      `still ${replaced.ids.Queue}`,
    );
    const lost = await stack.deploy({ Resources: { Other: { Type: 'AWS::SQS::Queue' } } });
    report.equal(
      'control: a resource that the template no longer names is gone',
      [lost.status, lost.ids.Queue],
      ['UPDATE_COMPLETE', undefined],
    );
    const unknown = await stack.deploy({ Resources: { Unknown: { Type: 'AWS::Nothing::Known' } } });
    report.equal('control: a type that nothing knows fails the deployment', unknown.status, 'UPDATE_FAILED');
    const dangling = { 'Fn::GetStackOutput': { StackName: stack.name, OutputName: 'NoSuchOutput' } };
    const weak = await stack.deploy({
      Resources: { Weak: { Type: 'AWS::SQS::Queue', Properties: { QueueName: dangling } } },
    });
    report.equal('control: a weak reference that leads nowhere fails the deployment', weak.status, 'UPDATE_FAILED');
    await stack.delete();
  }

  /** An instance that nobody names any more leaves a snapshot, unless the template says otherwise. */
  private async snapshot(): Promise<void> {
    const stack = new ControlStack(this.clients.cloudFormation, 'control-snapshot');
    await stack.deploy({
      Resources: { Kept: instance('control-kept'), Lost: { ...instance('control-lost'), DeletionPolicy: 'Delete' } },
    });
    const { status } = await stack.deploy({ Resources: { Other: { Type: 'AWS::SQS::Queue' } } });
    const { DBSnapshots: all = [] } = await this.clients.rds.send(
      new DescribeDBSnapshotsCommand({ SnapshotType: 'manual' }),
    );
    this.report.equal(
      'control: a deleted instance leaves a snapshot, and none where the policy is Delete',
      [status, all.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)],
      ['UPDATE_COMPLETE', ['control-kept']],
    );
    await stack.delete();
  }

  /** What a cluster was born as: CloudFormation neither ends it nor makes a member of a global database. */
  private async origin(): Promise<void> {
    const { report } = this;
    const stack = new ControlStack(this.clients.cloudFormation, 'control-birth');
    const source = 'arn:aws:rds:eu-west-1:123456789012:db:control-source';
    const first = await stack.deploy(cluster({ ReplicationSourceIdentifier: source }));
    const changed = await stack.deploy(cluster({}));
    const { DBClusters: [found] = [] } = await this.clients.rds.send(
      new DescribeDBClustersCommand({ DBClusterIdentifier: first.ids.Cluster }),
    );
    report.equal(
      'control: a source that is taken out of the template does not promote',
      [changed, found?.ReplicationSourceIdentifier],
      [{ status: 'UPDATE_COMPLETE', ids: first.ids }, source],
    );
    const global = await stack.deploy({
      Resources: {
        ...cluster({}).Resources,
        Global: {
          Type: 'AWS::RDS::GlobalCluster',
          Properties: { GlobalClusterIdentifier: 'control-global', SourceDBClusterIdentifier: found?.DBClusterArn },
        },
      },
    });
    report.equal('control: a cluster that still replicates is refused as a primary', global.status, 'UPDATE_FAILED');
    const member = await stack.deploy(cluster({ GlobalClusterIdentifier: 'control-global' }));
    report.equal('control: a cluster that exists is refused as a member', member.status, 'UPDATE_FAILED');
    await stack.delete();
  }

  /**
   * The same rule under another logical id, as when a construct is renamed: the new one comes before the old one goes.
   */
  private async rules(): Promise<void> {
    const stack = new ControlStack(this.clients.cloudFormation, 'control-rules');
    await stack.deploy(rule('Before', 'before'));
    const renamed = await stack.deploy(rule('After', 'after'));
    this.report.equal(
      'control: a rule that another logical id has, too, fails the deployment',
      renamed.status,
      'UPDATE_FAILED',
    );
    await stack.delete();
  }

  /** Shards need the update policy; without it the cache is replaced. */
  private async shards(): Promise<void> {
    const stack = new ControlStack(this.clients.cloudFormation, 'control-shards');
    const first = await stack.deploy(cache(1, {}));
    const online = await stack.deploy(cache(2, { UpdatePolicy: { UseOnlineResharding: true } }));
    this.report.equal('control: with online resharding a shard more leaves the cache', online, {
      status: 'UPDATE_COMPLETE',
      ids: first.ids,
    });
    const replaced = await stack.deploy(cache(3, {}));
    this.report.check(
      'control: without it a shard more replaces the cache',
      replaced.status === 'UPDATE_COMPLETE' && replaced.ids.Cache !== first.ids.Cache,
      `${replaced.status}, ${replaced.ids.Cache}`,
    );
    await stack.delete();
  }
}

function queue(name: string, timeout: number): ControlTemplate {
  const policies = { DeletionPolicy: KEPT, UpdateReplacePolicy: KEPT };
  return {
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name, VisibilityTimeout: timeout }, ...policies },
    },
  };
}

function instance(name: string): ControlResource {
  const Properties = {
    DBInstanceIdentifier: name,
    DBInstanceClass: 'db.t4g.small',
    Engine: 'postgres',
    AllocatedStorage: '20',
    MasterUsername: 'control',
    MasterUserPassword: 'not-a-secret',
  };
  return { Type: 'AWS::RDS::DBInstance', Properties };
}

/** A cluster of a fixed name, beside an instance that it may replicate. */
function cluster(origin: object): ControlTemplate {
  const Properties = {
    DBClusterIdentifier: 'control-cluster',
    Engine: 'aurora-postgresql',
    DBSubnetGroupName: { 'Fn::Select': [0, ['default', { Ref: 'Source' }]] },
    ...origin,
  };
  return {
    Resources: {
      Source: instance('control-source'),
      Cluster: { Type: 'AWS::RDS::DBCluster', Properties, DeletionPolicy: 'Delete' },
    },
  };
}

function rule(name: string, Description: string): ControlTemplate {
  const Group: ControlResource = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'control' } };
  const ends = {
    GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] },
    SourceSecurityGroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] },
  };
  return {
    Resources: {
      Group,
      [name]: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: { ...ends, IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, Description },
      },
    },
  };
}

function cache(shards: number, more: Partial<ControlResource>): ControlTemplate {
  const Properties = {
    ReplicationGroupDescription: 'control',
    CacheNodeType: 'cache.m7g.large',
    Engine: 'valkey',
    ClusterMode: 'enabled',
    NumNodeGroups: shards,
    ReplicasPerNodeGroup: 1,
    AutomaticFailoverEnabled: true,
  };
  return { Resources: { Cache: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties, ...more } } };
}
