import { isSame } from './canonical';
import { attribute } from './parse';
import { StackResource, StackTemplate } from './stack-template';

/** Stands for `AWS::NoValue`: the property is not there. */
const NOTHING = Symbol('AWS::NoValue');

/** What a parameter is written as where its value is not shown. */
const HIDDEN = /^\*+$/;

type Values = Readonly<Record<string, string>>;

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
   */
  public constructor(
    private readonly stack: StackTemplate,
    private readonly values: Values = stack.parameterValues ?? {},
  ) {
    this.pseudo = {
      'AWS::NoValue': NOTHING,
      'AWS::Region': stack.region || undefined,
      'AWS::AccountId': stack.account,
    };
  }

  /** A resource with what is known filled in; nothing where its condition is known to be false. */
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
    return this.value(this.surroundings.Conditions?.[name] ?? { Condition: name });
  }

  /** A policy that is a function (`AWS::LanguageExtensions`) and can't be known keeps as little as possible. */
  private text(policy: unknown): string {
    const value = this.value(policy);
    return typeof value === 'string' ? value : 'Delete';
  }

  private get surroundings() {
    return this.stack.surroundings ?? {};
  }

  /** Whether a condition holds; nothing where that is not known. */
  private holds(name: string): boolean | undefined {
    if (!this.conditions.has(name)) {
      // A condition that names itself is never known.
      this.conditions.set(name, undefined);
      this.conditions.set(name, this.truth(this.surroundings.Conditions?.[name]));
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
      const [one, other] = equals.map((value) => this.value(value));
      return isLiteral(one) && isLiteral(other) ? String(one) === String(other) : isSame(one, other) ? true : undefined;
    }
    if (Array.isArray(not)) {
      const truth = this.truth(not[0]);
      return truth === undefined ? undefined : !truth;
    }
    return Array.isArray(and) ? this.all(and, false) : Array.isArray(or) ? this.all(or, true) : undefined;
  }

  /** What decides alone, decides; otherwise every part has to be known. */
  private all(parts: readonly unknown[], decisive: boolean): boolean | undefined {
    const truths = parts.map((part) => this.truth(part));
    return truths.includes(decisive) ? decisive : truths.includes(undefined) ? undefined : !decisive;
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
      const found = value.map((one: unknown) => this.resolved(one));
      return found.every((one, index) => one === value[index]) ? value : found.filter((one) => one !== NOTHING);
    }
    const keys = Object.keys(value);
    const one = keys.length === 1 ? FUNCTIONS[keys[0]] : undefined;
    return one
      ? one(this, (value as Record<string, unknown>)[keys[0]], value)
      : this.entries(value as Record<string, unknown>, keys);
  }

  /** The same object where nothing in it is filled in: most are as they are written. */
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
    const parameter = this.surroundings.Parameters?.[String(name)];
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
    const branches = [yes, no].map((one) => this.resolved(one));
    return branches[0] === branches[1] || (!branches.includes(NOTHING) && isSame(branches[0], branches[1]))
      ? branches[0]
      : {
          'Fn::If': [name, ...branches.map((one) => (one === NOTHING ? { Ref: 'AWS::NoValue' } : one))],
          'where it holds': this.definition(String(name)),
        };
  }

  public found(keys: readonly unknown[]): unknown {
    const [map, first, second] = keys.map((key) => this.resolved(key));
    const table = this.surroundings.Mappings?.[String(map)] as Record<string, Record<string, unknown>> | undefined;
    const value = isLiteral(first) && isLiteral(second) ? table?.[String(first)]?.[String(second)] : undefined;
    return value ?? { 'Fn::FindInMap': [map, first, second], 'in the mapping': table };
  }

  public substituted(content: unknown): unknown {
    const [text, own] = (Array.isArray(content) ? content : [content, {}]) as [unknown, Record<string, unknown>];
    const unknown: Record<string, unknown> = {};
    const filled = String(text).replace(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
      const value =
        own[name] === undefined
          ? name.includes('.')
            ? { 'Fn::GetAtt': attribute(name) }
            : this.reference(name)
          : this.resolved(own[name]);
      if (isLiteral(value)) {
        return String(value);
      }
      unknown[name] = value;
      return whole;
    });
    return Object.keys(unknown).length === 0 ? filled : { 'Fn::Sub': [filled, unknown] };
  }

  public joined([separator, parts]: readonly unknown[]): unknown {
    const values = this.resolved(parts);
    return Array.isArray(values) && values.every(isLiteral)
      ? values.map(String).join(String(separator))
      : { 'Fn::Join': [separator, values] };
  }
}

function isLiteral(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
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
