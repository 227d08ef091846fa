import { LocatedResource, StackTemplate, TemplateIndex, templateIndexOf, valueAt } from '../assembly';
import { wordsOf } from './graph/kinds';

/** An alarm, in one line for each Region in which it says the same. */
export interface AlarmModel {
  readonly name: string;

  /** When it rings, for example `CPUUtilization >= 80 for 3 x 5 min`. */
  readonly condition: string;

  /** The metric, or the names of those that an expression takes. */
  readonly metrics: readonly string[];
  readonly description: string;
  /** The Regions, with the account in front if the app has several. */
  readonly regions: readonly string[];

  /** Whether somebody is told. */
  readonly isTold: boolean;
}

const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside of',
  LessThanLowerThreshold: 'below the band of',
  GreaterThanUpperThreshold: 'above the band of',
};

const SECONDS_PER_MINUTE = 60;

/** The alarms of an app, in the order of their templates. */
export function alarmsOf(stacks: readonly StackTemplate[]): AlarmModel[] {
  const index = templateIndexOf(stacks);
  const alarms = new Map<string, AlarmModel>();
  for (const located of index.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')) {
    const alarm = alarmOf(located, index);
    const key = JSON.stringify([alarm.name, alarm.condition, alarm.description]);
    const known = alarms.get(key);
    alarms.set(key, known ? { ...known, regions: [...new Set([...known.regions, ...alarm.regions])] } : alarm);
  }
  return [...alarms.values()];
}

function alarmOf(located: LocatedResource, index: TemplateIndex): AlarmModel {
  const { id, resource, stack } = located;
  const at = (name: string) => valueAt(resource, [name]);
  const description = at('AlarmDescription');
  const actions = at('AlarmActions');
  return {
    name: wordsOf(id),
    ...(resource.Type === 'AWS::CloudWatch::CompositeAlarm' ? compositeOf(located, index) : simpleOf(located)),
    description: typeof description === 'string' ? description : '',
    regions: stack.region === '' ? [] : [index.environmentOf(stack)],
    isTold: Array.isArray(actions) && actions.length > 0,
  };
}

function compositeOf(
  { resource, stack }: LocatedResource,
  index: TemplateIndex,
): Pick<AlarmModel, 'condition' | 'metrics'> {
  const parts = index.namedIn(valueAt(resource, ['AlarmRule']), stack);
  return {
    condition: `together: ${parts.map(({ id }) => wordsOf(id)).join(', ')}`,
    metrics: [...new Set(parts.flatMap((part) => simpleOf(part).metrics))],
  };
}

function simpleOf({ resource }: LocatedResource): Pick<AlarmModel, 'condition' | 'metrics'> {
  const at = (...path: (string | number)[]) => valueAt(resource, path);
  const queries =
    (at('Metrics') as
      | {
          readonly Id?: string;
          readonly Label?: string;
          readonly ReturnData?: boolean;
          readonly Expression?: string;
          readonly MetricStat?: { readonly Period?: number; readonly Metric?: { readonly MetricName?: string } };
        }[]
      | undefined) ?? [];
  const metrics =
    at('MetricName') === undefined
      ? [...new Set(queries.flatMap(({ MetricStat }) => MetricStat?.Metric?.MetricName ?? []))]
      : [String(at('MetricName'))];
  const shown = queries.find(({ ReturnData, Expression }) => Expression !== undefined && ReturnData !== false);
  const period = Number(
    at('Period') ?? queries.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? SECONDS_PER_MINUTE,
  );
  const what =
    at('MetricName') === undefined
      ? (shown?.Label ?? shown?.Expression ?? metrics.join(', '))
      : `${metrics[0]} (${String(at('ExtendedStatistic') ?? at('Statistic') ?? 'no statistic')})`;
  const times =
    `${String(at('DatapointsToAlarm') ?? at('EvaluationPeriods') ?? 1)} of ` +
    `${String(at('EvaluationPeriods') ?? 1)} x ` +
    `${period >= SECONDS_PER_MINUTE ? `${period / SECONDS_PER_MINUTE} min` : `${period} s`}`;
  return {
    condition:
      `${what} ${SIGNS[String(at('ComparisonOperator'))] ?? String(at('ComparisonOperator'))} ` +
      `${amount(at('Threshold'))}, ${times}`,
    metrics,
  };
}

/** A number as it is; bytes from a mebibyte on in a larger unit are still bytes. */
function amount(threshold: unknown): string {
  if (typeof threshold === 'number') {
    return threshold.toLocaleString('en-US', { maximumFractionDigits: 4 });
  }
  return typeof threshold === 'string' ? threshold : 'a threshold of its own';
}
