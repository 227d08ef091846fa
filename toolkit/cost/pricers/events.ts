import { StackResource, valueAt } from '../../assembly';
import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { knownText } from '../literals';
import { referrersOf } from '../referrers';
import { shareOf } from '../workload-share';
import { amount, Amount, onlyKnown, readable } from './amounts';
import { isCustom } from './containers';
import { runsPerMonth } from './schedule';

/** Event buses and workflows. */
export const EVENTS: Readonly<Record<string, Pricer>> = {
  'AWS::EventSchemas::Discoverer': tallied((tally) => tally.unknown('discovery of schemas has no known price')),
  'AWS::Events::ApiDestination': tallied((tally) => tally.unknown('calls of API destinations have no known price')),
  'AWS::Events::Archive': tallied(archive),
  'AWS::Events::EventBus': tallied(bus),
  'AWS::Pipes::Pipe': tallied((tally) => tally.unknown('requests through EventBridge Pipes have no known price')),
  'AWS::StepFunctions::StateMachine': tallied(stateMachine),
};

/** What the user may say. */
export const EVENTS_USAGE: ResourceUsage = {
  'AWS::Events::Archive': { writtenGb: 'GB of events that are archived in a month', storedGb: 'GB in the archive' },
  'AWS::Events::EventBus': { events: 'events that are published in a month; each 64 kB count as one' },
  'AWS::StepFunctions::StateMachine': {
    executions: 'executions in a month',
    transitions: 'state transitions of one execution; of an express workflow, none count',
    gbHours: 'of an express workflow, GB-hours of memory in a month',
  },
};

const MILLION = 1_000_000;

/** Events of one's own; events of AWS services and rules cost nothing (EventBridge pricing). */
function bus(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(({ messages, assumptions }) => {
    const { quantity, basis } = amount(
      tally,
      'events',
      shareOf(priced) * messages,
      `one event for each of the ${assumptions.messagesPerUser} messages of a user`,
    );
    tally.usage(
      'EventBridge',
      'custom-events',
      quantity / MILLION,
      `${readable(quantity / MILLION)} million events on the bus`,
      basis,
    );
  });
}

function archive(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(() => {
    const written = onlyKnown(tally, priced, 'writtenGb', 'which events are archived depends on a pattern');
    const stored = onlyKnown(tally, priced, 'storedGb', 'the size of an archive depends on a pattern');
    tally.usage(
      'EventBridge',
      'archive-processing',
      written?.quantity ?? 0,
      `${readable(written?.quantity ?? 0)} GB archived`,
      written?.basis ?? '',
    );
    tally.usage(
      'EventBridge',
      'archive-storage',
      stored?.quantity ?? 0,
      `${readable(stored?.quantity ?? 0)} GB in the archive`,
      stored?.basis ?? '',
    );
  });
}

/** Standard workflows cost by transitions, express ones by executions and memory (Step Functions pricing). */
function stateMachine(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload((workload) => {
    const isExpress = knownText(priced.resource, ['StateMachineType'], 'STANDARD') === 'EXPRESS';
    const executions = executionsOf(tally, priced, workload.assumptions.deploymentsPerMonth);
    if (executions === undefined) {
      return;
    }
    if (isExpress) {
      express(tally, priced, executions);
      return;
    }
    const states = statesOf(priced.resource);
    const each = amount(tally, 'transitions', states, `${states} states`);
    const transitions = executions.quantity * each.quantity;
    tally.usage(
      'StepFunctions',
      'standard-state-transitions',
      transitions / 1_000,
      `${readable(transitions)} state transitions`,
      `${executions.basis}, ${each.basis}; loops and retries are not counted`,
    );
  });
}

function express(tally: ChargeCollector, priced: PricedResource, { quantity, basis }: Amount): void {
  tally.usage(
    'StepFunctions',
    'express-requests',
    quantity / MILLION,
    `${readable(quantity / MILLION)} million executions`,
    basis,
  );
  const memory = onlyKnown(
    tally,
    priced,
    'gbHours',
    'the run time and memory of an express workflow are not in the template',
  );
  tally.usage(
    'StepFunctions',
    'express-duration-first-1k-GBh',
    memory?.quantity ?? 0,
    `${readable(memory?.quantity ?? 0)} GB-hours of workflows`,
    memory?.basis ?? '',
  );
}

/** Who starts a workflow: deployments, a clock, or somebody whom the template does not show. */
function executionsOf(tally: ChargeCollector, priced: PricedResource, deployments: number): Amount | undefined {
  const { index } = priced;
  const starters = referrersOf(index, priced);
  const isOfDeployments = starters.some(
    (located) =>
      isCustom(located.resource) ||
      (located.resource.Type === 'AWS::Lambda::Function' &&
        referrersOf(index, located).some(({ resource }) => isCustom(resource))),
  );
  const clocks = starters.filter(
    ({ resource }) =>
      ['AWS::Events::Rule', 'AWS::Scheduler::Schedule'].includes(resource.Type) &&
      valueAt(resource, ['ScheduleExpression']) !== undefined,
  );
  const runs = clocks.map(({ resource }) => runsPerMonth(valueAt(resource, ['ScheduleExpression'])));
  if (
    tally.own('executions') !== undefined ||
    (!isOfDeployments && (clocks.length === 0 || runs.includes(undefined)))
  ) {
    return onlyKnown(tally, priced, 'executions', 'the number of executions is not in the template');
  }
  return isOfDeployments
    ? { quantity: deployments, basis: `${deployments} deployments` }
    : {
        quantity: runs.reduce<number>((sum, run) => sum + (run ?? 0), 0),
        basis: `started by ${clocks.length} schedules`,
      };
}

/** How many states a definition has; at least one. */
function statesOf(resource: StackResource): number {
  const text = JSON.stringify([valueAt(resource, ['DefinitionString']), valueAt(resource, ['Definition'])]).replace(
    /\\+"/g,
    '"',
  );
  return Math.max(1, (text.match(/"Type"\s*:\s*"(Task|Pass|Choice|Wait|Succeed|Fail|Parallel|Map)"/g) ?? []).length);
}
