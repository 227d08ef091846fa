import { call, choice, jsonata, State, States } from './states';

/** 60 tries every 30 seconds: half an hour for a start, or for a backup or change that must end before a stop. */
const TRIES = 60;
const SECONDS_BETWEEN_TRIES = 30;

/** States in which an instance answers queries. */
const USABLE = ['available', 'backing-up', 'storage-optimization'];

/** The error for an instance that is not in the right state for a call, and the state in which it waits. */
const NOT_NOW = { 'Rds.InvalidDbInstanceStateException': 'Wait' };

/**
 * The states that a database instance goes through. Their names differ from those of `ComputeStates`, because names
 * must be unique within a state machine.
 */
export class DatabaseStates {
  constructor(private readonly partition: string) {}

  /** Saves that the instance was running, then stops it as soon as it can be stopped. */
  public stop(): States {
    return {
      Begin: { Type: 'Pass', Assign: { target: jsonata('$states.input'), tries: 0 }, Next: 'Read' },
      ...this.read(),
      'What is it doing?': choice(
        { 'Database done': status('stopped', 'stopping'), 'Too late': `$tries > ${TRIES}` },
        'Remember database',
      ),
      'Remember database': this.call({
        action: 'ssm:putParameter',
        arguments: { Name: jsonata('$target.Parameter'), Value: '{"running":true}', Type: 'String', Overwrite: true },
        next: 'Stop',
      }),
      Stop: this.call({
        action: 'rds:stopDBInstance',
        arguments: this.identifier,
        next: 'Database done',
        answers: NOT_NOW,
      }),
      ...this.ends('does not stop'),
    };
  }

  /** Starts an instance that has been stopped by `stop`, and waits until it is available. */
  public start(): States {
    return {
      Begin: this.call({
        action: 'ssm:getParameter',
        arguments: { Name: jsonata('$states.input.Parameter') },
        assign: { target: jsonata('$states.input'), tries: 0 },
        next: 'Read',
        answers: { 'Ssm.ParameterNotFoundException': 'Database done' },
      }),
      ...this.read(),
      'What is it doing?': choice(
        { 'Forget database': status(...USABLE), 'Too late': `$tries > ${TRIES}`, Start: status('stopped') },
        'Wait',
      ),
      Start: this.call({ action: 'rds:startDBInstance', arguments: this.identifier, next: 'Wait', answers: NOT_NOW }),
      'Forget database': this.call({
        action: 'ssm:deleteParameter',
        arguments: { Name: jsonata('$target.Parameter') },
        next: 'Database done',
        answers: { 'Ssm.ParameterNotFoundException': 'Database done' },
      }),
      ...this.ends('does not become available'),
    };
  }

  private get identifier(): State {
    return { DbInstanceIdentifier: jsonata('$target.Identifier') };
  }

  private read(): States {
    return {
      Read: this.call({
        action: 'rds:describeDBInstances',
        arguments: this.identifier,
        assign: { status: jsonata('$states.result.DbInstances[0].DbInstanceStatus'), tries: jsonata('$tries + 1') },
        next: 'What is it doing?',
      }),
      Wait: { Type: 'Wait', Seconds: SECONDS_BETWEEN_TRIES, Next: 'Read' },
    };
  }

  private ends(what: string): States {
    return {
      'Database done': { Type: 'Succeed' },
      'Too late': {
        Type: 'Fail',
        Error: 'OffHours.Database',
        Cause: jsonata(`$target.Identifier & ' ${what}, its state is ' & $status`),
      },
    };
  }

  private call(fields: Parameters<typeof call>[1]): State {
    return call(this.partition, fields);
  }
}

function status(...names: string[]): string {
  return `$status in ${JSON.stringify(names)}`;
}
