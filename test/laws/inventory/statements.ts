import { listOf, Short } from './short';

type Statement = Readonly<Record<string, unknown>>;

/** Whether a value is a policy document. */
export function isPolicyDocument(value: unknown): value is { readonly Statement: unknown } {
  return typeof value === 'object' && value !== null && 'Statement' in value && 'Version' in value;
}

/** Whom a statement of a resource's own policy is about; `undefined` in the policy of a role. */
function principalOf({ Principal, NotPrincipal }: Statement, short: Short): string | undefined {
  const principal = Principal ?? NotPrincipal;
  if (principal === undefined) {
    return undefined;
  }
  const entries = typeof principal === 'object' ? Object.values(principal as object) : [principal];
  const names = entries.flatMap(listOf).map(short).sort();
  return `${NotPrincipal === undefined ? '' : 'not '}${names.join(', ')}`;
}

function linesOf(statement: Statement, short: Short): string[] {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const who = principalOf(statement, short);
  const resources = listOf(Resource ?? NotResource)
    .map(short)
    .sort();
  const on = resources.length === 0 ? '' : ` on ${NotResource === undefined ? '' : 'not '}${resources.join(', ')}`;
  const condition = Condition === undefined ? '' : ` if ${conditionText(Condition, short)}`;
  const not = NotAction === undefined ? '' : 'not ';
  return listOf(Action ?? NotAction).map(
    (action) => `${String(Effect).toLowerCase()} ${who ? `${who}: ` : ''}${not}${String(action)}${on}${condition}`,
  );
}

/** A condition, for example `Bool aws:SecureTransport false`. */
function conditionText(condition: unknown, short: Short): string {
  const operators = Object.entries(condition as Record<string, Record<string, unknown>>);
  return operators
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => `${operator} ${key} ${listOf(values).map(short).join(' or ')}`),
    )
    .sort()
    .join(' and ');
}

/** What a policy document allows and denies, one line per action. */
export function statementLines(document: { readonly Statement: unknown }, short: Short): string[] {
  return listOf(document.Statement)
    .flatMap((statement) => linesOf(statement as Statement, short))
    .sort();
}
