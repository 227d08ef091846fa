import { LocatedResource } from './located-resource';
import { attribute } from './parse';
import { substitutionOf, VARIABLE } from './resolver';
import { LocatedValue, StackCatalog } from './stack-catalog';
import { StackOutputs } from './stack-outputs';
import { StackTemplate } from './stack-template';

/** Finds the resources that values of templates refer to, anywhere inside, across stacks. */
export class ReferenceWalk {
  /** The resources that were found, in the order of the values. */
  public readonly targets = new Set<LocatedResource>();

  /** Nested stacks whose outputs were read on the way. */
  public readonly nestedStacks = new Set<LocatedResource>();

  /** Outputs and parameters that were followed: they may refer to each other in a cycle, which cannot be deployed. */
  private readonly followed = new Set<unknown>();

  /**
   * @param catalog the stacks
   * @param outputs their outputs
   * @param onText called with every string on the way
   */
  public constructor(
    private readonly catalog: StackCatalog,
    private readonly outputs: StackOutputs,
    private readonly onText: (text: string, stack: StackTemplate) => readonly LocatedResource[] = () => [],
  ) {}

  /** Visits a value of a template. */
  public visit(value: unknown, stack: StackTemplate): this {
    if (typeof value === 'string') {
      this.onText(value, stack).forEach((target) => this.targets.add(target));
    } else if (Array.isArray(value)) {
      value.forEach((item) => this.visit(item, stack));
    } else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) {
        const content = (value as Record<string, unknown>)[key];
        const handle = HANDLERS[key];
        if (handle === undefined) {
          this.visit(content, stack);
        } else {
          handle(this, content, stack);
        }
      }
    }
    return this;
  }

  /** A resource or its attribute, an output of a nested stack, or a parameter. */
  public reference(id: string, name: string | undefined, stack: StackTemplate): void {
    const own = this.catalog.at(stack, id);
    const output =
      own && name?.startsWith('Outputs.') ? this.nestedOutput(own, name.slice('Outputs.'.length)) : undefined;
    if (own && output) {
      this.nestedStacks.add(own);
      this.follow([output]);
    } else if (own) {
      this.targets.add(own);
    } else {
      this.parameter(id, stack);
    }
  }

  /** Exports of other stacks. */
  public imported(name: unknown, stack: StackTemplate): void {
    this.follow(this.outputs.imported(name, stack));
  }

  /** Outputs of other stacks. */
  public read(content: unknown, stack: StackTemplate): void {
    this.follow(this.outputs.read(content, stack));
  }

  /** The branch of `Fn::If` that is taken; both if that is not known before deployment. */
  public branches([condition, ...branches]: readonly unknown[], stack: StackTemplate): void {
    const holds = this.catalog.holds(stack, String(condition));
    const taken = holds === undefined ? branches : [branches[holds ? 0 : 1]];
    taken.forEach((branch) => this.visit(branch, stack));
  }

  /** What stands in the text of `Fn::Sub`. */
  public substitution(content: unknown, stack: StackTemplate): void {
    const { text, variables } = substitutionOf(content);
    for (const [, name] of text.matchAll(VARIABLE)) {
      if (variables[name] === undefined) {
        const [id, attributeName] = attribute(name);
        this.reference(id, attributeName, stack);
      } else {
        this.visit(variables[name], stack);
      }
    }
    this.visit(text, stack);
  }

  private nestedOutput(owner: LocatedResource, name: string): LocatedValue | undefined {
    const nested = this.catalog.nestedIn(owner);
    return nested && this.outputs.of(nested, name);
  }

  private parameter(name: string, stack: StackTemplate): void {
    const key = `${this.catalog.ownerOf(stack)?.address} ${name}`;
    const passed = this.catalog.passedTo(stack, name);
    if (passed && !this.followed.has(key)) {
      this.followed.add(key);
      this.visit(passed.value, passed.stack);
    }
  }

  private follow(outputs: readonly LocatedValue[]): void {
    for (const output of outputs.filter((found) => !this.followed.has(found))) {
      this.followed.add(output);
      this.visit(output.value, output.stack);
    }
  }
}

type Handler = (walk: ReferenceWalk, content: unknown, stack: StackTemplate) => void;

/** Functions of AWS CloudFormation that refer to something, or choose. */
const HANDLERS: Readonly<Record<string, Handler | undefined>> = {
  Ref: (walk, content, stack) => walk.reference(String(content), undefined, stack),
  'Fn::GetAtt': (walk, content, stack) => {
    const [id, ...names] = Array.isArray(content) ? content.map(String) : attribute(String(content));
    walk.reference(id, names.join('.'), stack);
  },
  'Fn::If': (walk, content, stack) =>
    Array.isArray(content) ? walk.branches(content, stack) : walk.visit(content, stack),
  'Fn::Sub': (walk, content, stack) => walk.substitution(content, stack),
  'Fn::ImportValue': (walk, content, stack) => walk.imported(content, stack),
  'Fn::GetStackOutput': (walk, content, stack) => walk.read(content, stack),
};

/** The functions that refer to something. */
export const REFERENCES: readonly string[] = Object.keys(HANDLERS).filter((name) => name !== 'Fn::If');
