import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { DEFAULT_FILE, GrowthDocument, resolveGrowthConfig } from '../../config';
import { fileReason } from '../../config/read-json';
import { GrowthStages } from '../../stages';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { requireWritable, writeWhole } from '../output/file';
import { Io } from '../output/io';
import { CDK_FILE } from './configuration';
import { cdkSettings } from './init-cdk-json';
import { Answers, answersTo } from './init-questions';

/** The flags of `growth init`. */
export interface InitFlags extends Partial<Answers> {
  readonly directory: string;
  readonly environment: string;
  readonly owner: string;
  readonly costCenter: string;
  readonly imageTag: string;

  /** Availability Zones, as letters; not every account has a, b and c in every Region. */
  readonly zones?: readonly string[];
}

/** The letters of the Availability Zones that are used if none are named. */
const ZONES = ['a', 'b', 'c'];

/** The command of an image that only has a web process; the user replaces it. */
const WEB_COMMAND = ['node', 'server.js'];

const SCHEMA = join('node_modules', 'cdk-growth-stages', 'schemas', 'growth.schema.json');

/**
 * `growth init`: writes a configuration, and what the AWS CDK CLI needs into `cdk.json`. Both are written or none, and
 * nothing that exists is replaced.
 *
 * @param flags what the configuration says, and the folder
 * @param io where the files are listed, and whether questions can be asked
 */
export async function initCommand(flags: InitFlags, io: Io): Promise<void> {
  const { directory } = flags;
  const [growthFile, cdkFile] = [join(directory, DEFAULT_FILE), join(directory, CDK_FILE)];
  if (existsSync(growthFile)) {
    throw new RefusedError(
      `${growthFile} exists already; edit it (growth validate checks it), or name another folder with \`--directory\``,
    );
  }
  const cdk = cdkSettings(cdkFile);
  const document = documentOf(flags, await answersTo(flags, (answers) => documentOf(flags, answers), io));
  resolveGrowthConfig(document);
  const growth = `${json({ $schema: schemaPath(directory), ...document })}\n`;
  inFolder(directory, () => writeBoth([growthFile, growth], [cdkFile, cdk.text]));
  io.out([growthFile, cdkFile].join('\n'));
  io.err([...cdk.advice, ...nextSteps(document)].join('\n'));
}

function documentOf(
  { environment, owner, costCenter, imageTag, zones = ZONES }: InitFlags,
  { application, account, region, email }: Answers,
): GrowthDocument {
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

function nextSteps({ region, stage }: GrowthDocument): string[] {
  return [
    'Next:',
    '  1. Set `webCommand`, `workerCommand` and `migrateCommand` to the commands of your image.',
    '  2. Check that your account has the `availabilityZones`, which cannot be changed after the first deployment:',
    `     aws ec2 describe-availability-zones --region ${region}`,
    '  3. npx cdk synth -q',
    `  4. After the first deployment: npx growth live ${stage}`,
  ];
}

/** The path of the schema from the folder: in the nearest folder above that has this package, or a package.json. */
function schemaPath(directory: string): string {
  const folder = resolve(directory);
  const root = above(folder, SCHEMA) ?? above(folder, 'package.json') ?? folder;
  const path = relative(folder, join(root, SCHEMA)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The nearest folder above, or the folder itself, that holds a file; `undefined` if none does. */
function above(folder: string, file: string): string | undefined {
  if (existsSync(join(folder, file))) {
    return folder;
  }
  return folder === dirname(folder) ? undefined : above(dirname(folder), file);
}

/** Makes a folder for the work, and removes what it made if the work fails. */
function inFolder(directory: string, work: () => void): void {
  const made = madeFolder(directory);
  try {
    work();
  } catch (error) {
    if (made !== undefined) {
      rmSync(made, { recursive: true, force: true });
    }
    throw error;
  }
}

/** Makes a folder. Returns the first folder that had to be made, or `undefined`. */
function madeFolder(directory: string): string | undefined {
  try {
    if (existsSync(directory) && !statSync(directory).isDirectory()) {
      throw Object.assign(new Error(), { code: 'ENOTDIR' });
    }
    return mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new RefusedError(
      `\`--directory\` must be a folder that can be written, got: ${JSON.stringify(directory)}; ${fileReason(error)}`,
    );
  }
}

type FileText = readonly [string, string];

/** Writes both files or none. */
function writeBoth([growthFile, growth]: FileText, [cdkFile, cdk]: FileText): void {
  requireWritable('--directory', growthFile);
  requireWritable('--directory', cdkFile);
  writeWhole('--directory', growthFile, growth);
  try {
    writeWhole('--directory', cdkFile, cdk);
  } catch (error) {
    rmSync(growthFile, { force: true });
    throw error;
  }
}
