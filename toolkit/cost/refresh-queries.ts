/** How one price of the list is found with the AWS Price List Query API. */
export interface PriceQuery {
  readonly serviceCode: string;

  /** What the API filters by, besides the Region. */
  readonly filters: Readonly<Record<string, string>>;

  /** The usage type, without the prefix of the Region. */
  readonly usageType: string;

  /** Values of which an attribute of the product must have one. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;

  /** Units of AWS that mean the unit of the list, in lower case. */
  readonly units: readonly string[];

  /** The unit of the list. */
  readonly unit: string;

  /** How many units of AWS one unit of the list is. */
  readonly factor: number;
}

/**
 * What usage types begin with, by Region (AWS Cost and Usage Report guide, Region codes of usage types); of us-east-1
 * often nothing.
 */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['', 'USE1-'],
  'us-west-2': ['USW2-'],
  'eu-west-1': ['EU-', 'EUW1-'],
  'eu-central-1': ['EUC1-'],
  'ap-southeast-1': ['APS1-'],
  'ap-southeast-2': ['APS2-'],
  'ap-northeast-1': ['APN1-'],
};

/** The Regions whose usage types are known. */
export const REFRESHED_REGIONS = Object.keys(PREFIXES);

/** The usage types that a query means in a Region; some services begin them with its whole name. */
export function usageTypesIn(region: string, { usageType }: PriceQuery): readonly string[] {
  return [...(PREFIXES[region] ?? []), `${region}-`].map((prefix) => `${prefix}${usageType}`);
}

const HOURS = { units: ['hrs', 'hours', 'hour'], unit: 'hour', factor: 1 } as const;
const GB_MONTH = { units: ['gb-mo', 'gb-month'], unit: 'GB-month', factor: 1 } as const;
const GB = { units: ['gb'], unit: 'GB', factor: 1 } as const;

type Maker = (...parts: string[]) => PriceQuery;

const rds = (
  engine: string,
  usageType: string,
  filters: Readonly<Record<string, string>>,
  units: Pick<PriceQuery, 'units' | 'unit' | 'factor'>,
): PriceQuery => ({
  serviceCode: 'AmazonRDS',
  filters,
  usageType,
  attributes: { databaseEngine: [engine, 'Any'] },
  ...units,
});

const plain = (
  serviceCode: string,
  usageType: string,
  units: Pick<PriceQuery, 'units' | 'unit' | 'factor'>,
  filters: Readonly<Record<string, string>> = {},
): PriceQuery => ({ serviceCode, filters, usageType, ...units });

const machine: Maker = (type) =>
  plain('AmazonEC2', `BoxUsage:${type}`, HOURS, {
    instanceType: type,
    tenancy: 'Shared',
    operatingSystem: 'Linux',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
  });
const instance: Maker = (type, kind) =>
  rds(
    'PostgreSQL',
    `${kind === 'multi-az' ? 'Multi-AZUsage' : 'InstanceUsage'}:${type}`,
    { instanceType: type, databaseEngine: 'PostgreSQL' },
    HOURS,
  );
const volume: Maker = (kind) =>
  rds(
    'PostgreSQL',
    kind === 'multi-az' ? 'RDS:Multi-AZ-GP3-Storage' : 'RDS:GP3-Storage',
    { productFamily: 'Database Storage' },
    GB_MONTH,
  );
const member: Maker = (type, kind) =>
  rds(
    'Aurora PostgreSQL',
    `${kind === 'io-optimized' ? 'InstanceUsageIOOptimized' : 'InstanceUsage'}:${type}`,
    { instanceType: type, databaseEngine: 'Aurora PostgreSQL' },
    HOURS,
  );
const serverless: Maker = (kind) =>
  rds(
    'Aurora PostgreSQL',
    kind === 'io-optimized' ? 'Aurora:ServerlessV2IOOptimizedUsage' : 'Aurora:ServerlessV2Usage',
    { databaseEngine: 'Aurora PostgreSQL' },
    { units: ['acu-hr', 'acu-hrs'], unit: 'ACU-hour', factor: 1 },
  );
const clusterVolume: Maker = (kind) =>
  rds(
    'Aurora PostgreSQL',
    kind === 'io-optimized' ? 'Aurora:IO-OptimizedStorageUsage' : 'Aurora:StorageUsage',
    { productFamily: 'Database Storage' },
    GB_MONTH,
  );
const clusterIo: Maker = () =>
  rds(
    'Aurora PostgreSQL',
    'Aurora:StorageIOUsage',
    { productFamily: 'System Operation' },
    { units: ['ios', 'io'], unit: 'million', factor: 1_000_000 },
  );
const node: Maker = (type, engine) =>
  plain('AmazonElastiCache', `NodeUsage:${type}`, HOURS, {
    instanceType: type,
    cacheEngine: engine === 'valkey' ? 'Valkey' : 'Redis',
  });
const task: Maker = (platform, what) => {
  const arm = platform === 'linux-arm64' ? 'ARM-' : '';
  return what === 'vcpu'
    ? plain('AmazonECS', `Fargate-${arm}vCPU-Hours:perCPU`, { ...HOURS, unit: 'vCPU-hour' })
    : plain('AmazonECS', `Fargate-${arm}GB-Hours`, { ...HOURS, unit: 'GB-hour' });
};
const balancer: Maker = (kind, what) => {
  const filters = { productFamily: kind === 'alb' ? 'Load Balancer-Application' : 'Load Balancer-Network' };
  return what === 'hour'
    ? plain('AWSELB', 'LoadBalancerUsage', HOURS, filters)
    : plain(
        'AWSELB',
        'LCUUsage',
        { units: ['lcu-hrs', 'lcu-hours'], unit: kind === 'alb' ? 'LCU-hour' : 'NLCU-hour', factor: 1 },
        filters,
      );
};

/** What can be refreshed: service, pattern of the SKU, and how its query follows from the parts of the pattern. */
const QUERIES: readonly (readonly [string, RegExp, Maker])[] = [
  ['EC2', /^([a-z]\w+\.\w+)$/, machine],
  ['EBS', /^gp3-storage$/, () => plain('AmazonEC2', 'EBS:VolumeUsage.gp3', GB_MONTH, { volumeApiName: 'gp3' })],
  ['RDS-PostgreSQL', /^(db\.\w+\.\w+)\/(single-az|multi-az)$/, instance],
  ['RDS-PostgreSQL', /^gp3-storage\/(single-az|multi-az)$/, volume],
  ['Aurora-PostgreSQL', /^(db\.\w+\.\w+)\/(standard|io-optimized)$/, member],
  ['Aurora-PostgreSQL', /^serverless-v2\/(standard|io-optimized)$/, serverless],
  ['Aurora-PostgreSQL', /^storage\/(standard|io-optimized)$/, clusterVolume],
  ['Aurora-PostgreSQL', /^io-requests\/standard$/, clusterIo],
  ['ElastiCache', /^(cache\.\w+\.\w+)\/(valkey|redis-oss)$/, node],
  ['Fargate', /^(linux-arm64|linux-x86)\/(vcpu|memory)$/, task],
  ['VPC', /^nat-gateway-hour$/, () => plain('AmazonEC2', 'NatGateway-Hours', HOURS, { productFamily: 'NAT Gateway' })],
  ['VPC', /^nat-gateway-data$/, () => plain('AmazonEC2', 'NatGateway-Bytes', GB, { productFamily: 'NAT Gateway' })],
  ['VPC', /^public-ipv4-in-use$/, () => plain('AmazonVPC', 'PublicIPv4:InUseAddress', HOURS)],
  ['VPC', /^public-ipv4-idle$/, () => plain('AmazonVPC', 'PublicIPv4:IdleAddress', HOURS)],
  ['VPC', /^interface-endpoint-hour-per-AZ$/, () => plain('AmazonVPC', 'VpcEndpoint-Hours', HOURS)],
  ['ELB', /^(alb|nlb)-(hour|lcu)$/, balancer],
  ['KMS', /^customer-managed-key$/, () => plain('awskms', 'KMS-Keys', { units: ['keys'], unit: 'month', factor: 1 })],
];

/** How to find a price; `undefined` if that is not certain, so that the old price and date stay. */
export function queryOf(service: string, sku: string): PriceQuery | undefined {
  for (const [name, pattern, make] of QUERIES) {
    const match = name === service ? pattern.exec(sku) : null;
    if (match) {
      return make(...match.slice(1));
    }
  }
  return undefined;
}
