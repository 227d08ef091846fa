import { isSame } from './canonical';
import { isLiteral, ParameterValues } from './parameter-values';
import { attribute } from './parse';
import { StackResource, StackTemplate } from './stack-template';

/** A variable in the text of `Fn::Sub`; `${!Literal}` is none. */
export const VARIABLE = /\$\{([^!}][^}]*)\}/g;

/** The text of `Fn::Sub` with the variables of its own. */
export function substitutionOf(content: unknown): {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
} {
  const [text, variables] = (Array.isArray(content) ? content : [content]) as [unknown, Record<string, unknown>?];
  return { text: String(text), variables: variables ?? {} };
}

/** Stands for `AWS::NoValue`: the property does not exist. */
const NOTHING = Symbol('AWS::NoValue');

/** How AWS writes the value of a parameter that it does not show (`NoEcho`). */
const HIDDEN = /^\*+$/;

/**
 * Works out what a template says without being deployed: branches whose condition is known, mappings, pseudo
 * parameters. What depends on something unknown keeps it beside itself (the default of a parameter, the definition of a
 * condition), so that a change of that is a change of what uses it.
 */
export class Resolver {
  private readonly conditions = new Map<string, boolean | undefined>();
  private readonly pseudo: Readonly<Record<string, unknown>>;

  /**
   * @param stack the stack whose template it is
   * @param values values that parameters are known to have
   * @param pseudo values of further pseudo parameters
   */
  public constructor(
    private readonly stack: StackTemplate,
    private readonly values: ParameterValues = stack.parameterValues ?? {},
    pseudo: Readonly<Record<string, unknown>> = {},
  ) {
    this.pseudo = {
      ...pseudo,
      'AWS::NoValue': NOTHING,
      'AWS::Region': stack.region || undefined,
      'AWS::AccountId': stack.account,
    };
  }

  /** A resource with what is known filled in; undefined if its condition is known not to hold. */
  public resource(resource: StackResource): StackResource | undefined {
    const exists = resource.Condition === undefined ? true : this.holds(resource.Condition);
    if (exists === false) {
      return undefined;
    }
    const { Condition, ...rest } = resource;
    const { Properties, UpdatePolicy, DeletionPolicy, UpdateReplacePolicy } = rest;
    const policies = {
      ...(DeletionPolicy === undefined ? {} : { DeletionPolicy: this.text(DeletionPolicy) }),
      ...(UpdateReplacePolicy === undefined ? {} : { UpdateReplacePolicy: this.text(UpdateReplacePolicy) }),
    };
    const filled = {
      ...(Properties === undefined ? {} : { Properties: this.value(Properties) }),
      ...(UpdatePolicy === undefined ? {} : { UpdatePolicy: this.value(UpdatePolicy) }),
    };
    return { ...rest, ...policies, ...filled, ...(exists === undefined ? { Condition } : {}) } as StackResource;
  }

  /** The definition of a condition, with everything that it depends on. */
  public definition(name: string): unknown {
    return this.value(this.sections.Conditions?.[name] ?? { Condition: name });
  }

  /** A policy that is a function (`AWS::LanguageExtensions`) and cannot be worked out counts as `Delete`. */
  private text(policy: unknown): string {
    const value = this.value(policy);
    return typeof value === 'string' ? value : 'Delete';
  }

  private get sections() {
    return this.stack.sections ?? {};
  }

  /** Whether a condition holds; undefined if that is not known. */
  public holds(name: string): boolean | undefined {
    if (!this.conditions.has(name)) {
      // A condition that names itself is never known.
      this.conditions.set(name, undefined);
      this.conditions.set(name, this.truth(this.sections.Conditions?.[name]));
    }
    return this.conditions.get(name);
  }

  private truth(expression: unknown): boolean | undefined {
    const {
      Condition: name,
      'Fn::Equals': equals,
      'Fn::Not': not,
      'Fn::And': and,
      'Fn::Or': or,
    } = (expression ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof name === 'string') {
      return this.holds(name);
    }
    if (Array.isArray(equals)) {
      return this.equal(equals);
    }
    if (Array.isArray(not)) {
      const truth = this.truth(not[0]);
      return truth === undefined ? undefined : !truth;
    }
    if (Array.isArray(and)) {
      return this.combined(and, false);
    }
    return Array.isArray(or) ? this.combined(or, true) : undefined;
  }

  /** Values that differ and are not literal may still turn out to be equal. */
  private equal(values: readonly unknown[]): boolean | undefined {
    const [left, right] = values.map((value) => this.value(value));
    const isEqual = isSame(left, right);
    return isEqual || (isLiteral(left) && isLiteral(right)) ? isEqual : undefined;
  }

  /** One decisive part is enough; otherwise every part has to be known. */
  private combined(parts: readonly unknown[], decisive: boolean): boolean | undefined {
    const truths = parts.map((part) => this.truth(part));
    if (truths.includes(decisive)) {
      return decisive;
    }
    return truths.includes(undefined) ? undefined : !decisive;
  }

  /** A value with what is known filled in. */
  public value(value: unknown): unknown {
    const found = this.resolved(value);
    return found === NOTHING ? undefined : found;
  }

  private resolved(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    if (Array.isArray(value)) {
      const found = value.map((item: unknown) => this.resolved(item));
      return found.every((item, index) => item === value[index]) ? value : found.filter((item) => item !== NOTHING);
    }
    const keys = Object.keys(value);
    const evaluate = keys.length === 1 ? FUNCTIONS[keys[0]] : undefined;
    return evaluate
      ? evaluate(this, (value as Record<string, unknown>)[keys[0]], value)
      : this.entries(value as Record<string, unknown>, keys);
  }

  /** The same object if nothing in it is filled in: most are as they are written. */
  private entries(value: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
    let copy: Record<string, unknown> | undefined;
    for (const key of keys) {
      const found = this.resolved(value[key]);
      if (found !== value[key]) {
        copy ??= { ...value };
        copy[key] = found;
        if (found === NOTHING) {
          delete copy[key];
        }
      }
    }
    return copy ?? value;
  }

  public reference(name: unknown, written?: object): unknown {
    const parameter = this.sections.Parameters?.[String(name)];
    const value = this.values[String(name)];
    if (
      value !== undefined &&
      parameter !== undefined &&
      !HIDDEN.test(value) &&
      !String(parameter.Type).startsWith('AWS::SSM')
    ) {
      return String(parameter.Type).startsWith('List<') || parameter.Type === 'CommaDelimitedList'
        ? value.split(',')
        : value;
    }
    const known = this.pseudo[String(name)];
    return (
      known ??
      (parameter === undefined
        ? (written ?? { Ref: name })
        : { Ref: name, 'default of the parameter': parameter.Default })
    );
  }

  public branch([name, yes, no]: readonly unknown[]): unknown {
    const truth = this.holds(String(name));
    if (truth !== undefined) {
      return this.resolved(truth ? yes : no);
    }
    const branches = [yes, no].map((written) => this.resolved(written));
    return branches[0] === branches[1] || (!branches.includes(NOTHING) && isSame(branches[0], branches[1]))
      ? branches[0]
      : {
          'Fn::If': [name, ...branches.map((branch) => (branch === NOTHING ? { Ref: 'AWS::NoValue' } : branch))],
          'if it is true': this.definition(String(name)),
        };
  }

  public found(keys: readonly unknown[]): unknown {
    const [map, first, second] = keys.map((key) => this.resolved(key));
    const table = this.sections.Mappings?.[String(map)] as Record<string, Record<string, unknown>> | undefined;
    const value = isLiteral(first) && isLiteral(second) ? table?.[String(first)]?.[String(second)] : undefined;
    return value ?? { 'Fn::FindInMap': [map, first, second], 'in the mapping': table };
  }

  public substituted(content: unknown): unknown {
    const { text, variables } = substitutionOf(content);
    const unknown: Record<string, unknown> = {};
    const filled = text.replace(VARIABLE, (whole, name: string) => {
      const value = this.variable(name, variables);
      if (isLiteral(value)) {
        return String(value);
      }
      unknown[name] = value;
      return whole;
    });
    return Object.keys(unknown).length === 0 ? filled : { 'Fn::Sub': [filled, unknown] };
  }

  /** A variable of `Fn::Sub`: one of its own, an attribute, or what `Ref` gives. */
  private variable(name: string, variables: Readonly<Record<string, unknown>>): unknown {
    if (variables[name] !== undefined) {
      return this.resolved(variables[name]);
    }
    return name.includes('.') ? { 'Fn::GetAtt': attribute(name) } : this.reference(name);
  }

  public joined([separator, parts]: readonly unknown[]): unknown {
    const values = this.resolved(parts);
    return Array.isArray(values) && values.every(isLiteral)
      ? values.map(String).join(String(separator))
      : { 'Fn::Join': [separator, values] };
  }
}

/** Functions whose result may be known. */
const FUNCTIONS: Readonly<Record<string, (resolver: Resolver, content: unknown, written: object) => unknown>> = {
  Ref: (resolver, name, written) => resolver.reference(name, written),
  'Fn::If': (resolver, content) => (Array.isArray(content) ? resolver.branch(content) : { 'Fn::If': content }),
  'Fn::FindInMap': (resolver, content) =>
    Array.isArray(content) ? resolver.found(content) : { 'Fn::FindInMap': content },
  'Fn::Sub': (resolver, content) => resolver.substituted(content),
  'Fn::Join': (resolver, content) => (Array.isArray(content) ? resolver.joined(content) : { 'Fn::Join': content }),
  'Fn::GetAtt': (_, content, written) => (typeof content === 'string' ? { 'Fn::GetAtt': attribute(content) } : written),
};
