import { Progress } from '../progress';
import { RefusedError } from '../refused-error';
import { DeployedStack, StackReader } from './cloud-formation.bundle';
import { parseTemplate } from './parse';
import { NESTED } from './read-stacks';
import { isTemplate, StackDetails, stackOf, StackTemplate, TemplateDocument } from './stack-template';

/** How deployed stacks are looked for. */
export interface DeployedOptions {
  /** Regions besides those of the app. */
  readonly regions?: readonly string[];
  readonly progress: Progress;
}

/** Statuses after which the template says what is there. */
const SETTLED = /^(CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK|IMPORT_ROLLBACK)_COMPLETE$/;

/**
 * What is deployed of an app: its stacks by name and Region with their nested stacks, and stacks of this library that
 * carry the tags of the same application and environment and are no longer in the app.
 *
 * @param app the stacks of the app as it is wanted
 * @param options further Regions, and who hears of progress
 */
export async function deployedStacks(
  app: readonly StackTemplate[],
  options: DeployedOptions,
): Promise<StackTemplate[]> {
  const roots = app.filter(({ name }) => !name.includes('/'));
  const regions = [...new Set([...roots.map(({ region }) => region), ...(options.regions ?? [])])];
  const { StackReader: Reader } = await import('./cloud-formation.bundle');
  const found: StackTemplate[] = [];
  for (const region of regions) {
    const reader = new Reader(region === '' ? undefined : region);
    options.progress(`deployed: reading stacks${region === '' ? '' : ` of ${region}`}`);
    found.push(...(await withAwsErrors(region, () => stacksOf(reader, region, roots, options))));
  }
  if (found.length === 0) {
    throw new RefusedError(
      '`from` must be an app that is deployed, got: deployed, but none of ' +
        `${roots.map(({ name, region }) => (region === '' ? name : `${name} in ${region}`)).join(', ')} exists; ` +
        'check the account and the Region of your credentials (aws sts get-caller-identity), or compare templates ' +
        'instead',
    );
  }
  return found;
}

/** What AWS CloudFormation gives back as `?`: it keeps no other characters than those of ASCII in templates. */
export function asDeployed(app: readonly StackTemplate[]): StackTemplate[] {
  return app.map(
    (stack) =>
      JSON.parse(
        JSON.stringify(stack).replace(/[\u0080-\uffff]+/g, (text) => '?'.repeat([...text].length)),
      ) as StackTemplate,
  );
}

async function stacksOf(
  reader: StackReader,
  region: string,
  roots: readonly StackTemplate[],
  { progress }: DeployedOptions,
): Promise<StackTemplate[]> {
  const found: StackTemplate[] = [];
  for (const root of roots.filter((stack) => stack.region === region)) {
    const stack = await reader.find(root.name);
    if (stack) {
      requireAccount(root, stack);
      found.push(...(await read(reader, stack, { name: root.name, region }, progress)));
    }
  }
  for (const stack of await left(reader, roots)) {
    found.push(...(await read(reader, stack, { name: stack.name, region }, progress)));
  }
  return found;
}

/** Credentials of another account would show an app as new that is deployed. */
function requireAccount({ name, account }: StackTemplate, { id }: DeployedStack): void {
  const own = id.split(':')[4];
  if (account !== undefined && own !== undefined && own !== '' && own !== account) {
    throw new RefusedError(
      `\`from\` must be deployed in account ${account}, which the app names, got: stack ${name} of account ${own}; ` +
        'use credentials of that account (AWS_PROFILE)',
    );
  }
}

/**
 * Stacks of this library that are no longer in the app: those with its tags. A stage is among them, so apps of others
 * are left alone.
 */
async function left(reader: StackReader, roots: readonly StackTemplate[]): Promise<DeployedStack[]> {
  const { application, environment } =
    roots.find(
      ({ tags }) =>
        tags?.application !== undefined && tags.environment !== undefined && tags['growth-stage'] !== undefined,
    )?.tags ?? {};
  if (application === undefined) {
    return [];
  }
  const isGone = ({ name, tags, isNested }: DeployedStack) =>
    !isNested &&
    tags.application === application &&
    tags.environment === environment &&
    tags['cost-center'] !== undefined &&
    !roots.some((root) => root.name === name);
  return (await reader.all()).filter(isGone);
}

/** A stack and its nested ones, each by its own ARN. */
async function read(
  reader: StackReader,
  { id, status, parameters, tags }: DeployedStack,
  details: StackDetails,
  progress: Progress,
): Promise<StackTemplate[]> {
  if (!SETTLED.test(status)) {
    progress(`deployed: ${details.name} is in ${status}; its template may differ from what is deployed`);
  }
  const account = id.split(':')[4];
  // The parameters of a nested stack are what the stack above hands down: they are followed, not remembered.
  const values = details.name.includes('/') ? {} : { parameterValues: parameters };
  const stack = stackOf(
    { ...details, ...(account ? { account } : {}), tags, ...values },
    templateOf(details.name, await reader.template(id)),
  );
  const ids = Object.keys(stack.resources).filter((logicalId) => stack.resources[logicalId].Type === NESTED);
  const nested = ids.length > 0 ? await reader.nested(id) : new Map<string, string>();
  const found: StackTemplate[] = [];
  for (const logicalId of ids.filter((id) => nested.has(id))) {
    const own = await reader.find(nested.get(logicalId)!);
    found.push(...(own ? await read(reader, own, { ...details, name: `${details.name}/${logicalId}` }, progress) : []));
  }
  const missing = ids.filter((logicalId) => !nested.has(logicalId));
  return [missing.length > 0 ? { ...stack, missing } : stack, ...found];
}

function templateOf(name: string, text: string): TemplateDocument {
  const document = parseTemplate(text);
  if (!isTemplate(document)) {
    throw new RefusedError(`\`from\` must have templates with resources, got: that of stack ${name}`);
  }
  return document;
}

const SIGN_IN = 'sign in (aws sso login), or name a profile (AWS_PROFILE)';

/** What the errors of AWS mean for the user: names and messages, and what to do. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /CredentialsProviderError|Could not load credentials|CredentialsError/,
    `reading deployed stacks needs credentials; ${SIGN_IN}; all other commands work without them`,
  ],
  [
    /ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|token.*expired/i,
    `the credentials are invalid or expired; ${SIGN_IN}`,
  ],
  [
    /AccessDenied|UnauthorizedOperation/,
    'the credentials do not allow reading stacks; they need cloudformation:DescribeStacks, ' +
      'cloudformation:GetTemplate and cloudformation:ListStackResources, all read-only',
  ],
  [/Region is missing|ConfigError/, 'the app does not set its Region; set AWS_REGION'],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|TimeoutError|EAI_AGAIN|NetworkingError/,
    'AWS CloudFormation cannot be reached; check the network, the proxy and the Region',
  ],
];

async function withAwsErrors<T>(region: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    const meaning =
      error instanceof RefusedError
        ? undefined
        : MEANINGS.find(([pattern]) => pattern.test(`${name} ${code ?? ''} ${message}`));
    if (meaning === undefined) {
      throw error;
    }
    throw new RefusedError(
      `\`from\` must be readable, got: deployed${region === '' ? '' : ` in ${region}`}, ${name}: ` +
        `${message}; ${meaning[1]}`,
    );
  }
}
