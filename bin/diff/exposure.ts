import { StackResource } from '../templates';
import { ChangeClass, Effect } from './changes';

const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** What of a resource opens it, each as text that is the same before and after where nothing changed. */
function openings({ Type, Properties = {} }: StackResource): string[] {
  return [...openRules(Type, Properties), ...openSwitches(Properties), ...openStatements(Properties), ...openEncryption(Type, Properties)];
}

function openRules(type: string, properties: Readonly<Record<string, unknown>>): string[] {
  const inline = (properties.SecurityGroupIngress as Readonly<Record<string, unknown>>[] | undefined) ?? [];
  const rules = type === 'AWS::EC2::SecurityGroupIngress' ? [properties] : Array.isArray(inline) ? inline : [];
  return rules
    .filter((rule) => ANYWHERE.includes(String(rule.CidrIp ?? rule.CidrIpv6)))
    .map((rule) => `admits the whole internet on ${rule.IpProtocol === '-1' ? 'every port' : `port ${String(rule.FromPort)} to ${String(rule.ToPort)}`}`);
}

function openSwitches(properties: Readonly<Record<string, unknown>>): string[] {
  const block = properties.PublicAccessBlockConfiguration as Readonly<Record<string, unknown>> | undefined;
  const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
  return [
    ...(properties.PubliclyAccessible === true ? ['can be reached from the internet'] : []),
    ...(properties.Scheme === 'internet-facing' ? ['faces the internet'] : []),
    ...blocks.filter((name) => block && block[name] !== true).map((name) => `${name} is off`),
    ...(properties.AuthType === 'NONE' ? ['needs no sign-in'] : []),
  ];
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly Principal?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

/** Statements that let anybody in, or let somebody do everything. */
function openStatements(properties: Readonly<Record<string, unknown>>): string[] {
  const documents = ['PolicyDocument', 'AssumeRolePolicyDocument', 'KeyPolicy'].map((name) => properties[name]);
  const inline = ((properties.Policies as { PolicyDocument?: unknown }[] | undefined) ?? []).map(({ PolicyDocument }) => PolicyDocument);
  const statements = [...documents, ...inline].flatMap((document) => listOf((document as { Statement?: unknown } | undefined)?.Statement) as Statement[]);
  const allowed = statements.filter(({ Effect: effect }) => effect === 'Allow');
  return [
    ...allowed.filter(({ Principal, Condition }) => isAnybody(Principal) && Condition === undefined).map(({ Action }) => `lets anybody do ${JSON.stringify(Action)}`),
    ...allowed.filter(({ Action, Resource, Principal }) => Principal === undefined && listOf(Action).includes('*') && listOf(Resource).includes('*')).map(() => 'may do everything with everything'),
  ];
}

function isAnybody(principal: unknown): boolean {
  return principal === '*' || listOf((principal as { AWS?: unknown } | undefined)?.AWS).includes('*');
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Encryption that a type can have and a resource does not. */
function openEncryption(type: string, properties: Readonly<Record<string, unknown>>): string[] {
  const switches: Readonly<Record<string, readonly string[]>> = {
    'AWS::EFS::FileSystem': ['Encrypted'],
    'AWS::ElastiCache::ReplicationGroup': ['AtRestEncryptionEnabled', 'TransitEncryptionEnabled'],
    'AWS::RDS::DBCluster': ['StorageEncrypted'],
    'AWS::RDS::DBInstance': ['StorageEncrypted'],
    'AWS::RDS::DBProxy': ['RequireTLS'],
  };
  return (switches[type] ?? []).filter((name) => properties[name] === false).map((name) => `${name} is off`);
}

/**
 * What may be reached or done that could not be before. A new resource counts by what it opens to everybody.
 *
 * @param before the deployed resource; absent where it is new
 * @param after the next one
 */
export function broadened(before: StackResource | undefined, after: StackResource): Effect[] {
  const known = before ? openings(before) : [];
  return openings(after)
    .filter((opening) => !known.includes(opening))
    .map((reason) => ({ class: ChangeClass.SECURITY, reason, properties: [] }));
}
