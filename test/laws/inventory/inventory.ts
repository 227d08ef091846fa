import { SynthesizedResource } from '../helpers/assemble';
import { alarmLines } from './alarms';
import { dashboardLines } from './dashboards';
import { LocatedResource, LocatedStack, resourcesIn } from './located';
import { settingLines } from './settings';
import { listOf, Short, shortFor } from './short';

/** Types that have lines of their own kind. */
const LINES: Readonly<Record<string, (properties: Readonly<Record<string, unknown>>, short: Short) => string[]>> = {
  'AWS::CloudWatch::Alarm': alarmLines,
  'AWS::CloudWatch::CompositeAlarm': alarmLines,
  'AWS::CloudWatch::Dashboard': dashboardLines,
};

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

function policyLine({ DeletionPolicy, UpdateReplacePolicy }: SynthesizedResource): string[] {
  return DeletionPolicy === undefined && UpdateReplacePolicy === undefined
    ? []
    : [`when removed ${DeletionPolicy}, when replaced ${UpdateReplacePolicy}`];
}

/** One resource: path and type, and below that what happens to it, what it waits for and how it is set. */
function resourceLines({ path, resource }: LocatedResource, short: Short): string[] {
  const { Type, Properties = {}, DependsOn } = resource;
  return [
    `${path}  ${Type}`,
    ...indented([
      ...policyLine(resource),
      ...listOf(DependsOn)
        .map((id) => `after ${short({ Ref: id })}`)
        .sort(),
      ...(LINES[Type] ?? settingLines)(Properties, short),
    ]),
  ];
}

function countLines(stacks: readonly LocatedStack[]): string[] {
  const types = stacks.flatMap((stack) => resourcesIn(stack).map(({ resource }) => resource.Type)).sort();
  return [...new Set(types)].map((type) => `${type} ${types.filter((other) => other === type).length}`);
}

function stackLines(stack: LocatedStack, all: readonly LocatedStack[]): string[] {
  const short = shortFor(stack, all);
  return [
    '',
    `== ${stack.part} in ${stack.region}`,
    ...resourcesIn(stack).flatMap((located) => resourceLines(located, short)),
  ];
}

/**
 * What some stacks consist of, as lines for a person to read.
 *
 * @param stacks the stacks to list
 * @param all every stack of the platform, to which references may lead
 */
export function inventoryOf(stacks: readonly LocatedStack[], all: readonly LocatedStack[]): string[] {
  return ['== types', ...countLines(stacks), ...stacks.flatMap((stack) => stackLines(stack, all))];
}
