/** A state of the Amazon States Language, with JSONata as its query language. */
export type State = { readonly [field: string]: unknown };

/** States by name. */
export type States = { readonly [name: string]: State };

/** The fields of a call of the AWS SDK. */
export interface Call {
  /** Service and action, for example `ssm:getParameter`. */
  readonly action: string;
  readonly arguments: State;
  readonly assign?: State;
  readonly next: string;
  /** Expected errors, with the state that each leads to. */
  readonly answers?: { readonly [error: string]: string };
  /** The state that every other error leads to; without it, the execution fails. */
  readonly failed?: string;
}

/** Five retries, of which the first comes after 2 seconds and each later one after twice the time: about a minute. */
const RETRY = { IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 5, JitterStrategy: 'FULL' };

/** A field whose value is a JSONata expression. */
export function jsonata(expression: string): string {
  return `{% ${expression} %}`;
}

/** A state that calls the AWS SDK, and retries on unexpected errors. */
export function call(partition: string, { action, arguments: args, assign, next, answers = {}, failed }: Call): State {
  const errors = Object.keys(answers);
  const catchers = [
    ...Object.entries(answers).map(([error, state]) => ({ ErrorEquals: [error], Next: state })),
    ...(failed ? [{ ErrorEquals: ['States.ALL'], Output: jsonata('$states.errorOutput'), Next: failed }] : []),
  ];
  return {
    Type: 'Task',
    Resource: `arn:${partition}:states:::aws-sdk:${action}`,
    Arguments: args,
    ...(assign ? { Assign: assign } : {}),
    Retry: [
      ...(errors.length > 0 ? [{ ErrorEquals: errors, MaxAttempts: 0 }] : []),
      { ErrorEquals: ['States.TaskFailed'], ...RETRY },
    ],
    ...(catchers.length > 0 ? { Catch: catchers } : {}),
    Next: next,
  };
}

/** A state that continues with the first state whose condition holds. */
export function choice(conditions: { readonly [next: string]: string }, otherwise: string): State {
  return {
    Type: 'Choice',
    Choices: Object.entries(conditions).map(([next, condition]) => ({ Condition: jsonata(condition), Next: next })),
    Default: otherwise,
  };
}

/** A state that processes each item, five at a time to stay below the request limits of the APIs. */
export function forEach(items: unknown, startAt: string, states: States, then: State): State {
  return {
    Type: 'Map',
    Items: items,
    MaxConcurrency: 5,
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: startAt, States: states },
    ...then,
  };
}
