import jsonata from 'jsonata';

/** An error with a name, as a state of the Amazon States Language reports it. */
export class StateError extends Error {
  constructor(
    public readonly error: string,
    message = error,
  ) {
    super(message);
  }
}

/** What a state machine talks to. */
export interface World {
  /** Answers a call of the AWS SDK such as `ssm:getParameter`, or throws a `StateError`. */
  call(action: string, args: any): any;
  /** Lets time pass. */
  wait(seconds: number): void;
}

type Variables = Record<string, any>;

/**
 * Runs the part of the Amazon States Language with JSONata that the library uses; throws the error of a failed
 * execution.
 */
export async function runStateMachine(definition: any, world: World): Promise<any> {
  if (definition.QueryLanguage !== 'JSONata') {
    throw new Error('only JSONata is understood');
  }
  return new Runner(world).run(definition, {}, {});
}

class Runner {
  private steps = 0;

  constructor(private readonly world: World) {}

  public async run(machine: any, input: any, outer: Variables): Promise<any> {
    const variables = { ...outer };
    let name = machine.StartAt;
    let current = input;
    for (;;) {
      if (++this.steps > 20_000) {
        throw new Error('the state machine does not end');
      }
      const state = machine.States[name];
      if (!state) {
        throw new Error(`there is no state "${name}"`);
      }
      const { next, output } = await this.step(state, current, variables);
      if (next === undefined) {
        return output;
      }
      name = next;
      current = output;
    }
  }

  private async step(state: any, input: any, variables: Variables): Promise<{ next?: string; output: any }> {
    try {
      return await this.enter(state, input, variables);
    } catch (error) {
      const catcher =
        error instanceof StateError
          ? (state.Catch ?? []).find((each: any) => includes(each.ErrorEquals, (error as StateError).error))
          : undefined;
      if (!catcher) {
        throw error;
      }
      const errorOutput = { Error: (error as StateError).error, Cause: (error as StateError).message };
      const output =
        catcher.Output === undefined ? errorOutput : await evaluate(catcher.Output, { input, errorOutput }, variables);
      return { next: catcher.Next, output };
    }
  }

  private async enter(state: any, input: any, variables: Variables): Promise<{ next?: string; output: any }> {
    switch (state.Type) {
      case 'Task':
        return this.finish(state, input, variables, await this.task(state, input, variables));
      case 'Map':
        return this.finish(state, input, variables, await this.map(state, input, variables));
      case 'Choice':
        return { next: await this.choose(state, input, variables), output: input };
      case 'Wait':
        this.world.wait(await evaluate(state.Seconds, { input }, variables));
        return { next: state.Next, output: input };
      case 'Fail':
        throw new StateError(
          await evaluate(state.Error, { input }, variables),
          await evaluate(state.Cause, { input }, variables),
        );
      case 'Pass':
      case 'Succeed':
        return this.finish(state, input, variables, input);
      default:
        throw new Error(`no idea of ${state.Type}`);
    }
  }

  private async finish(state: any, input: any, variables: Variables, result: any) {
    const scope = { input, result };
    const output = state.Output === undefined ? result : await evaluate(state.Output, scope, variables);
    const assigned = await evaluate(state.Assign ?? {}, scope, variables);
    Object.assign(variables, assigned);
    return { next: state.Next, output };
  }

  private async task(state: any, input: any, variables: Variables): Promise<any> {
    const args = await evaluate(state.Arguments, { input }, variables);
    const action = /^arn:[^:]+:states:::aws-sdk:(.*)$/.exec(state.Resource)![1];
    const left = (state.Retry ?? []).map((retrier: any) => ({ ...retrier, left: retrier.MaxAttempts }));
    for (;;) {
      try {
        return JSON.parse(JSON.stringify(this.world.call(action, args) ?? {}));
      } catch (error) {
        const retrier =
          error instanceof StateError
            ? left.find((each: any) => includes(each.ErrorEquals, (error as StateError).error))
            : undefined;
        if (!retrier || retrier.left-- <= 0) {
          throw error;
        }
        this.world.wait(retrier.IntervalSeconds);
      }
    }
  }

  private async map(state: any, input: any, variables: Variables): Promise<any[]> {
    const outputs = [];
    for (const item of await evaluate(state.Items, { input }, variables)) {
      outputs.push(await this.run(state.ItemProcessor, item, variables));
    }
    return outputs;
  }

  private async choose(state: any, input: any, variables: Variables): Promise<string> {
    for (const { Condition, Next } of state.Choices) {
      const answer = await evaluate(Condition, { input }, variables);
      if (typeof answer !== 'boolean') {
        throw new StateError('States.QueryEvaluationError', `${Condition} is no boolean`);
      }
      if (answer) {
        return Next;
      }
    }
    return state.Default;
  }
}

function includes(errors: string[], error: string): boolean {
  return (
    errors.includes(error) ||
    errors.includes('States.ALL') ||
    (errors.includes('States.TaskFailed') && !error.startsWith('States.'))
  );
}

/** Evaluates every expression in a value; as in AWS, an expression without a value is an error. */
async function evaluate(value: any, states: any, variables: Variables): Promise<any> {
  if (Array.isArray(value)) {
    return Promise.all(value.map((each) => evaluate(each, states, variables)));
  }
  if (value !== null && typeof value === 'object') {
    const entries = await Promise.all(
      Object.entries(value).map(async ([key, each]) => [key, await evaluate(each, states, variables)]),
    );
    return Object.fromEntries(entries);
  }
  const expression = typeof value === 'string' ? /^\{%(.*)%\}$/s.exec(value)?.[1] : undefined;
  return expression === undefined ? value : evaluateExpression(expression, states, variables);
}

const compiled = new Map<string, jsonata.Expression>();

async function evaluateExpression(expression: string, states: any, variables: Variables): Promise<any> {
  if (!compiled.has(expression)) {
    const fresh = jsonata(expression);
    fresh.registerFunction('parse', (text: string) => JSON.parse(text), '<s:x>');
    compiled.set(expression, fresh);
  }
  let result: unknown;
  try {
    result = await compiled.get(expression)!.evaluate(states.input, { ...variables, states });
  } catch (error) {
    throw new StateError('States.QueryEvaluationError', `${expression}: ${(error as Error).message}`);
  }
  if (result === undefined) {
    throw new StateError('States.QueryEvaluationError', `${expression} has no value`);
  }
  return JSON.parse(JSON.stringify(result));
}
