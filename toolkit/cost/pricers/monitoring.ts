import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied, tiersOf } from '../charge-collector';
import { knownNumber, knownText, listAt } from '../literals';
import { amount, onlyKnown, readable } from './amounts';
import { runsPerMonth } from './schedule';

/** What watches. */
export const MONITORING: Readonly<Record<string, Pricer>> = {
  'AWS::APS::Scraper': tallied((tally) =>
    tally.hourly('ManagedPrometheus', 'agentless-collector', 1, 'collector of Managed Prometheus'),
  ),
  'AWS::APS::Workspace': tallied(prometheus),
  'AWS::ApplicationInsights::Application': tallied((tally) =>
    tally.unknown('alarms, metrics and logs that Application Insights creates are not in the template'),
  ),
  'AWS::Budgets::BudgetsAction': tallied((tally) =>
    tally.unknown('days of a budget with actions have no known price; the first two budgets are free'),
  ),
  'AWS::CloudTrail::Trail': tallied((tally) =>
    tally.unknown(
      'the first copy of management events is free; data events, further copies and insights have no known price',
    ),
  ),
  'AWS::CloudWatch::Alarm': tallied(alarm),
  'AWS::CloudWatch::AnomalyDetector': tallied(() => undefined),
  'AWS::CloudWatch::CompositeAlarm': tallied((tally) =>
    tally.fixed('CloudWatch', 'alarm-composite', 1, 'composite alarm'),
  ),
  'AWS::CloudWatch::Dashboard': tallied((tally) =>
    tally.fixed(
      'CloudWatch',
      'dashboard',
      1,
      'dashboard; the first three of an account are free, which is not deducted',
    ),
  ),
  'AWS::CloudWatch::MetricStream': tallied((tally) =>
    tally.unknown('updates that a metric stream sends have no known price'),
  ),
  'AWS::Config::ConfigRule': tallied((tally) => tally.unknown('evaluations of rules have no known price')),
  'AWS::Config::ConfigurationRecorder': tallied((tally) =>
    tally.unknown('recorded configuration items have no known price'),
  ),
  'AWS::Grafana::Workspace': tallied(grafana),
  'AWS::GuardDuty::Detector': tallied((tally) => tally.unknown('the data that GuardDuty inspects has no known price')),
  'AWS::InternetMonitor::Monitor': tallied((tally) =>
    tally.unknown('watched resources and city-networks have no known price'),
  ),
  'AWS::RUM::AppMonitor': tallied((tally) => tally.unknown('events of real users have no known price')),
  'AWS::SecurityHub::Hub': tallied((tally) => tally.unknown('checks and findings of Security Hub have no known price')),
  'AWS::Synthetics::Canary': tallied(canary),
};

/** What the user may say. */
export const MONITORING_USAGE: ResourceUsage = {
  'AWS::APS::Workspace': {
    samples: 'samples that are ingested in a month',
    querySamples: 'samples that queries look at in a month',
    storedGb: 'GB of metrics in the workspace',
  },
  'AWS::Grafana::Workspace': {
    editors: 'people who may edit, active in the month',
    viewers: 'people who only view, active in the month',
  },
  'AWS::Synthetics::Canary': { runs: 'runs in a month' },
};

interface AlarmMetric {
  readonly Expression?: unknown;
  readonly MetricStat?: { readonly Stat?: unknown; readonly Period?: unknown };
}

/** A band of anomaly detection counts as two metrics beside the one that it watches (CloudWatch pricing, "alarms"). */
const METRICS_OF_A_BAND = 2;
const MINUTE = 60;

/**
 * An alarm costs by the metrics that it looks at; more where it looks more often than once a minute (CloudWatch
 * pricing).
 */
function alarm(tally: ChargeCollector, { resource }: PricedResource): void {
  const metrics = listAt<AlarmMetric>(resource, ['Metrics']);
  const expressions = metrics.map(({ Expression }) => String(Expression ?? ''));
  const watched = metrics.filter(({ MetricStat }) => MetricStat !== undefined);
  const bands = expressions.filter((expression) => expression.includes('ANOMALY_DETECTION_BAND')).length;
  if (expressions.some((expression) => /^\s*SELECT\s/i.test(expression))) {
    tally.unknown('an alarm on a query is charged by the metrics that the query finds');
  }
  const count = metrics.length === 0 ? 1 : watched.length + bands * METRICS_OF_A_BAND;
  const periods = [
    knownNumber(resource, ['Period']),
    ...watched.map(({ MetricStat }) => Number(MetricStat?.Period ?? MINUTE)),
  ];
  const isOften = periods.some((period) => period !== undefined && period < MINUTE);
  tally.fixed(
    'CloudWatch',
    isOften ? 'alarm-high-resolution' : 'alarm-standard',
    count,
    isOften ? 'alarm metric at high resolution' : 'alarm metric',
  );
}

const SAMPLES_OF_PRICE = 10_000_000;
const FIRST_SAMPLES = 2_000_000_000 / SAMPLES_OF_PRICE;

function prometheus(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(() => {
    const samples = onlyKnown(tally, priced, 'samples', 'the number and frequency of metrics is not in the template');
    const queries = amount(tally, 'querySamples', 0, '');
    const stored = amount(tally, 'storedGb', 0, '');
    const tiers = tiersOf(['samples-ingested-first-2B', FIRST_SAMPLES], ['samples-ingested-next-250B']);
    tally.usage(
      'ManagedPrometheus',
      'samples-ingested-first-2B',
      (samples?.quantity ?? 0) / SAMPLES_OF_PRICE,
      `${readable((samples?.quantity ?? 0) / 1_000_000)} million samples`,
      samples?.basis ?? '',
      tiers,
    );
    tally.usage(
      'ManagedPrometheus',
      'query-samples-processed',
      queries.quantity / 1_000_000_000,
      `${readable(queries.quantity / 1_000_000)} million samples of queries`,
      queries.basis,
    );
    tally.usage(
      'ManagedPrometheus',
      'storage',
      stored.quantity,
      `${readable(stored.quantity)} GB of metrics`,
      stored.basis,
    );
  });
}

function grafana(tally: ChargeCollector, priced: PricedResource): void {
  tally.withWorkload(() => {
    const editors = onlyKnown(tally, priced, 'editors', 'a workspace is charged by its users');
    const viewers = amount(tally, 'viewers', 0, '');
    tally.usage(
      'ManagedGrafana',
      'editor-user',
      editors?.quantity ?? 0,
      `${editors?.quantity ?? 0} editors`,
      editors?.basis ?? '',
    );
    tally.usage('ManagedGrafana', 'viewer-user', viewers.quantity, `${viewers.quantity} viewers`, viewers.basis);
  });
}

/**
 * A canary runs by its schedule; what its function, bucket and logs cost comes on top (CloudWatch pricing, "canaries").
 */
function canary(tally: ChargeCollector, priced: PricedResource): void {
  tally.unknown('the function, the objects and the logs of a canary are not in the template');
  tally.withWorkload(() => {
    const expression = knownText(priced.resource, ['Schedule', 'Expression']);
    const { quantity, basis } = amount(tally, 'runs', runsPerMonth(expression) ?? NaN, expression ?? '');
    tally.usage(
      'CloudWatch',
      'synthetics-canary-run',
      quantity,
      Number.isNaN(quantity) ? 'runs of the canary' : `${readable(quantity)} runs of the canary`,
      basis,
    );
  });
}
