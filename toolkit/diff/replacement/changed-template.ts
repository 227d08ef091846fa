/** One resource of a template, as far as changes are concerned. */
export interface ChangedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly UpdatePolicy?: Readonly<Record<string, unknown>>;
}

/** A template, as far as changes are concerned. */
export interface ChangedTemplate {
  readonly Resources: Readonly<Record<string, ChangedResource>>;
}
