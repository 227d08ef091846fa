import { KpiTargets } from '../../../lib';
import { AlarmModel } from '../alarms';
import { ReportModel, StageModel } from '../model';
import { html, Markup } from './markup';
import { badge, counted, details, perUser, section, table } from './parts';

interface Target {
  readonly name: string;
  readonly of: (kpis: KpiTargets) => string;

  /** The metrics whose alarms watch it. */
  readonly metrics: readonly string[];
}

const TARGETS: readonly Target[] = [
  { name: 'p99 latency', of: ({ p99LatencyMs }) => `< ${p99LatencyMs} ms`, metrics: ['TargetResponseTime'] },
  {
    name: 'Uptime',
    of: ({ uptimePercent }) => `${uptimePercent} %`,
    metrics: ['HealthCheckStatus', 'HealthyHostCount'],
  },
  {
    name: 'Error rate',
    of: ({ errorRatePercent }) => `< ${errorRatePercent} %`,
    metrics: ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'],
  },
  { name: 'Time to repair', of: ({ timeToRepairMinutes }) => `< ${timeToRepairMinutes} min`, metrics: [] },
  {
    name: 'Database query',
    of: ({ databaseQueryMs }) => `< ${databaseQueryMs} ms`,
    metrics: ['ReadLatency', 'WriteLatency', 'SelectLatency', 'CommitLatency', 'QueryDuration'],
  },
  { name: 'Cache hits', of: ({ cacheHitPercent }) => `> ${cacheHitPercent} %`, metrics: ['CacheHits', 'CacheHitRate'] },
  { name: 'Cost per user', of: ({ monthlyUsdPerUser }) => `${perUser(monthlyUsdPerUser)} a month`, metrics: [] },
];

/** Targets and the alarms that watch them. */
export function targets({ stages }: ReportModel): Markup {
  const own = stages.filter(({ stage }) => stage);
  const rows = TARGETS.map((target) => [
    target.name,
    ...own.map((stage) => html`${target.of(stage.stage!.kpis)}<br /><small>${watchers(target, stage)}</small>`),
  ]);
  const sources = [...new Set(own.map(({ stage }) => stage!.kpis.source))];
  return section('targets', 'Targets and alarms', [
    ...(own.length > 0
      ? [
          table(
            'Targets of each stage, with the alarms that watch them',
            ['Target', ...own.map(({ name }) => name)],
            rows,
          ),
          html`<p class="note">
            Source of the targets: ${sources.join('; ')}. A person has to check targets without an alarm.
          </p> `,
        ]
      : []),
    ...stages.map(alarmTable),
  ]);
}

function watchers({ name, metrics }: Target, stage: StageModel): string {
  if (name === 'Cost per user') {
    return costWatcher(stage);
  }
  // An alarm that only feeds another one notifies nobody.
  const found = stage.alarms.filter(
    (alarm) => alarm.isTold && alarm.metrics.some((metric) => metrics.includes(metric)),
  );
  return found.length === 0 ? 'no alarm' : counted(found.length, 'alarm');
}

function costWatcher({ bill, stage }: StageModel): string {
  const cost = bill.monthlyUsd / bill.users;
  const isOver = bill.budget !== undefined && cost > stage!.kpis.monthlyUsdPerUser;
  const facts = [`this bill: ${perUser(cost)}`, ...(isOver ? ['over the target'] : [])].join(', ');
  return bill.budget ? `${facts}; watched by a budget` : facts;
}

function alarmTable({ name, alarms }: StageModel): Markup {
  const told = alarms.filter(({ isTold }) => isTold).length;
  const rows = alarms.map((alarm) => [
    alarm.name,
    alarm.condition,
    alarm.description,
    whereOf(alarm),
    alarm.isTold ? 'people on call' : 'a deployment or another alarm',
  ]);
  return alarms.length === 0
    ? html`<p>${name}: ${badge('warn', 'no alarms')}</p>`
    : details(
        `${name}: ${counted(alarms.length, 'alarm')}, ${told} of them notify people`,
        table(`Alarms of ${name}`, ['Alarm', 'Condition', 'Meaning, and what to do first', 'Region', 'Notifies'], rows),
      );
}

function whereOf({ regions }: AlarmModel): string {
  return regions.length === 0 ? 'not known' : regions.join(', ');
}
