import { valueAt } from '../assembly';
import { PricedResource } from './charge';
import { isTrue, knownText, listAt } from './literals';
import { LogVolume, machineLog, processLog, Writing } from './process-log';
import { logGroupsOf, referrersOf, writersOf } from './referrers';
import { Workload } from './workload';
import { shareOf } from './workload-share';

const KB_PER_GB = 1_000_000;

type Writer = (writing: Writing) => LogVolume | undefined;

/** What writes into log groups and log buckets that it names. */
const WRITERS: Readonly<Record<string, Writer>> = {
  'AWS::ApiGateway::Stage': accessLog,
  'AWS::ApiGatewayV2::Stage': accessLog,
  'AWS::AutoScaling::LaunchConfiguration': machineLog,
  'AWS::CloudFront::Distribution': edgeAccess,
  'AWS::EC2::FlowLog': flowLog,
  'AWS::EC2::Instance': machineLog,
  'AWS::EC2::LaunchTemplate': machineLog,
  'AWS::ECS::TaskDefinition': processLog,
  'AWS::ElastiCache::ReplicationGroup': databaseLog,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': balancerAccess,
  'AWS::Lambda::Function': processLog,
  'AWS::Logs::DeliveryDestination': delivered,
  'AWS::RDS::DBCluster': databaseLog,
  'AWS::RDS::DBInstance': databaseLog,
  'AWS::S3::Bucket': bucketAccess,
  'AWS::WAFv2::LoggingConfiguration': firewallLog,
};

/** Names that AWS gives to log groups of its services, for groups that nothing else names. */
const NAMES: readonly (readonly [string, Writer])[] = [
  ['/aws/rds/', databaseLog],
  ['aws-waf-logs-', firewallLog],
];

/**
 * The data written to a log group or a log bucket; `undefined` if no resource of the application is known to write
 * there.
 *
 * @param priced the log group or bucket
 * @param workload what users do
 * @param physicalName the property that holds its name
 */
export function volumesOf(
  priced: PricedResource,
  workload: Workload,
  physicalName: string,
): readonly LogVolume[] | undefined {
  const volumes = writersOf(priced.index, priced, physicalName).flatMap(
    (writer) => WRITERS[writer.resource.Type]?.({ priced, writer, target: priced, workload }) ?? [],
  );
  if (volumes.length > 0) {
    return volumes;
  }
  const name = knownText(priced.resource, [physicalName]) ?? '';
  const [, byName] = NAMES.find(([prefix]) => name.startsWith(prefix)) ?? [];
  const volume = byName?.({ priced, writer: priced, target: priced, workload });
  return volume && [volume];
}

/** The part that a writer has of what all writers of its type write. */
function part({ priced, writer }: Writing): number {
  return shareOf({ ...priced, ...writer });
}

function gbOf(records: number, kb: number): number {
  return (records * kb) / KB_PER_GB;
}

function databaseLog({ priced, target, workload: { requests, assumptions } }: Writing): LogVolume {
  const groups = new Set(
    logGroupsOf(priced.index)
      .filter(isOfDatabase)
      .map(({ address }) => address),
  );
  const share = shareOf({ ...priced, ...target }, ({ address }) => groups.has(address));
  return {
    gb: gbOf(share * requests, assumptions.databaseLogKbPerRequest),
    basis: `${assumptions.databaseLogKbPerRequest} kB per request, split evenly over the logs of databases and caches`,
  };
}

function isOfDatabase({ resource, writers }: ReturnType<typeof logGroupsOf>[number]): boolean {
  return (
    String(resource.Properties?.LogGroupName).startsWith('/aws/rds/') ||
    writers.some((writer) => /^AWS::(RDS|ElastiCache)::/.test(writer.resource.Type))
  );
}

function accessLog(writing: Writing): LogVolume {
  const { requests, assumptions } = writing.workload;
  return {
    gb: gbOf(part(writing) * requests, assumptions.accessLogKb),
    basis: `${assumptions.accessLogKb} kB per request`,
  };
}

/** The bucket of access logs stands among the attributes, even where they are off. */
function balancerAccess(writing: Writing): LogVolume | undefined {
  const attributes = listAt<{ readonly Key?: unknown; readonly Value?: unknown }>(writing.writer.resource, [
    'LoadBalancerAttributes',
  ]);
  return attributes.some(({ Key, Value }) => Key === 'access_logs.s3.enabled' && isTrue(Value))
    ? accessLog(writing)
    : undefined;
}

/** Distributions are of no Region. */
function edgeAccess({ priced: { index }, workload: { requests, assetRequests, assumptions } }: Writing): LogVolume {
  const distributions = index.ofType('AWS::CloudFront::Distribution').length;
  return {
    gb: gbOf((requests + assetRequests) / Math.max(1, distributions), assumptions.accessLogKb),
    basis: `${assumptions.accessLogKb} kB per request to the edge`,
    isVended: true,
  };
}

/** A delivery leads from a source, which names what is logged, to a destination. */
function delivered({ priced, writer, target, workload }: Writing): LogVolume | undefined {
  const { index } = priced;
  const deliveries = referrersOf(index, writer).filter(({ resource }) => resource.Type === 'AWS::Logs::Delivery');
  const sources = deliveries.flatMap(
    ({ resource, stack }) => index.target(valueAt(resource, ['DeliverySourceName']), stack) ?? [],
  );
  const logged = sources.flatMap(({ resource, stack }) => index.targets(valueAt(resource, ['ResourceArn']), stack));
  const volumes = logged.flatMap(
    (source) => WRITERS[source.resource.Type]?.({ priced, writer: source, target, workload }) ?? [],
  );
  return volumes.length === 0
    ? undefined
    : {
        gb: volumes.reduce((sum, { gb }) => sum + gb, 0),
        basis: volumes.map(({ basis }) => basis).join(', '),
        isVended: true,
      };
}

/** What the flow log of a network writes, wherever it writes to. */
export function flowLog(writing: Writing): LogVolume {
  const { requests, assumptions } = writing.workload;
  return {
    gb: gbOf(part(writing) * requests, assumptions.flowLogKbPerRequest),
    basis: `${assumptions.flowLogKbPerRequest} kB per request, added up over minutes`,
    isVended: true,
  };
}

/** One server-access record for each object that is stored, or read from the bucket by the edge. */
function bucketAccess({
  priced,
  writer,
  workload: { users, assetRequests, assumptions },
}: Writing): LogVolume | undefined {
  if (valueAt(writer.resource, ['LoggingConfiguration']) === undefined) {
    return undefined;
  }
  const records = users * assumptions.uploadsPerUser + assetRequests * (1 - assumptions.edgeHitPercent / 100);
  const share = shareOf(
    { ...priced, ...writer },
    ({ resource }) => resource.Type === 'AWS::S3::Bucket' && valueAt(resource, ['LoggingConfiguration']) !== undefined,
  );
  return {
    gb: gbOf(share * records, assumptions.accessLogKb),
    basis: `${assumptions.accessLogKb} kB per object that is stored or read`,
  };
}

/** A filter that drops by default keeps what is blocked or counted. */
export function firewallLog(writing: Writing): LogVolume {
  const { requests, assetRequests, assumptions } = writing.workload;
  const isFiltered = valueAt(writing.writer.resource, ['LoggingFilter', 'DefaultBehavior']) === 'DROP';
  const logged = isFiltered ? assumptions.firewallLogPercent : 100;
  return {
    gb: gbOf(part(writing) * (requests + assetRequests) * (logged / 100), assumptions.accessLogKb),
    basis: `${logged} % of requests, ${assumptions.accessLogKb} kB each`,
    isVended: true,
  };
}
