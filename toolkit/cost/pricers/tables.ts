import { StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ChargeExtras, ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { isTrue, knownNumber, knownText, listAt } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';
import { Workload } from '../workload';
import { regionShare } from '../workload-share';
import { Amount, amount, readable } from './amounts';

/** Tables of DynamoDB. */
export const TABLES: Readonly<Record<string, Pricer>> = {
  'AWS::DAX::Cluster': tallied((tally) => tally.unknown('nodes of DynamoDB Accelerator have no known price')),
  'AWS::DynamoDB::GlobalTable': tallied(globalTable),
  'AWS::DynamoDB::Table': tallied(table),
};

const USAGE = {
  reads: 'reads of at most 4 kB in a month, of all Regions',
  writes: 'writes of at most 1 kB in a month, of all Regions',
  storedGb: 'GB in the table',
};

/** What the user may say. */
export const TABLES_USAGE: ResourceUsage = { 'AWS::DynamoDB::GlobalTable': USAGE, 'AWS::DynamoDB::Table': USAGE };

const TYPES = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'];
const RELATIONAL = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'];
const MILLION = 1_000_000;

/** What users do with a table. */
interface TableUse {
  readonly reads: Amount;
  readonly writes: Amount;
  readonly storedGb: Amount;
}

/** Tables share in equal parts; beside a relational database they hold little, without one they are the database. */
function useOf(
  tally: ChargeCollector,
  { index }: PricedResource,
  { users, requests, assumptions }: Workload,
): TableUse {
  const share = 1 / index.ofType(...TYPES).length;
  const isBeside = index.ofType(...RELATIONAL).length > 0;
  const writes = (requests * assumptions.writePercent) / 100;
  const reads = requests * (isBeside ? assumptions.tableReadsPerRequest : assumptions.queriesPerRequest);
  const units = isBeside ? 1 : Math.max(1, Math.ceil(assumptions.rowKb));
  const gb = isBeside
    ? (users * assumptions.tableKbPerUser) / MILLION
    : (users * assumptions.databaseMbPerUser) / 1_000;
  return {
    reads: amount(
      tally,
      'reads',
      share * reads,
      `${isBeside ? assumptions.tableReadsPerRequest : assumptions.queriesPerRequest} reads per request, of at ` +
        'most 4 kB, split evenly over all tables',
    ),
    writes: amount(
      tally,
      'writes',
      share * writes * units,
      `${assumptions.writePercent} % of requests write, ${units} kB each, split evenly over all tables`,
    ),
    storedGb: amount(
      tally,
      'storedGb',
      share * gb,
      isBeside ? `${assumptions.tableKbPerUser} kB per user` : `${assumptions.databaseMbPerUser} MB per user`,
    ),
  };
}

function table(tally: ChargeCollector, priced: PricedResource): void {
  const { resource } = priced;
  const isOnDemand = knownText(resource, ['BillingMode'], 'PROVISIONED') === 'PAY_PER_REQUEST';
  const indexes = listAt<StackResource['Properties']>(resource, ['GlobalSecondaryIndexes']);
  tableClass(tally, resource, ['TableClass']);
  if (!isOnDemand) {
    provisioned(
      tally,
      'provisioned-rcu',
      'read',
      [resource.Properties, ...indexes].map((owner) => unitsIn(owner, 'ReadCapacityUnits')),
    );
    provisioned(
      tally,
      'provisioned-wcu',
      'write',
      [resource.Properties, ...indexes].map((owner) => unitsIn(owner, 'WriteCapacityUnits')),
    );
  }
  tally.withWorkload((workload) => {
    const use = useOf(tally, priced, workload);
    if (isOnDemand) {
      reads(tally, use.reads, 1, {});
      writes(tally, 'on-demand-write', use.writes, indexes.length, {});
    }
    held(
      tally,
      use.storedGb,
      isTrue(valueAt(resource, ['PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'])),
      {},
    );
  });
}

function unitsIn(properties: StackResource['Properties'], name: string): number | undefined {
  return knownNumber({ Type: '', Properties: properties }, ['ProvisionedThroughput', name]);
}

/** Units of the table and of each of its indexes; scaling begins with them. */
function provisioned(
  tally: ChargeCollector,
  sku: string,
  what: string,
  units: readonly (number | undefined)[],
  extras: ChargeExtras = {},
): void {
  const sum = units.includes(undefined) ? undefined : units.reduce<number>((all, unit) => all + (unit ?? 0), 0);
  tally.fixed(
    'DynamoDB',
    sku,
    sum === undefined ? undefined : sum * HOURS_PER_MONTH,
    `${sum ?? ''} provisioned ${what} capacity units`.trim(),
    extras,
  );
}

interface Replica {
  readonly Region?: string;
  readonly TableClass?: string;
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled?: unknown };
  readonly ReadProvisionedThroughputSettings?: {
    readonly ReadCapacityUnits?: number;
    readonly ReadCapacityAutoScalingSettings?: { readonly MinCapacity?: number };
  };
}

/** Every replica takes every write, reads its own part, and holds all (DynamoDB pricing, "global tables"). */
function globalTable(tally: ChargeCollector, priced: PricedResource): void {
  const { resource, stack } = priced;
  const replicas = listAt<Replica>(resource, ['Replicas']);
  const isOnDemand = knownText(resource, ['BillingMode'], 'PROVISIONED') === 'PAY_PER_REQUEST';
  const indexes = listAt(resource, ['GlobalSecondaryIndexes']).length;
  const regions = [...replicas.map(({ Region }) => Region ?? stack.region)].sort(
    (left, right) => Number(right === stack.region) - Number(left === stack.region),
  );
  if (!isOnDemand) {
    provisionedReplicas(tally, resource, replicas, stack.region);
  }
  replicas.forEach(({ TableClass }) => tableClass(tally, { ...resource, Properties: { TableClass } }, ['TableClass']));
  tally.withWorkload((workload) => {
    const use = useOf(tally, priced, workload);
    for (const { Region: priceRegion = stack.region, PointInTimeRecoverySpecification } of replicas) {
      if (isOnDemand) {
        reads(tally, use.reads, regionShare(priced, regions, priceRegion), { priceRegion });
        writes(tally, replicas.length > 1 ? 'global-tables-replicated-write' : 'on-demand-write', use.writes, indexes, {
          priceRegion,
        });
      }
      held(tally, use.storedGb, isTrue(PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled), { priceRegion });
    }
    transfer(tally, priced, regions, use.writes);
  });
}

function provisionedReplicas(
  tally: ChargeCollector,
  resource: StackResource,
  replicas: readonly Replica[],
  home: string,
): void {
  const write = knownNumber(resource, [
    'WriteProvisionedThroughputSettings',
    'WriteCapacityAutoScalingSettings',
    'MinCapacity',
  ]);
  for (const { Region: priceRegion = home, ReadProvisionedThroughputSettings: read } of replicas) {
    provisioned(
      tally,
      'provisioned-rcu',
      'read',
      [read?.ReadCapacityUnits ?? read?.ReadCapacityAutoScalingSettings?.MinCapacity],
      { priceRegion },
    );
    provisioned(tally, 'provisioned-wcu', 'write', [write], { priceRegion });
  }
}

/** What is written in one Region goes to each of the others. */
function transfer(
  tally: ChargeCollector,
  priced: PricedResource,
  regions: readonly string[],
  { quantity }: Amount,
): void {
  for (const priceRegion of regions.length > 1 ? regions : []) {
    const gb = (quantity * regionShare(priced, regions, priceRegion) * (regions.length - 1)) / MILLION;
    tally.usage(
      'DataTransfer',
      'inter-region-out-default',
      gb,
      `${readable(gb)} GB of writes sent from ${priceRegion} to ${regions.length - 1} Regions`,
      '1 kB for each write',
      { priceRegion },
    );
  }
}

function reads(tally: ChargeCollector, { quantity, basis }: Amount, part: number, extras: ChargeExtras): void {
  tally.usage(
    'DynamoDB',
    'on-demand-read',
    (part * quantity) / MILLION,
    `${readable((part * quantity) / MILLION)} million reads${placeOf(extras)}`,
    basis,
    extras,
  );
}

/** An index takes every write of its table, too. */
function writes(
  tally: ChargeCollector,
  sku: string,
  { quantity, basis }: Amount,
  indexes: number,
  extras: ChargeExtras,
): void {
  const units = quantity * (1 + indexes);
  tally.usage(
    'DynamoDB',
    sku,
    units / MILLION,
    `${readable(units / MILLION)} million writes${placeOf(extras)}`,
    indexes > 0 ? `${basis}; again for each of ${indexes} indexes` : basis,
    extras,
  );
}

/** Point-in-time recovery is paid for by the size of the table (DynamoDB pricing). */
function held(tally: ChargeCollector, { quantity, basis }: Amount, hasRecovery: boolean, extras: ChargeExtras): void {
  tally.usage(
    'DynamoDB',
    'storage-standard',
    quantity,
    `${readable(quantity)} GB in the table${placeOf(extras)}`,
    basis,
    extras,
  );
  if (hasRecovery) {
    tally.usage(
      'DynamoDB',
      'pitr-storage',
      quantity,
      `${readable(quantity)} GB of point-in-time recovery${placeOf(extras)}`,
      basis,
      extras,
    );
  }
}

function placeOf({ priceRegion }: ChargeExtras): string {
  return priceRegion === undefined ? '' : ` in ${priceRegion}`;
}

function tableClass(tally: ChargeCollector, resource: StackResource, path: readonly string[]): void {
  if (knownText(resource, path, 'STANDARD') !== 'STANDARD') {
    tally.unknown('the class for infrequent access has no known price: the table is charged at the standard price');
  }
}
