import { BillLine } from './bill';
import { Price, PriceList } from './price-list';

/** What a commitment takes off the list price. */
export interface Rate {
  /** 0.2 is 20 % off. */
  readonly discount: number;
  readonly source: string;
  readonly asOf?: string;
  readonly verified: boolean;
  readonly note?: string;
}

/** A commitment of one year without payment in advance. */
export interface CommitmentOffer {
  readonly name: string;
  readonly kind: 'savings-plan' | 'reserved';

  /** Whether AWS only says "up to". */
  readonly isAtMost: boolean;

  /** What has to stay as it is for a year, so that it is worth what it costs. */
  readonly mustStay: string;

  /** The rate for a line; `undefined` if the offer does not cover it, or no rate is known. */
  readonly rate: (line: BillLine, prices: PriceList) => Rate | undefined;
}

/**
 * Machine families of the generations that database savings plans cover (note of the rate; AWS lists generation 7 and
 * newer).
 */
const GENERATION_7 = /\b(db|cache)\.[a-z]+([7-9]|\d{2})[a-z]*\./;

const FAMILIES_7_8 = /^m[78]g\./;
const DATABASES = ['RDS-PostgreSQL', 'Aurora-PostgreSQL'];

/** Commitments that have a rate in the price list; every other one is left out. */
export const OFFERS: readonly CommitmentOffer[] = [
  {
    name: 'compute savings plan for machines',
    kind: 'savings-plan',
    isAtMost: false,
    mustStay: 'the same US dollars an hour of machines, tasks or Lambda, in any Region and of any size',
    rate: ({ service, sku, region }, prices) =>
      service === 'EC2' && FAMILIES_7_8.test(sku)
        ? committed('ec2/m7g-m8g/compute-sp-1yr-no-upfront-discount', 'us-east-1', region, prices)
        : undefined,
  },
  {
    name: 'reserved machines',
    kind: 'reserved',
    isAtMost: false,
    mustStay: 'the instance family of the machines in this Region',
    rate: ({ service, sku, region }, prices) =>
      service === 'EC2' && FAMILIES_7_8.test(sku)
        ? committed('ec2/m7g-m8g/standard-ri-1yr-no-upfront-discount', 'us-east-1', region, prices)
        : undefined,
  },
  {
    name: 'compute savings plan for Fargate tasks',
    kind: 'savings-plan',
    isAtMost: false,
    mustStay: 'the same US dollars an hour of machines, tasks or Lambda, in any Region and of any size',
    rate: ({ service, sku, region }, prices) =>
      service === 'Fargate' && /\/(vcpu|memory)$/.test(sku)
        ? committed('fargate/compute-sp-1yr-no-upfront-discount', 'us-east-2', region, prices)
        : undefined,
  },
  {
    name: 'reserved database instances',
    kind: 'reserved',
    isAtMost: false,
    mustStay: 'engine, instance family and Region of the instances; a move to Aurora forfeits them',
    rate: ({ service, sku, region }, prices) =>
      service === 'RDS-PostgreSQL' && sku.startsWith('db.')
        ? committed('rds/ri-1yr-no-upfront-discount', 'us-east-1', region, prices)
        : undefined,
  },
  {
    name: 'reserved Aurora instances',
    kind: 'reserved',
    isAtMost: false,
    mustStay: 'engine, instance family and Region of the instances',
    rate: ({ service, sku, region }, prices) => {
      const [, type] = /^(db\.[^/]+)\/standard$/.exec(sku) ?? [];
      return service === 'Aurora-PostgreSQL' && type
        ? committed(`aurora/${type}/ri-1yr-no-upfront-discount`, 'us-east-1', region, prices)
        : undefined;
    },
  },
  {
    name: 'reserved cache nodes',
    kind: 'reserved',
    isAtMost: false,
    mustStay: 'family of the nodes and Region',
    rate: reservedNodes,
  },
  {
    name: 'database savings plan for instances and nodes',
    kind: 'savings-plan',
    isAtMost: true,
    mustStay:
      'the same US dollars an hour of databases of generation 7 or newer, of any engine and size and in any Region',
    rate: ({ service, sku, region }, prices) =>
      (DATABASES.includes(service) || (service === 'ElastiCache' && sku.endsWith('/valkey'))) && GENERATION_7.test(sku)
        ? committed('database-sp/1yr-no-upfront-discount-provisioned', 'global', region, prices)
        : undefined,
  },
  {
    name: 'database savings plan for Aurora serverless',
    kind: 'savings-plan',
    isAtMost: true,
    mustStay: 'the same US dollars an hour of databases, of any engine and in any Region',
    rate: ({ service, sku, region }, prices) =>
      service === 'Aurora-PostgreSQL' && sku.startsWith('serverless-v2/')
        ? committed('database-sp/1yr-no-upfront-discount-serverless', 'global', region, prices)
        : undefined,
  },
];

/** A rate of one Region is no fact for another. */
function committed(sku: string, rateRegion: string, region: string, prices: PriceList): Rate | undefined {
  const price = prices.find('Commitments', sku, rateRegion);
  if (!price) {
    return undefined;
  }
  const isOwn = price.region === 'global' || price.region === region;
  return rateOf(
    price,
    price.usd,
    price.verified && isOwn,
    isOwn
      ? price.note
      : [price.note, `rate of ${price.region}, not confirmed for ${region}`].filter(Boolean).join('; '),
  );
}

function reservedNodes({ service, sku, price: onDemand }: BillLine, prices: PriceList): Rate | undefined {
  const reserved =
    service === 'ElastiCache' && onDemand
      ? prices.find(service, `${sku}/reserved-1yr-no-upfront`, onDemand.region)
      : undefined;
  return reserved && onDemand
    ? rateOf(reserved, 1 - reserved.usd / onDemand.usd, reserved.verified && onDemand.verified, reserved.note)
    : undefined;
}

function rateOf({ source, asOf }: Price, discount: number, verified: boolean, note?: string): Rate {
  return { discount, source, ...(asOf ? { asOf } : {}), verified, ...(note ? { note } : {}) };
}
