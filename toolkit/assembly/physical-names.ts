import { LocatedResource } from './located-resource';
import { StackCatalog } from './stack-catalog';
import { StackTemplate } from './stack-template';

/** The property with which a resource of a type is given its name. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBProxy': 'DBProxyName',
  'AWS::RDS::GlobalCluster': 'GlobalClusterIdentifier',
  'AWS::Route53::RecordSet': 'Name',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
};

/** Shorter names are words that occur in other strings by chance. */
const LEAST_LENGTH = 8;

/** What a name consists of. */
const WORD = /[\w.-]+/g;

/** Finds resources by the names that templates give them, where other strings contain them. */
export class PhysicalNames {
  private readonly byName = new Map<string, LocatedResource[]>();

  /** @param catalog the stacks */
  public constructor(private readonly catalog: StackCatalog) {
    for (const located of catalog.resources) {
      const name = nameOf(located);
      if (name !== undefined && name.length >= LEAST_LENGTH) {
        this.byName.set(name, [...(this.byName.get(name) ?? []), located]);
      }
    }
  }

  /**
   * The resources whose names a string contains. If resources of several accounts and Regions have the name, it is that
   * of the Region that the string names, otherwise the nearest.
   *
   * @param text the string
   * @param stack the stack in whose template it is written
   */
  public in(text: string, stack: StackTemplate): LocatedResource[] {
    if (this.byName.size === 0) {
      return [];
    }
    return [...text.matchAll(WORD)].flatMap(([word]) =>
      beginnings(word).flatMap((name) => this.called(name, text, stack)),
    );
  }

  private called(name: string, text: string, stack: StackTemplate): readonly LocatedResource[] {
    const all = this.byName.get(name) ?? [];
    const inRegion = all.filter(({ stack: { region } }) => region !== '' && text.includes(region));
    return this.catalog.nearest(inRegion.length > 0 ? inRegion : all, stack);
  }
}

/** A record has the whole of its name, without the dot at its end. */
function nameOf({ resource: { Type, Properties = {} } }: LocatedResource): string | undefined {
  const name = Properties[NAME_PROPERTIES[Type] ?? ''];
  return typeof name === 'string' ? name.replace(/\.$/, '') : undefined;
}

/** A word, and what it begins with: the address of a bucket begins with its name. */
function beginnings(word: string): string[] {
  const parts = word.replace(/\.+$/, '').split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}
