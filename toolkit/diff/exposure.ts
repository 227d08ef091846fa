import { StackResource } from '../assembly';
import { ChangeClass, Effect } from './change-class';
import { covers, Grant, grantsOf, inWords, listOf } from './grants';
import { canonical } from './replacement';

type Properties = Readonly<Record<string, unknown>>;

const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** Types that attach rules or policies to another resource, and the properties that name it. */
const ATTACHED_TO: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::SecurityGroupIngress': ['GroupId', 'GroupName'],
  'AWS::IAM::GroupPolicy': ['GroupName'],
  'AWS::IAM::ManagedPolicy': ['Groups', 'Roles', 'Users'],
  'AWS::IAM::Policy': ['Groups', 'Roles', 'Users'],
  'AWS::IAM::RolePolicy': ['RoleName'],
  'AWS::IAM::UserPolicy': ['UserName'],
  'AWS::Lambda::Permission': ['FunctionName'],
  'AWS::S3::BucketPolicy': ['Bucket'],
  'AWS::SNS::TopicPolicy': ['Topics'],
  'AWS::SQS::QueuePolicy': ['Queues'],
  'AWS::SecretsManager::ResourcePolicy': ['SecretId'],
};

/** What a resource is attached to; empty if it stands alone. */
export function attachedTo({ Type, Properties = {} }: StackResource): unknown[] {
  return (ATTACHED_TO[Type] ?? []).flatMap((name) => (Properties[name] === undefined ? [] : [Properties[name]]));
}

const security = (reason: string): Effect => ({ class: ChangeClass.SECURITY, reason, properties: [] });

/** What a rule of a security group admits, and whether that is everybody. */
interface Admission {
  readonly text: string;
  readonly isAnybody: boolean;
}

/** What the rules of a security group admit. Other groups of the app are left out: the app says who is in them. */
function admitted({ Type, Properties = {} }: StackResource): Admission[] {
  if (Type === 'AWS::EC2::SecurityGroupIngress') {
    return admittedBy(Properties);
  }
  return Type === 'AWS::EC2::SecurityGroup'
    ? listOf(Properties.SecurityGroupIngress).flatMap((rule) => admittedBy(rule as Properties))
    : [];
}

function admittedBy(rule: Properties): Admission[] {
  const { CidrIp, CidrIpv6, SourceSecurityGroupId, SourceSecurityGroupName, SourcePrefixListId } = rule;
  const group = SourceSecurityGroupId ?? SourceSecurityGroupName;
  const source = CidrIp ?? CidrIpv6 ?? SourcePrefixListId ?? group ?? rule;
  if (source === group && typeof group === 'object') {
    return [];
  }
  const isAnybody = ANYWHERE.includes(String(source));
  return [{ text: `admits ${isAnybody ? 'the whole internet' : inWords(source)} on ${portsOf(rule)}`, isAnybody }];
}

function portsOf({ IpProtocol, FromPort, ToPort }: Properties): string {
  return String(IpProtocol) === '-1' || FromPort === undefined
    ? 'every port'
    : `port ${String(FromPort)} to ${String(ToPort)}`;
}

/** Switches that open a resource, in words. */
function openSwitches({ Type, Properties = {} }: StackResource): string[] {
  const block = Properties.PublicAccessBlockConfiguration as Properties | undefined;
  const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
  const isTrue = (value: unknown) => String(value) === 'true';
  return [
    ...(isTrue(Properties.PubliclyAccessible) ? ['is publicly accessible'] : []),
    ...(Properties.Scheme === 'internet-facing' ? ['faces the internet'] : []),
    ...(Type === 'AWS::S3::Bucket' && block
      ? blocks.filter((name) => !isTrue(block[name])).map((name) => `${name} is off`)
      : []),
    ...(['PublicRead', 'PublicReadWrite', 'AuthenticatedRead'].includes(String(Properties.AccessControl))
      ? [`has the access control list ${String(Properties.AccessControl)}`]
      : []),
    ...(Properties.AuthType === 'NONE' || Properties.AuthorizationType === 'NONE' ? ['needs no authentication'] : []),
    ...(Type === 'AWS::IAM::AccessKey' ? ['is an access key, which never expires'] : []),
    ...(SWITCHES[Type] ?? []).filter((name) => String(Properties[name]) === 'false').map((name) => `${name} is off`),
  ];
}

/** Encryption that a type can have and a resource does not. */
const SWITCHES: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Volume': ['Encrypted'],
  'AWS::EFS::FileSystem': ['Encrypted'],
  'AWS::ElastiCache::ReplicationGroup': ['AtRestEncryptionEnabled', 'TransitEncryptionEnabled'],
  'AWS::RDS::DBCluster': ['StorageEncrypted'],
  'AWS::RDS::DBInstance': ['StorageEncrypted'],
  'AWS::RDS::DBProxy': ['RequireTLS'],
  'AWS::SQS::Queue': ['SqsManagedSseEnabled'],
};

/** Properties that protect as long as they are there. */
const PROTECTIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Method': ['AuthorizerId'],
  'AWS::ApiGatewayV2::Route': ['AuthorizerId'],
  'AWS::IAM::Role': ['PermissionsBoundary'],
  'AWS::IAM::User': ['PermissionsBoundary'],
  'AWS::S3::Bucket': ['PublicAccessBlockConfiguration'],
};

const isAnybody = ({ principal }: Grant) => principal === '*';
const isEverything = ({ action, resource, principal }: Grant) => principal === '' && action === '*' && resource === '*';

/** Whether a new resource is worth a word for what it allows: to anybody, or everything. */
function isWide(grant: Grant): boolean {
  return (
    grant.isAllowed &&
    ((isAnybody(grant) && grant.condition === '') ||
      isEverything(grant) ||
      /\/?AdministratorAccess /.test(`${grant.action} `))
  );
}

/** Grants in words, one sentence for each principal and resource. */
function described(grants: readonly Grant[]): string[] {
  const groups = new Map<string, Grant[]>();
  grants.forEach((grant) => {
    const key = canonical([grant.principal, grant.resource, grant.condition]);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  });
  return [...groups.values()].map((group) =>
    sentence(
      group[0],
      group.map(({ action }) => action),
    ),
  );
}

/** The most actions that a sentence names. */
const MOST_ACTIONS = 5;

function sentence(grant: Grant, actions: readonly string[]): string {
  const { principal, resource, condition } = grant;
  if (isEverything(grant)) {
    return 'may perform every action on every resource';
  }
  const who = principal === '' ? 'may do' : `lets ${isAnybody(grant) ? 'anybody' : principal} do`;
  const more = actions.length > MOST_ACTIONS ? ` and ${actions.length - MOST_ACTIONS} more` : '';
  const on = resource === '' ? '' : ` with ${resource === '*' ? 'everything' : resource}`;
  const when = condition === '' ? '' : ' under a condition';
  return `${who} ${actions.slice(0, MOST_ACTIONS).join(', ')}${more}${on}${when}`;
}

/**
 * What may be reached or done that could not be before. A new resource counts by what it opens to everybody, or by
 * permissions for everything; one that is attached to an existing resource counts by everything that it opens.
 *
 * @param before the deployed resource; without a type if it opens an existing one; undefined if it is new
 * @param after the next one
 */
export function broadened(before: Partial<StackResource> | undefined, after: StackResource): Effect[] {
  const known = before === undefined ? undefined : { Type: after.Type, ...before };
  const [oldSwitches, oldGrants, oldRules] = known
    ? [openSwitches(known), grantsOf(known), admitted(known)]
    : [[], [], []];
  const rules = admitted(after).filter(
    ({ text, isAnybody: anybody }) => (known !== undefined || anybody) && !oldRules.some((rule) => rule.text === text),
  );
  const grants = grantsOf(after).filter(
    (grant) =>
      (known === undefined ? isWide(grant) : grant.isAllowed) &&
      !oldGrants.some((old) => old.isAllowed && covers(old, grant)),
  );
  const reasons = [
    ...rules.map(({ text }) => text),
    ...openSwitches(after).filter((opening) => !oldSwitches.includes(opening)),
    ...described(grants),
  ];
  return [...new Set(reasons)].map(security);
}

/**
 * What was denied or guarded, and no longer is.
 *
 * @param before the deployed resource
 * @param after the next one
 */
export function accessLost(before: StackResource, after: StackResource): Effect[] {
  const denied = (resource: StackResource) => grantsOf(resource).filter(({ isAllowed }) => !isAllowed);
  const next = denied(after);
  const lifted = denied(before).filter(
    (grant) => !next.some((other) => covers(other, grant) || canonical(other) === canonical(grant)),
  );
  const [old, later] = [before.Properties ?? {}, after.Properties ?? {}];
  const dropped = (PROTECTIONS[before.Type] ?? []).filter(
    (name) => old[name] !== undefined && later[name] === undefined,
  );
  const isPlain =
    before.Type === 'AWS::ElasticLoadBalancingV2::Listener' &&
    ['HTTPS', 'TLS'].includes(String(old.Protocol)) &&
    !['HTTPS', 'TLS'].includes(String(later.Protocol));
  const unguarded = before.Type === 'AWS::CloudFront::Distribution' && webAcl(old) && !webAcl(later);
  return [
    ...lifted.map(({ action, resource }) => `no longer denies ${action}${resource === '' ? '' : ` on ${resource}`}`),
    ...dropped.map((name) => `${name} is removed`),
    ...(isPlain ? ['no longer encrypts its traffic'] : []),
    ...(unguarded ? ['is no longer behind a firewall'] : []),
  ].map(security);
}

function webAcl({ DistributionConfig }: Properties): boolean {
  const id = (DistributionConfig as { WebACLId?: unknown } | undefined)?.WebACLId;
  return id !== undefined && id !== '';
}

/** What is open once a resource that guards is gone. */
export function exposedWithout(resource: StackResource): Effect[] {
  const lifted = grantsOf(resource)
    .filter(({ isAllowed }) => !isAllowed)
    .map(({ action }) => `no longer denies ${action}`);
  const guards: Readonly<Record<string, string>> = { 'AWS::WAFv2::WebACLAssociation': 'removes the firewall' };
  return [...new Set([...lifted, ...(guards[resource.Type] === undefined ? [] : [guards[resource.Type]])])].map(
    security,
  );
}
