import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RefusedError } from '../output/io';
import { StackResource, StackTemplate } from './stack-template';

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly directoryName?: string; readonly file?: string };
}

const NESTED = 'AWS::CloudFormation::Stack';

/**
 * The stacks of a cloud assembly with its nested assemblies and nested stacks, or the one stack of a template.
 *
 * @param property the argument that held the path, for messages
 * @param path a folder with `manifest.json`, or a template in JSON
 */
export function readStacks(property: string, path: string): StackTemplate[] {
  if (!existsSync(path)) {
    throw new RefusedError(`\`${property}\` must be a stage, the output of a synthesis or a template, got: ${JSON.stringify(path)}, which is not there`);
  }
  return statSync(path).isDirectory() ? assembly(property, path) : template(property, path, { name: basename(path).replace(/(\.template)?\.json$/, ''), region: '' }, new Map());
}

function assembly(property: string, directory: string): StackTemplate[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) {
    throw new RefusedError(`\`${property}\` must be the output of a synthesis, got: ${directory} without manifest.json; run npx cdk synth -q first`);
  }
  const { artifacts } = parsed(property, file) as { artifacts: Record<string, Artifact> };
  const files = filesOf(property, directory, artifacts);
  return Object.entries(artifacts).flatMap(([id, { type, environment = '', properties = {} }]) => {
    if (type === 'cdk:cloud-assembly' && properties.directoryName) {
      return assembly(property, join(directory, properties.directoryName));
    }
    if (type !== 'aws:cloudformation:stack') {
      return [];
    }
    const region = environment.split('/').pop() ?? '';
    const place = { name: properties.stackName ?? id, region: region.startsWith('unknown') ? '' : region };
    return template(property, join(directory, properties.templateFile ?? `${id}.template.json`), place, files);
  });
}

/** The files of an assembly by their hash, under which nested stacks name their templates. */
function filesOf(property: string, directory: string, artifacts: Readonly<Record<string, Artifact>>): Map<string, string> {
  const manifests = Object.values(artifacts).flatMap(({ type, properties = {} }) => (type === 'cdk:asset-manifest' && properties.file ? [join(directory, properties.file)] : []));
  const files = manifests.flatMap((file) => Object.entries((parsed(property, file) as { files?: Record<string, { source?: { path?: string } }> }).files ?? {}));
  return new Map(files.flatMap(([hash, { source }]) => (source?.path === undefined ? [] : [[hash, join(directory, source.path)] as const])));
}

interface StackPlace {
  readonly name: string;
  readonly region: string;
}

/** A template and the templates of its nested stacks. */
function template(property: string, file: string, place: StackPlace, files: ReadonlyMap<string, string>): StackTemplate[] {
  const { Resources = {} } = parsed(property, file) as { Resources?: Record<string, StackResource> };
  const nested = Object.entries(Resources).flatMap(([id, resource]) => {
    const own = resource.Type === NESTED ? nestedFile(file, resource, files) : undefined;
    return own === undefined ? [] : template(property, own, { ...place, name: `${place.name}/${id}` }, files);
  });
  return [{ ...place, resources: Resources }, ...nested];
}

/** Where the template of a nested stack lies: beside its parent, by the path that CDK notes or by the hash in its address. */
function nestedFile(parent: string, { Metadata = {}, Properties = {} }: StackResource, files: ReadonlyMap<string, string>): string | undefined {
  const noted = Metadata['aws:asset:path'];
  const [, hash] = /([0-9a-f]{64})\.json/.exec(JSON.stringify(Properties.TemplateURL ?? '')) ?? [];
  const found = typeof noted === 'string' ? join(dirname(parent), noted) : files.get(hash ?? '');
  return found !== undefined && existsSync(found) ? found : undefined;
}

function parsed(property: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new RefusedError(`\`${property}\` must hold templates in JSON, got: ${file}, ${(error as Error).message}`);
  }
}
