import { GrowthStage } from '../lib';
import { GrowthStages } from './catalogue';
import { StageReason } from './signals';

/** A range of users for which the guides say the same things, and what to make of them. */
interface UserBand {
  /** First number of users of the band. */
  readonly from: number;
  readonly stage: GrowthStage;
  /** The figure that decided. */
  readonly figure: number;
  readonly because: string;
  readonly source: string;
  readonly otherGuides?: string;
}

const BANDS: readonly UserBand[] = [
  {
    from: 1,
    stage: GrowthStages.MONOLITH,
    figure: 10_000,
    because: 'under 10,000, for which one server and one PostgreSQL are enough',
    source: 'Axewik and Mustafa (monolith to 10k users)',
  },
  {
    from: 1_000,
    stage: GrowthStages.MONOLITH,
    figure: 10_000,
    because: 'under 10,000, for which one server and one PostgreSQL are enough',
    source: 'Mustafa (monolith on one server, 1k-10k users)',
    otherGuides:
      'Push2Commit runs two servers behind a load balancer from 1k users and Axewik managed containers; Mustafa is ' +
      'followed, the VM group optionally runs 2 to 8 VMs',
  },
  {
    from: 10_000,
    stage: GrowthStages.CONTAINERS,
    figure: 10_000,
    because: 'from 10,000 on, web and workers scale separately, and the database gets a standby, a replica and pooling',
    source:
      'Axewik (auto-scaling Fargate, primary with 1-2 replicas, pooler, 10k-50k users) and Mustafa (replicas and ' +
      'Redis, 10k-100k users)',
    otherGuides:
      'Push2Commit keeps an auto-scaling group of 2-8 VMs to 50k users; Axewik is followed, because containers run ' +
      'the same image and scale web and workers separately',
  },
  {
    from: 50_000,
    stage: GrowthStages.CONTAINERS,
    figure: 100_000,
    because: 'under 100,000, which one database with read replicas, Redis and a CDN can handle',
    source: 'Mustafa (modular monolith with read replicas, 10k-100k users)',
    otherGuides:
      'Push2Commit moves to Aurora and Axewik to hybrid services in several Regions at 50k users; Mustafa is ' +
      'followed, unless the database is at its limit with pooling, cache and replicas on',
  },
  {
    from: 100_000,
    stage: GrowthStages.AURORA,
    figure: 100_000,
    because: 'from 100,000 on, readers must scale automatically and failover must be short',
    source:
      'Push2Commit (Aurora with 2-3 readers), at the figure at which Mustafa leaves the single database (100k users)',
    otherGuides:
      'Mustafa splits the database into shards and adds Kafka at 100k users; Krishan stays with PostgreSQL, Redis, ' +
      'a queue and a CDN to 1M: Krishan is followed on shards, which come last',
  },
  {
    from: 500_000,
    stage: GrowthStages.AURORA,
    figure: 500_000,
    because: 'from 500,000 on, the number of users alone is still no reason for several Regions',
    source: 'Krishan (PostgreSQL, Redis, queue and CDN to 1M users; several Regions only for latency or compliance)',
    otherGuides:
      'Mustafa goes active-active in several Regions at 500k-1M+ users; Krishan is followed, until continents, ' +
      'latency, residency or recovery require it',
  },
];

/** The stage that the number of users alone asks for, and why. */
export function bandOf(users: number): { readonly stage: GrowthStage; readonly reason: StageReason } {
  const fits = BANDS.filter((band) => band.from <= users);
  const band = fits[fits.length - 1];
  return {
    stage: band.stage,
    reason: {
      signal: 'users',
      value: users,
      figure: band.figure,
      text: `${users.toLocaleString('en-US')} users: ${band.because}`,
      source: band.source,
      ...(band.otherGuides === undefined ? {} : { otherGuides: band.otherGuides }),
    },
  };
}

/** The number of users from which on it alone asks for a stage; `undefined` if no number does. */
export function firstUsersOf(stage: GrowthStage): number | undefined {
  return BANDS.find((band) => band.stage === stage)?.from;
}
