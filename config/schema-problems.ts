import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { ConfigurationProblem } from '../stages';
import { didYouMean, problem } from '../stages/problem';
import { isJsonObject, JsonObject, jsonType, propertyPath, shown } from './json';

/** Keywords that only editors read. */
const EDITOR_KEYWORDS = ['patternErrorMessage', 'markdownDescription', 'defaultSnippets'];

/** Checks a document against a JSON Schema, and says what is wrong in the words of this library. */
export class SchemaCheck {
  private readonly validate: ValidateFunction;

  /**
   * @param schema a JSON Schema of draft 7
   */
  constructor(schema: JsonObject) {
    const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: false });
    ajv.addVocabulary(EDITOR_KEYWORDS);
    this.validate = ajv.compile(schema);
  }

  /**
   * Every problem of a document, each only once; empty if there is none.
   *
   * @param document the document, of any shape
   */
  public problems(document: unknown): ConfigurationProblem[] {
    if (this.validate(document)) {
      return [];
    }
    const found = (this.validate.errors ?? []).filter(isOwnError).map(problemOf);
    return [...new Map(found.map((each) => [each.message, each])).values()];
  }
}

/** Errors of `if`, `anyOf` and the like only repeat what their parts say. */
function isOwnError({ keyword }: ErrorObject): boolean {
  return !['if', 'anyOf', 'oneOf', 'allOf', 'propertyNames'].includes(keyword);
}

function problemOf(error: ErrorObject): ConfigurationProblem {
  const { keyword, instancePath, data } = error;
  const params = error.params as JsonObject;
  if (keyword === 'required' || keyword === 'dependentRequired') {
    return missing(error, String(params.missingProperty));
  }
  if (keyword === 'additionalProperties') {
    return unknown(error, String(params.additionalProperty));
  }
  return problem({
    property: propertyPath(instancePath) || 'growth',
    rule: `must be ${rule(error)}`,
    given: shown(data),
    ...(keyword === 'enum' ? { allowed: params.allowedValues as unknown[] } : {}),
    remedy: remedy(error),
  });
}

function missing(error: ErrorObject, name: string): ConfigurationProblem {
  return problem({
    property: propertyPath(error.instancePath, name),
    rule: 'must be given',
    given: 'nothing',
    remedy: describe(error, name) || undefined,
  });
}

function unknown(error: ErrorObject, name: string): ConfigurationProblem {
  const allowed = Object.keys(propertiesOf(error)).filter((own) => !own.startsWith('$'));
  const parent = propertyPath(error.instancePath);
  const owner = parent === '' ? 'the configuration' : `\`${parent}\``;
  return problem({
    property: propertyPath(error.instancePath, name),
    rule: `is not a property of ${owner}`,
    allowed,
    remedy: didYouMean(name, allowed) ?? `${owner} takes ${allowed.join(', ')}`,
  });
}

/** The rule that a value breaks, as the end of "must be". */
function rule(error: ErrorObject): string {
  const { keyword, params } = error;
  const limit = shown((params as JsonObject).limit);
  switch (keyword) {
    case 'type':
      return typeRule(String((params as JsonObject).type));
    case 'enum':
      return `one of ${((params as JsonObject).allowedValues as unknown[]).map(shown).join(', ')}`;
    case 'const':
      return shown((params as JsonObject).allowedValue);
    case 'pattern':
      return patternRule(error);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return rangeRule(error);
    case 'minItems':
      return `a list of at least ${limit}`;
    case 'maxItems':
      return `a list of at most ${limit}`;
    case 'uniqueItems':
      return 'a list without repetitions';
    case 'minLength':
      return 'a string of at least one character';
    case 'maxLength':
      return `a string of at most ${limit} characters`;
    default:
      return `valid (${error.message ?? keyword})`;
  }
}

function typeRule(type: string): string {
  const words: Record<string, string> = {
    integer: 'a whole number',
    number: 'a number',
    string: 'a string',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  };
  return words[type] ?? type;
}

/** A number's whole range, whichever end was passed. */
function rangeRule(error: ErrorObject): string {
  const schema = (error.parentSchema ?? {}) as JsonObject;
  const kind = typeRule(String(schema.type ?? 'number'));
  const least = schema.minimum === undefined ? '' : ` from ${shown(schema.minimum)}`;
  const above = schema.exclusiveMinimum === undefined ? '' : ` above ${shown(schema.exclusiveMinimum)}`;
  const most = schema.maximum === undefined ? '' : ` to ${shown(schema.maximum)}`;
  return `${kind}${least}${above}${most}`;
}

function patternRule(error: ErrorObject): string {
  const schema = (error.parentSchema ?? {}) as JsonObject;
  return String(schema.patternErrorMessage ?? `a string that matches ${String((error.params as JsonObject).pattern)}`);
}

/** What to do: take the nearest allowed word, or put the value into quotes, or out of them. */
function remedy({ keyword, params, data }: ErrorObject): string | undefined {
  const { allowedValues, type } = params as JsonObject;
  if (keyword === 'enum') {
    return didYouMean(
      data,
      (allowedValues as unknown[]).filter((word) => typeof word === 'string'),
    );
  }
  if (keyword !== 'type') {
    return undefined;
  }
  if (type === 'string' && jsonType(data) === 'number') {
    return 'put it in quotes';
  }
  return ['integer', 'number', 'boolean'].includes(String(type)) && typeof data === 'string'
    ? 'write it without quotes'
    : undefined;
}

function propertiesOf(error: ErrorObject): JsonObject {
  const schema = (error.parentSchema ?? {}) as JsonObject;
  return isJsonObject(schema.properties) ? schema.properties : {};
}

/** The first sentence of what the schema says about a property, without its full stop. */
function describe(error: ErrorObject, property: string): string {
  const own = propertiesOf(error)[property];
  const description = isJsonObject(own) && typeof own.description === 'string' ? own.description : '';
  const [first] = description.split(/\.(?:\s|$)/);
  return /^[A-Z][a-z-]/.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first;
}
