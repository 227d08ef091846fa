import { StackResource, TemplateIndex, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ChargeCollector, tallied } from '../charge-collector';
import { Load, loadsOf } from '../process-load';
import { shareOf } from '../workload-share';
import { readable } from './amounts';

const TYPES = ['AWS::EC2::LaunchTemplate', 'AWS::ECS::TaskDefinition', 'AWS::Lambda::Function'];
const MILLION = 1_000_000;

/** Traces, of what sends them; these types are paid for otherwise, too. */
export const TRACES: Readonly<Record<string, Pricer>> = Object.fromEntries(
  TYPES.map((type) => [type, tallied(traces)]),
);

/** A collector of OpenTelemetry or X-Ray, in a container or in the user data of a machine. */
const COLLECTOR = /aws-otel-collector|adot-collector|xray-daemon|aws-xray/i;

const SENDING = new WeakMap<TemplateIndex, ReadonlySet<string>>();

/**
 * The part of the requests that is traced, in equal parts for what has a collector and gets requests (X-Ray pricing,
 * traces recorded).
 */
function traces(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(({ requests, assumptions }) => {
    const senders = sendersOf(priced.index);
    const share = senders.has(priced.address) ? shareOf(priced, ({ address }) => senders.has(address)) : 0;
    const recorded = (share * requests * assumptions.tracePercent) / 100;
    tally.usage(
      'XRay',
      'traces-recorded',
      recorded / MILLION,
      `${readable(recorded / MILLION)} million recorded traces`,
      `${assumptions.tracePercent} % of the requests`,
    );
  });
}

function sendersOf(index: TemplateIndex): ReadonlySet<string> {
  const known =
    SENDING.get(index) ??
    new Set(
      index
        .ofType(...TYPES)
        .filter((located) => hasCollector(located.resource) && loadsOf(index, located).includes(Load.REQUESTS))
        .map(({ address }) => address),
    );
  SENDING.set(index, known);
  return known;
}

function hasCollector(resource: StackResource): boolean {
  const isActive = valueAt(resource, ['TracingConfig', 'Mode']) === 'Active';
  return resource.Type === 'AWS::Lambda::Function'
    ? isActive
    : COLLECTOR.test(JSON.stringify(resource.Properties ?? {}));
}
