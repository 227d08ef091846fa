import { LocatedStack } from './located';

/** Writes a value of a template in short: references become construct paths. */
export type Short = (value: unknown) => string;

type Intrinsic = Readonly<Record<string, unknown>>;

interface StackOutput {
  readonly StackName: string;
  readonly OutputName: string;
}

const isOf = (value: unknown, name: string): value is Intrinsic =>
  typeof value === 'object' && value !== null && name in value;

/** How values of a stack are written in short; those of other stacks begin with the part of the stack's name. */
export function shortFor(stack: LocatedStack, all: readonly LocatedStack[]): Short {
  const nameOf = (id: unknown) => stack.paths.get(String(id)) ?? `<${String(id).replace('AWS::', '')}>`;

  const output = ({ StackName, OutputName }: StackOutput): string => {
    const other = all.find(({ name }) => name === StackName);
    const value = (other?.template.Outputs?.[OutputName] as { readonly Value: unknown } | undefined)?.Value;
    return other === undefined ? `${StackName}:${OutputName}` : `${other.part}:${shortFor(other, all)(value)}`;
  };

  const short: Short = (value) => {
    if (isOf(value, 'Ref')) {
      return nameOf(value.Ref);
    }
    if (isOf(value, 'Fn::GetAtt')) {
      const [id, ...attribute] = value['Fn::GetAtt'] as string[];
      return `${nameOf(id)}.${attribute.join('.')}`;
    }
    if (isOf(value, 'Fn::Join')) {
      const [separator, parts] = value['Fn::Join'] as [string, unknown];
      return Array.isArray(parts) ? parts.map(short).join(separator) : `join(${separator}, ${short(parts)})`;
    }
    if (isOf(value, 'Fn::GetStackOutput')) {
      return output(value['Fn::GetStackOutput'] as StackOutput);
    }
    if (isOf(value, 'Fn::Select')) {
      const [index, from] = value['Fn::Select'] as [unknown, unknown];
      return `${short(from)}[${short(index)}]`;
    }
    if (isOf(value, 'Fn::Split')) {
      const [separator, from] = value['Fn::Split'] as [string, unknown];
      return `split(${separator}, ${short(from)})`;
    }
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return short;
}

/** One value or several. */
export function listOf(value: unknown): unknown[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((element) => element !== undefined);
}
