/** One resource of a template, with everything that decides what becomes of it. */
export interface StackResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: Readonly<Record<string, unknown>>;
  readonly CreationPolicy?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  /** The condition under which the resource exists. */
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
}

/** What a template may hold besides resources, as far as it decides what becomes of them. */
export interface TemplateSections {
  readonly Parameters?: Readonly<Record<string, { readonly Type?: string; readonly Default?: unknown }>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value?: unknown; readonly Export?: { readonly Name?: unknown } }>
  >;
  /** Macros that rewrite the template when it is deployed. */
  readonly Transform?: string | readonly unknown[];
}

/** The template of one stack and where it is deployed. */
export interface StackTemplate extends StackIdentity {
  readonly resources: Readonly<Record<string, StackResource>>;
  readonly surroundings?: TemplateSections;
  /** Nested stacks whose template was not there, by their logical ids. */
  readonly missing?: readonly string[];
}

/** Where a stack is. */
export interface StackIdentity {
  /** Name of the stack; of a nested one, that of its parent and its logical id. */
  readonly name: string;

  /** The Region; empty where the app does not say. */
  readonly region: string;

  /** The account; absent where the app does not say. */
  readonly account?: string;

  /** Tags of the stack itself. */
  readonly tags?: Readonly<Record<string, string>>;

  /** The name is that of a file, and says nothing about the stack. */
  readonly fromFile?: boolean;

  /** Values of parameters that a deployed stack has. */
  readonly parameterValues?: Readonly<Record<string, string>>;
}

/** A template as it is written. */
export interface TemplateDocument extends TemplateSections {
  readonly Resources: Readonly<Record<string, unknown>>;
}

/** Whether something is a template: an object with resources. */
export function isTemplate(value: unknown): value is TemplateDocument {
  const resources = (value as TemplateDocument | null | undefined)?.Resources;
  return typeof resources === 'object' && resources !== null && !Array.isArray(resources);
}

/**
 * A stack from its template. What makes resources only when it is deployed (loops, macros in the place of a resource)
 * becomes one of the type of its function.
 *
 * @param place where the stack is
 * @param document the template
 */
export function stackOf(
  place: StackIdentity,
  { Resources, Parameters, Mappings, Conditions, Outputs, Transform }: TemplateDocument,
): StackTemplate {
  const resources = Object.fromEntries(
    Object.entries(Resources).map(([id, value]) => [id, isResource(value) ? value : generated(id, value)]),
  );
  return { ...place, resources, surroundings: { Parameters, Mappings, Conditions, Outputs, Transform } };
}

function isResource(value: unknown): value is StackResource {
  return typeof (value as StackResource | null)?.Type === 'string';
}

function generated(id: string, content: unknown): StackResource {
  return {
    Type: id.startsWith('Fn::') ? id.split('::').slice(0, 2).join('::') : 'without a type',
    Properties: { [id]: content },
  };
}
