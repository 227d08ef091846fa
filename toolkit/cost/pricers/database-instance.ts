import { StackResource, valueAt } from '../../assembly';
import { ChargeCollector } from '../charge-collector';
import { isTrue, knownNumber, knownText } from '../literals';
import { HOURS_PER_MONTH } from '../price-list';

/**
 * The last version of PostgreSQL that is out of standard support at the date of the price list (Amazon RDS release
 * calendar: 13, on 2026-02-28).
 */
const EXTENDED_UNTIL = 13;

const FREE_INSIGHTS_DAYS = 7;
const KB_PER_GB = 1_000_000;

/** What an instance of RDS or Aurora is paid for beside its class and its storage. */
export function besideInstance(
  tally: ChargeCollector,
  instance: StackResource,
  engineVersion: string | undefined,
): void {
  insights(tally, instance);
  extendedSupport(tally, instance, engineVersion);
  const type = knownText(instance, ['DBInstanceClass']) ?? '';
  const surplus = tally.own('surplusCreditVcpuHours');
  if (surplus !== undefined) {
    tally.usage(
      'RDS-PostgreSQL',
      't4g-surplus-cpu-credit',
      surplus,
      'CPU credits above the earned ones',
      `${surplus} vCPU hours, from --usage`,
    );
  } else if (/^db\.t/.test(type)) {
    tally.unknown(
      `CPU credits above those that ${type} earns, because its credits are unlimited; set ` +
        '`surplusCreditVcpuHours` with --usage',
    );
  }
  tally.hourly(
    'VPC',
    'public-ipv4-in-use',
    isTrue(valueAt(instance, ['PubliclyAccessible'])) ? 1 : 0,
    'public IPv4 address of the database',
  );
  enhancedMonitoring(tally, instance);
}

/** Enhanced Monitoring costs what its log costs (Amazon RDS user guide, cost of Enhanced Monitoring). */
function enhancedMonitoring(tally: ChargeCollector, instance: StackResource): void {
  const seconds = knownNumber(instance, ['MonitoringInterval'], 0) ?? 0;
  tally.withWorkload(({ assumptions: { monitoringKb } }) => {
    const gb = seconds === 0 ? 0 : ((HOURS_PER_MONTH * 3_600) / seconds) * (monitoringKb / KB_PER_GB);
    tally.usage(
      'CloudWatch',
      'logs-ingest-standard',
      gb,
      'log of Enhanced Monitoring',
      `${monitoringKb} kB every ${seconds} seconds`,
    );
  });
}

/** Seven days of Performance Insights cost nothing. */
export function insights(tally: ChargeCollector, resource: StackResource): void {
  const days = knownNumber(resource, ['PerformanceInsightsRetentionPeriod'], FREE_INSIGHTS_DAYS);
  if (valueAt(resource, ['DatabaseInsightsMode']) === 'advanced') {
    tally.unknown('no known price for the advanced mode of Database Insights');
  } else if (days === undefined || days > FREE_INSIGHTS_DAYS) {
    tally.unknown(`no known price for Performance Insights over more than ${FREE_INSIGHTS_DAYS} days`);
  }
}

function extendedSupport(tally: ChargeCollector, resource: StackResource, version: string | undefined): void {
  const major = Number(/^(\d+)/.exec(version ?? '')?.[1] ?? NaN);
  const isRefused = valueAt(resource, ['EngineLifecycleSupport']) === 'open-source-rds-extended-support-disabled';
  if (major <= EXTENDED_UNTIL && !isRefused) {
    tally.unknown(`no known price for RDS Extended Support of version ${version}`);
  }
}
