import { listOf, Short } from './short';

type Properties = Readonly<Record<string, unknown>>;

const OPERATORS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

/** One metric, for example `Average of AWS/RDS CPUUtilization (Role WRITER) each 300 s`. */
function metricText({ Namespace, MetricName, Dimensions }: Properties, stat: unknown, period: unknown, short: Short) {
  const dimensions = listOf(Dimensions).map((dimension) => {
    const { Name, Value } = dimension as Properties;
    return `${String(Name)} ${short(Value)}`;
  });
  const of = dimensions.length === 0 ? '' : ` (${dimensions.join(', ')})`;
  return `${String(stat)} of ${String(Namespace)} ${String(MetricName)}${of} each ${String(period)} s`;
}

/** One entry of a metric math. */
function mathLine({ Id, Expression, MetricStat, ReturnData, Period }: Properties, short: Short): string {
  const shown = ReturnData === false ? '' : ' (compared)';
  if (Expression !== undefined) {
    return `${String(Id)}: ${short(Expression)}${Period === undefined ? '' : ` each ${String(Period)} s`}${shown}`;
  }
  const { Metric, Stat, Period: period } = MetricStat as Properties;
  return `${String(Id)}: ${metricText(Metric as Properties, Stat, period, short)}${shown}`;
}

function comparison({ ComparisonOperator, Threshold, DatapointsToAlarm, EvaluationPeriods, ...rest }: Properties) {
  const operator = OPERATORS[String(ComparisonOperator)] ?? String(ComparisonOperator);
  const periods = `${String(DatapointsToAlarm ?? EvaluationPeriods)} of ${String(EvaluationPeriods)}`;
  return `${operator} ${String(Threshold)} in ${periods}, missing data is ${String(rest.TreatMissingData)}`;
}

const actionLine = (verb: string, actions: unknown, short: Short) =>
  `${verb}: ${listOf(actions).map(short).join(', ')}`;

/** What an alarm measures, when it fires, and whom it calls. */
export function alarmLines(properties: Properties, short: Short): string[] {
  const { AlarmRule, Metrics, Statistic, ExtendedStatistic, Period, ActionsEnabled, AlarmActions, OKActions } =
    properties;
  const measured =
    Metrics === undefined
      ? [metricText(properties, Statistic ?? ExtendedStatistic, Period, short)]
      : listOf(Metrics).map((entry) => mathLine(entry as Properties, short));
  return [
    ...(AlarmRule === undefined ? [...measured, comparison(properties)] : [short(AlarmRule)]),
    actionLine('alarm', AlarmActions, short),
    actionLine('ok', OKActions, short),
    ...(properties.InsufficientDataActions === undefined
      ? []
      : [actionLine('insufficient data', properties.InsufficientDataActions, short)]),
    ...(ActionsEnabled === false ? ['muted'] : []),
  ];
}
