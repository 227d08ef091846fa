import { LocatedResource } from '../assembly';
import { PricedResource } from './charge';
import { Load, loadShare, loadsOf } from './process-load';
import { logGroupsOf } from './referrers';
import { Workload } from './workload';

/** What is written to a log in a month. */
export interface LogVolume {
  readonly gb: number;
  readonly basis: string;

  /** Whether an AWS service writes it, at the price of vended logs (CloudWatch pricing, "vended logs"). */
  readonly isVended?: boolean;
}

/** Who writes to what. */
export interface Writing {
  readonly priced: PricedResource;
  readonly writer: LocatedResource;

  /** The log group or bucket. */
  readonly target: LocatedResource;
  readonly workload: Workload;
}

const KB_PER_GB = 1_000_000;

const QUIET: LogVolume = { gb: 0, basis: 'only deployments and operations write here' };

/** Log groups of a machine whose name says what runs: workers, or what runs once. */
const WORKER = /work|job|queue|consumer/i;
const ONE_OFF = /migrat|init|setup|deploy/i;

/** The log of a task or function: its requests or messages, in equal parts for the groups that it names. */
export function processLog(writing: Writing): LogVolume {
  const groups = groupsOf(writing).length;
  const volumes = loadsOf(writing.priced.index, writing.writer).map((load) => loadVolume(writing, load, groups));
  return together(volumes);
}

/** Machines run everything and write to several groups; which of them gets what follows from its name. */
export function machineLog(writing: Writing): LogVolume {
  const groups = groupsOf(writing);
  const workers = groups.filter(({ id }) => WORKER.test(id));
  const webs = groups.filter(({ id }) => !WORKER.test(id) && !ONE_OFF.test(id));
  const has = (some: readonly LocatedResource[]) => some.some(({ address }) => address === writing.target.address);
  const ofMessages = workers.length > 0 ? workers : webs;
  return together([
    ...(has(webs) ? [loadVolume(writing, Load.REQUESTS, webs.length)] : []),
    ...(has(ofMessages) ? [loadVolume(writing, Load.MESSAGES, ofMessages.length)] : []),
  ]);
}

function groupsOf({ priced, writer }: Writing): readonly LocatedResource[] {
  return logGroupsOf(priced.index).filter(({ writers }) => writers.some(({ address }) => address === writer.address));
}

function loadVolume(
  { priced, writer, workload: { requests, messages, assumptions } }: Writing,
  load: Load,
  groups: number,
): LogVolume {
  const share = loadShare(priced, writer, load) / Math.max(1, groups);
  return load === Load.REQUESTS
    ? {
        gb: (share * requests * assumptions.logKbPerRequest) / KB_PER_GB,
        basis: `${assumptions.logKbPerRequest} kB per request`,
      }
    : {
        gb: (share * messages * assumptions.logKbPerMessage) / KB_PER_GB,
        basis: `${assumptions.logKbPerMessage} kB per message`,
      };
}

function together(volumes: readonly LogVolume[]): LogVolume {
  return volumes.length === 0
    ? QUIET
    : { gb: volumes.reduce((sum, { gb }) => sum + gb, 0), basis: volumes.map(({ basis }) => basis).join(', ') };
}
