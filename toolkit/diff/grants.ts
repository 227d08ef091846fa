import { StackResource } from '../assembly';
import { canonical } from './replacement';

/** One thing that a statement of a policy allows or denies. */
export interface Grant {
  readonly isAllowed: boolean;
  /** Principal; empty for identity-based policies. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The condition; empty if there is none. */
  readonly condition: string;
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/** Properties that hold a policy. */
const DOCUMENTS = [
  'AssumeRolePolicyDocument',
  'KeyPolicy',
  'PolicyDocument',
  'Policy',
  'RepositoryPolicyText',
  'ResourcePolicy',
  'FileSystemPolicy',
  'AccessPolicies',
];

/** One or several values as a list; of a condition that is not known, what is in either branch. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap(listOf);
  }
  const branches = (value as { 'Fn::If'?: readonly unknown[] } | null | undefined)?.['Fn::If'];
  if (Array.isArray(branches)) {
    return listOf(branches.slice(1));
  }
  return value === undefined || value === null || (value as { Ref?: unknown }).Ref === 'AWS::NoValue' ? [] : [value];
}

/** A value of a template as people read it: references by what they name. */
export function inWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const [[name, content] = ['', undefined]] = Object.entries(value) as [string, unknown][];
  const parts: readonly unknown[] = Array.isArray(content) ? content : [content];
  const written: Readonly<Record<string, () => string>> = {
    Ref: () => `\${${String(content)}}`,
    'Fn::GetAtt': () => `\${${parts.join('.')}}`,
    'Fn::ImportValue': () => `\${${inWords(content)}}`,
    'Fn::Join': () => (Array.isArray(parts[1]) ? parts[1] : [parts[1]]).map(inWords).join(String(parts[0])),
    'Fn::Sub': () => String(parts[0]),
    'Fn::GetStackOutput': () =>
      `\${${['StackName', 'OutputName'].map((key) => inWords((content as Record<string, unknown>)[key])).join('.')}}`,
  };
  return written[name]?.() ?? canonical(value);
}

/** Everything that the policies of a resource allow and deny, one action on one resource for one principal each. */
export function grantsOf({ Type, Properties = {} }: StackResource): Grant[] {
  const inline = listOf(Properties.Policies).map((policy) => (policy as { PolicyDocument?: unknown }).PolicyDocument);
  const documents = [...DOCUMENTS.map((name) => Properties[name]), ...inline];
  const statements = documents.flatMap((document) =>
    listOf((document as { Statement?: unknown } | undefined)?.Statement),
  ) as Statement[];
  return [
    ...statements.flatMap(grantsOfStatement),
    ...managed(Properties),
    ...(Type === 'AWS::Lambda::Permission' ? [permission(Properties)] : []),
  ];
}

function grantsOfStatement(statement: Statement): Grant[] {
  const named = (name: 'Action' | 'Principal' | 'Resource') => {
    const not = statement[`Not${name}`];
    return not === undefined ? undefined : [`everything but ${canonical(not)}`];
  };
  const actions = named('Action') ?? listOf(statement.Action).map((action) => inWords(action).toLowerCase());
  const resources =
    named('Resource') ?? (statement.Resource === undefined ? [''] : listOf(statement.Resource).map(inWords));
  const principals = named('Principal') ?? principalsOf(statement.Principal);
  const condition = statement.Condition === undefined ? '' : canonical(statement.Condition);
  return principals.flatMap((principal) =>
    actions.flatMap((action) =>
      resources.map((resource) => ({ isAllowed: statement.Effect !== 'Deny', principal, action, resource, condition })),
    ),
  );
}

function principalsOf(principal: unknown): string[] {
  if (principal === undefined) {
    return [''];
  }
  return typeof principal === 'object' && principal !== null
    ? Object.entries(principal).flatMap(([kind, who]) =>
        listOf(who).map((name) => (kind === 'AWS' ? inWords(name) : `${kind} ${inWords(name)}`)),
      )
    : [inWords(principal)];
}

/** A managed policy counts as one action on everything. */
function managed({ ManagedPolicyArns }: Readonly<Record<string, unknown>>): Grant[] {
  return listOf(ManagedPolicyArns).map((arn) => ({
    isAllowed: true,
    principal: '',
    action: `what ${shortArn(arn)} allows`,
    resource: '*',
    condition: '',
  }));
}

function shortArn(arn: unknown): string {
  return /([\w+=,.@/-]+)(\\?"|\]|\})*$/.exec(inWords(arn).split(':').pop() ?? '')?.[1] ?? inWords(arn);
}

function permission({ Principal, Action, SourceArn, SourceAccount }: Readonly<Record<string, unknown>>): Grant {
  const condition =
    SourceArn === undefined && SourceAccount === undefined ? '' : canonical({ SourceArn, SourceAccount });
  return {
    isAllowed: true,
    principal: inWords(Principal ?? ''),
    action: inWords(Action ?? '').toLowerCase(),
    resource: '',
    condition,
  };
}

/** Whether a pattern with `*` takes in a text. */
function takesIn(pattern: string, value: string): boolean {
  return (
    pattern === value ||
    (pattern.includes('*') &&
      new RegExp(
        `^${pattern
          .split('*')
          .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*')}$`,
      ).test(value))
  );
}

/** Whether one grant allows everything that another allows. */
export function covers(wide: Grant, narrow: Grant): boolean {
  return (
    takesIn(wide.principal, narrow.principal) &&
    takesIn(wide.action, narrow.action) &&
    takesIn(wide.resource, narrow.resource) &&
    (wide.condition === '' || wide.condition === narrow.condition)
  );
}
