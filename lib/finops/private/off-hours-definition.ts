import { Aws } from 'aws-cdk-lib';
import { ComputeStates } from './compute-states';
import { DatabaseStates } from './database-states';
import { OffHoursTargets } from './off-hours-targets';
import { forEach, jsonata, State } from './states';

/** Longest duration of a run: several times the half hour that a database may take. */
const TIMEOUT_SECONDS = 2 * 60 * 60;

const SOME_FAILED = jsonata('true in $states.input.failed');

/** The stop: compute first, so that no process loses its database. */
export function stopDefinition({ compute, databases }: OffHoursTargets): State {
  return machine('Remembers the bounds of each target, then stops compute and after it the databases', 'Stop compute', {
    'Stop compute': forEach(compute, 'What is it?', new ComputeStates(Aws.PARTITION).stop(), {
      Next: 'Is everything stopped?',
    }),
    'Is everything stopped?': {
      Type: 'Choice',
      Choices: [{ Condition: SOME_FAILED, Next: 'Not stopped' }],
      Default: 'Stop databases',
    },
    'Not stopped': { Type: 'Fail', Error: 'OffHours.Compute', Cause: jsonata('$string($states.input)') },
    'Stop databases': forEach(databases, 'Begin', new DatabaseStates(Aws.PARTITION).stop(), { End: true }),
  });
}

/** The start: databases first, until they are available. */
export function startDefinition({ compute, databases }: OffHoursTargets): State {
  return machine(
    'Starts the databases and after them compute, with the bounds that were remembered',
    'Start databases',
    {
      'Start databases': forEach(databases, 'Begin', new DatabaseStates(Aws.PARTITION).start(), {
        Next: 'Start compute',
      }),
      'Start compute': forEach(compute, 'Recall', new ComputeStates(Aws.PARTITION).start(), {
        Next: 'Is everything started?',
      }),
      'Is everything started?': {
        Type: 'Choice',
        Choices: [{ Condition: SOME_FAILED, Next: 'Not started' }],
        Default: 'Started',
      },
      'Not started': { Type: 'Fail', Error: 'OffHours.Compute', Cause: jsonata('$string($states.input)') },
      Started: { Type: 'Succeed' },
    },
  );
}

function machine(comment: string, startAt: string, states: State): State {
  return {
    Comment: comment,
    QueryLanguage: 'JSONata',
    TimeoutSeconds: TIMEOUT_SECONDS,
    StartAt: startAt,
    States: states,
  };
}
