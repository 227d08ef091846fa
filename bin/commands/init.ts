import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GrowthDocument, resolveGrowthConfig } from '../../config';
import { GrowthStages } from '../../stages';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';

/** The flags of `growth init`. */
export interface InitFlags {
  readonly directory: string;
  readonly application: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly owner: string;
  readonly costCenter: string;
  readonly email: string;
  readonly imageTag: string;

  /** Availability Zones, as letters; not every account has a, b and c in every Region. */
  readonly zones?: readonly string[];
}

/** The letters of the Availability Zones that are taken when none are named. */
const ZONES = ['a', 'b', 'c'];

/** Commands of an image that only has a web process; the user replaces them. */
const WEB_COMMAND = ['node', 'server.js'];

/**
 * `growth init`: a configuration and a `cdk.json` for a new application; both or none, and never over what is there.
 */
export function initCommand(options: InitFlags, io: Io): void {
  const document = documentOf(options);
  resolveGrowthConfig(document);
  const files = {
    'growth.json': { $schema: './node_modules/cdk-growth-stages/schemas/growth.schema.json', ...document },
    'cdk.json': { app: 'npx growth-app', context: { '@aws-cdk/core:validateAgainstDefaultRules': true } },
  };
  const taken = Object.keys(files).filter((name) => existsSync(join(options.directory, name)));
  if (taken.length > 0) {
    throw new RefusedError(
      `${taken.join(' and ')} must not be in ${options.directory} yet; remove it, or name another \`--directory\``,
    );
  }
  writeAll(options.directory, files);
  io.out(
    Object.keys(files)
      .map((name) => join(options.directory, name))
      .join('\n'),
  );
  io.err(
    'put the commands of your image into `webCommand`, `workerCommand` and `migrateCommand`, then: npx cdk synth -q',
  );
}

function documentOf({
  application,
  environment,
  account,
  region,
  owner,
  costCenter,
  email,
  imageTag,
  zones = ZONES,
}: InitFlags): GrowthDocument {
  return {
    application,
    environment,
    owner,
    costCenter,
    account,
    region,
    availabilityZones: zones.map((letter) => `${region}${letter}`),
    stage: GrowthStages.ALL[0].name,
    imageTag,
    webCommand: WEB_COMMAND,
    onCallEmails: [email],
  };
}

/** Writes beside the final names first, so that an interruption leaves no half file. */
function writeAll(directory: string, files: Record<string, unknown>): void {
  mkdirSync(directory, { recursive: true });
  const written = Object.keys(files).map((name) => [join(directory, `.${name}.new`), join(directory, name)] as const);
  try {
    Object.values(files).forEach((content, index) => writeFileSync(written[index][0], `${json(content)}\n`));
    written.forEach(([temporary, final]) => renameSync(temporary, final));
  } catch (error) {
    written.flat().forEach((file) => rmSync(file, { force: true }));
    throw error;
  }
}
