import { StackTemplate } from './stack-template';

/** Values of parameters as AWS CloudFormation takes them: as strings. */
export type ParameterValues = Readonly<Record<string, string>>;

/** Whether a value is written out, and needs no function of AWS CloudFormation. */
export function isLiteral(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** The parameters whose value is written out. */
export function literalValues(parameters: Readonly<Record<string, unknown>>): ParameterValues {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (isLiteral(value) ? [[name, String(value)]] : [])),
  );
}

/** The defaults of a stack's parameters. */
export function defaultValues({ sections }: StackTemplate): ParameterValues {
  return literalValues(
    Object.fromEntries(Object.entries(sections?.Parameters ?? {}).map(([name, { Default }]) => [name, Default])),
  );
}
