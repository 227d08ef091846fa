import { LocatedResource, TemplateIndex, valueAt } from '../../assembly';
import { Link } from './link';

/** What calls others with a role. */
const CALLERS = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::Instance',
  'AWS::ECS::Service',
  'AWS::Lambda::Function',
  'AWS::StepFunctions::StateMachine',
];

/** What a caller consists of, besides itself. */
const PARTS = ['AWS::ECS::TaskDefinition', 'AWS::EC2::LaunchTemplate', 'AWS::IAM::InstanceProfile'];

/** Where a role stands with which the caller itself works; another one starts it, and has other permissions. */
const ROLES = ['TaskRoleArn', 'Role', 'RoleArn', 'Roles', 'IamInstanceProfile'];

/** Edge label per IAM service prefix; other services are omitted because almost every resource uses them. */
const WORDS: Readonly<Record<string, string>> = {
  dynamodb: 'items',
  s3: 'files',
  sns: 'publishes',
  lambda: 'calls',
  states: 'starts',
  kinesis: 'records',
  events: 'events',
  es: 'searches',
  'rds-db': 'queries',
};

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
}

/** What the roles of callers allow them to use. */
export function permissions(index: TemplateIndex): Link[] {
  return index.ofType(...CALLERS).flatMap((caller) => {
    const whole = [caller, ...partsOf(caller, index)];
    const roles = new Map(
      whole
        .flatMap((part) => ROLES.flatMap((name) => index.namedIn(valueAt(part.resource, [name]), part.stack)))
        .map((role) => [role.address, role]),
    );
    return [...roles.values()]
      .flatMap((role) => statementsOf(role, index))
      .flatMap(({ statement, policy }) => used(caller, statement, policy, index));
  });
}

/** The task definition, launch template and instance profile of a caller. */
export function partsOf(caller: LocatedResource, index: TemplateIndex): LocatedResource[] {
  const own = index.namedBy(caller).filter(({ resource }) => PARTS.includes(resource.Type));
  return [
    ...own,
    ...own.flatMap((part) => index.namedBy(part).filter(({ resource }) => PARTS.includes(resource.Type))),
  ];
}

function statementsOf(
  role: LocatedResource,
  index: TemplateIndex,
): { readonly statement: Statement; readonly policy: LocatedResource }[] {
  const own = ((valueAt(role.resource, ['Policies']) as { readonly PolicyDocument?: unknown }[] | undefined) ?? []).map(
    ({ PolicyDocument }) => ({ document: PolicyDocument, policy: role }),
  );
  const attached = index
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy')
    .filter((policy) =>
      ['Roles', 'RoleName'].some((name) =>
        index.namedIn(valueAt(policy.resource, [name]), policy.stack).some(({ address }) => address === role.address),
      ),
    )
    .map((policy) => ({ document: valueAt(policy.resource, ['PolicyDocument']), policy }));
  return [...own, ...attached].flatMap(({ document, policy }) =>
    [(document as { readonly Statement?: Statement | readonly Statement[] } | undefined)?.Statement ?? []]
      .flat()
      .map((statement) => ({ statement: statement as Statement, policy })),
  );
}

function used(
  caller: LocatedResource,
  { Effect, Action = [], Resource }: Statement,
  policy: LocatedResource,
  index: TemplateIndex,
): Link[] {
  const actions = [Action].flat().map(String);
  if (Effect !== 'Allow') {
    return [];
  }
  return index.namedIn(Resource, policy.stack).flatMap((target): Link[] => {
    const services = [...new Set(actions.map((action) => action.split(':')[0]))];
    if (services.includes('sqs') && target.resource.Type === 'AWS::SQS::Queue') {
      return [queueLink(caller, target, actions)];
    }
    const label = services.map((service) => WORDS[service]).find(Boolean);
    return label === undefined ? [] : [{ source: caller, target, label }];
  });
}

/** Who takes messages and answers no requests stands behind the queue, others before it. */
function queueLink(caller: LocatedResource, queue: LocatedResource, actions: readonly string[]): Link {
  const may = (name: string) => actions.some((action) => [`sqs:${name}`, 'sqs:*'].includes(action));
  const [sends, takes] = [may('SendMessage'), may('ReceiveMessage')];
  return takes && !answersRequests(caller)
    ? { source: queue, target: caller, label: 'work' }
    : { source: caller, target: queue, label: sends ? 'work' : 'looks' };
}

function answersRequests({ resource }: LocatedResource): boolean {
  return ['LoadBalancers', 'TargetGroupARNs'].some(
    (name) => ((valueAt(resource, [name]) as unknown[] | undefined)?.length ?? 0) > 0,
  );
}
