/** One resource of a template, with everything that decides what becomes of it. */
export interface StackResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** The template of one stack and where it is deployed. */
export interface StackTemplate {
  /** Name of the stack; of a nested one, that of its parent and its logical id. */
  readonly name: string;

  /** The Region; empty where the app does not say. */
  readonly region: string;
  readonly resources: Readonly<Record<string, StackResource>>;
}
