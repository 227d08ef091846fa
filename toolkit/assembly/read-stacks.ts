import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileReason } from '../../config/read-json';
import { RefusedError } from '../refused-error';
import { parseTemplate } from './parse';
import { isTemplate, StackDetails, stackOf, StackResource, StackTemplate, TemplateDocument } from './stack-template';

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly directoryName?: string;
    readonly file?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
}

/** The type of a nested stack. */
export const NESTED = 'AWS::CloudFormation::Stack';

/** What a template's file may end with. */
const ENDINGS = /(\.template)?\.(json|ya?ml|template)$/;

/**
 * The stacks of a cloud assembly with its nested assemblies and nested stacks, or the one stack of a template.
 *
 * @param property the argument that held the path, for messages
 * @param path a folder with `manifest.json`, or a template in JSON or YAML
 */
export function readStacks(property: string, path: string): StackTemplate[] {
  if (!existsSync(path)) {
    throw new RefusedError(
      `\`${property}\` must be the output of a synthesis or a template, got: ${JSON.stringify(path)}, which does ` +
        'not exist',
    );
  }
  return statSync(path).isDirectory()
    ? assembly(property, path)
    : template(property, path, { name: basename(path).replace(ENDINGS, ''), region: '', fromFile: true }, new Map());
}

function assembly(property: string, directory: string): StackTemplate[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) {
    throw new RefusedError(
      `\`${property}\` must be the output of a synthesis, got: ${directory} without manifest.json; run ` +
        '`npx cdk synth -q` first',
    );
  }
  const artifacts = artifactsIn(property, file);
  const files = filesOf(property, directory, artifacts);
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    const { type, properties = {} } = artifact;
    if (type === 'cdk:cloud-assembly' && properties.directoryName) {
      return assembly(property, join(directory, properties.directoryName));
    }
    return type === 'aws:cloudformation:stack'
      ? template(
          property,
          join(directory, properties.templateFile ?? `${id}.template.json`),
          detailsOf(id, artifact),
          files,
        )
      : [];
  });
}

/** The artifacts of a manifest. */
function artifactsIn(property: string, file: string): Record<string, Artifact> {
  const manifest = parsed(property, file) as { artifacts?: Record<string, Artifact> } | null;
  if (manifest?.artifacts === undefined) {
    throw new RefusedError(
      `\`${property}\` must be the output of a synthesis, got: ${file} without artifacts; run npx cdk synth -q again`,
    );
  }
  return manifest.artifacts;
}

/** `aws://account/region`; what is not known is called `unknown-account`, `unknown-region`. */
function detailsOf(
  id: string,
  { environment = '', properties: { stackName = id, tags } = {} }: Artifact,
): StackDetails {
  const [, account = '', region = ''] = /^aws:\/\/([^/]*)\/(.*)$/.exec(environment) ?? [];
  const known = (value: string) => (value.startsWith('unknown') ? '' : value);
  return {
    name: stackName,
    region: known(region),
    ...(known(account) === '' ? {} : { account }),
    ...(tags ? { tags } : {}),
  };
}

/** The files of an assembly by their hash, under which nested stacks name their templates. */
function filesOf(
  property: string,
  directory: string,
  artifacts: Readonly<Record<string, Artifact>>,
): Map<string, string> {
  const manifests = Object.values(artifacts).flatMap(({ type, properties = {} }) =>
    type === 'cdk:asset-manifest' && properties.file ? [join(directory, properties.file)] : [],
  );
  const files = manifests.flatMap((file) =>
    Object.entries((parsed(property, file) as { files?: Record<string, { source?: { path?: string } }> }).files ?? {}),
  );
  return new Map(
    files.flatMap(([hash, { source }]) =>
      source?.path === undefined ? [] : [[hash, join(directory, source.path)] as const],
    ),
  );
}

/** A template and the templates of its nested stacks. */
function template(
  property: string,
  file: string,
  details: StackDetails,
  files: ReadonlyMap<string, string>,
): StackTemplate[] {
  const stack = stackOf(details, templateIn(property, file));
  const nested = Object.entries(stack.resources)
    .filter(([, { Type }]) => Type === NESTED)
    .map(([id, resource]) => ({ id, file: nestedFile(file, resource, files) }));
  const missing = nested.filter((stack) => stack.file === undefined).map(({ id }) => id);
  const own = missing.length > 0 ? { ...stack, missing } : stack;
  return [
    own,
    ...nested.flatMap(({ id, file: found }) =>
      found === undefined ? [] : template(property, found, { ...details, name: `${details.name}/${id}` }, files),
    ),
  ];
}

function templateIn(property: string, file: string): TemplateDocument {
  const document = parsed(property, file);
  if (!isTemplate(document)) {
    throw new RefusedError(
      `\`${property}\` must contain AWS CloudFormation templates, got: ${file} without Resources; pass a template, ` +
        'or a folder written by cdk synth',
    );
  }
  return document;
}

/**
 * Where the template of a nested stack lies: beside its parent, by the path that CDK notes or by the hash in its
 * address.
 */
function nestedFile(
  parent: string,
  { Metadata = {}, Properties = {} }: StackResource,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const noted = Metadata['aws:asset:path'];
  const [, hash] = /([0-9a-f]{64})\.json/.exec(JSON.stringify(Properties.TemplateURL ?? '')) ?? [];
  const found = typeof noted === 'string' ? join(dirname(parent), noted) : files.get(hash ?? '');
  return found !== undefined && existsSync(found) ? found : undefined;
}

function parsed(property: string, file: string): unknown {
  try {
    return parseTemplate(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RefusedError(
      `\`${property}\` must contain templates in JSON or YAML, got: ${file}, ${fileReason(error)}`,
    );
  }
}
