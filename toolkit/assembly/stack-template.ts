import { StackIdentity } from './stack-identity';

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
    Record<
      string,
      { readonly Value?: unknown; readonly Export?: { readonly Name?: unknown }; readonly Condition?: string }
    >
  >;
  /** Macros that rewrite the template when it is deployed. */
  readonly Transform?: string | readonly unknown[];
}

/** A stack, with what is known of it besides its template. */
export interface StackDetails extends StackIdentity {
  /** Tags of the stack itself. */
  readonly tags?: Readonly<Record<string, string>>;

  /** Whether the name is that of a file, which says nothing about the stack. */
  readonly fromFile?: boolean;

  /** Known values of parameters, for example those of a deployed stack. */
  readonly parameterValues?: Readonly<Record<string, string>>;
}

/** The template of one stack, and which stack it is. */
export interface StackTemplate extends StackDetails {
  readonly resources: Readonly<Record<string, StackResource>>;
  readonly sections?: TemplateSections;

  /** Logical ids of nested stacks whose template was not found. */
  readonly missing?: readonly string[];
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
 * A stack from its template. A function in the place of a resource (a loop or a macro) becomes a resource whose type is
 * the name of the function.
 *
 * @param details which stack it is
 * @param document the template
 */
export function stackOf(
  details: StackDetails,
  { Resources, Parameters, Mappings, Conditions, Outputs, Transform }: TemplateDocument,
): StackTemplate {
  const resources = Object.fromEntries(
    Object.entries(Resources).map(([id, value]) => [id, isResource(value) ? value : generated(id, value)]),
  );
  return { ...details, resources, sections: { Parameters, Mappings, Conditions, Outputs, Transform } };
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
