import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { suggestion } from '../stages/nearest';
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
   * Every problem of a document, sorted by property and each only once; empty where there is none.
   *
   * @param document the document, of any shape
   */
  public problems(document: unknown): string[] {
    if (this.validate(document)) {
      return [];
    }
    const messages = (this.validate.errors ?? []).filter(isOwnError).map(message);
    return [...new Set(messages)];
  }
}

/** Errors of `if`, `anyOf` and the like only repeat what their parts say. */
function isOwnError({ keyword }: ErrorObject): boolean {
  return !['if', 'anyOf', 'oneOf', 'allOf', 'propertyNames'].includes(keyword);
}

function message(error: ErrorObject): string {
  const params = error.params as JsonObject;
  if (error.keyword === 'required' || error.keyword === 'dependentRequired') {
    return missing(error, String(params.missingProperty));
  }
  if (error.keyword === 'additionalProperties') {
    return unknown(error, String(params.additionalProperty));
  }
  const value = shown(error.data);
  return `\`${propertyPath(error.instancePath) || 'growth'}\` must be ${rule(error)}, got: ${value}${hint(error)}`;
}

function missing(error: ErrorObject, property: string): string {
  const description = describe(error, property);
  return (
    `\`${propertyPath(error.instancePath, property)}\` must be given, got: ` +
    `nothing${description === '' ? '' : `; ${description}`}`
  );
}

function unknown(error: ErrorObject, property: string): string {
  const names = Object.keys(propertiesOf(error)).filter((name) => !name.startsWith('$'));
  const place = propertyPath(error.instancePath);
  const where = place === '' ? 'the configuration' : `\`${place}\``;
  const near = suggestion(property, names);
  const allowed = near === '' ? `; ${where} takes ${names.join(', ')}` : near;
  return `\`${propertyPath(error.instancePath, property)}\` is not a property of ${where}${allowed}`;
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
      return 'a text of at least one character';
    case 'maxLength':
      return `a text of at most ${limit} characters`;
    default:
      return `valid (${error.message ?? keyword})`;
  }
}

function typeRule(type: string): string {
  const words: Record<string, string> = {
    integer: 'a whole number',
    number: 'a number',
    string: 'a text',
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
  return String(schema.patternErrorMessage ?? `a text that matches ${String((error.params as JsonObject).pattern)}`);
}

/** What helps to mend the value: the nearest allowed word, or the quotes that are missing. */
function hint(error: ErrorObject): string {
  const params = error.params as JsonObject;
  if (error.keyword === 'enum' && typeof error.data === 'string') {
    return suggestion(
      error.data,
      (params.allowedValues as unknown[]).filter((word): word is string => typeof word === 'string'),
    );
  }
  if (error.keyword === 'type' && params.type === 'string' && jsonType(error.data) === 'number') {
    return '; put it in quotes';
  }
  if (
    error.keyword === 'type' &&
    ['integer', 'number', 'boolean'].includes(String(params.type)) &&
    typeof error.data === 'string'
  ) {
    return '; write it without quotes';
  }
  return '';
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
