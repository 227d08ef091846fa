import { GrowthStage } from '../lib';
import { StageReason, StageSignals } from './signals';

/** Users from which on several continents count without a measured latency (Mustafa). */
const USERS_FOR_ACTIVE_ACTIVE = 500_000;

/**
 * Minutes below which a restore of copied backups in another Region is too slow. No guide gives a figure; this is the
 * library's own: provisioning a database from a copied snapshot, the services and the routing hardly takes less.
 */
const RESTORE_MINUTES = 60;

/**
 * The reasons for several Regions that the signals give; empty if there is none.
 *
 * @param signals the checked signals
 * @param byUsers the stage that the number of users alone asks for; its latency target counts
 */
export function multiRegionReasons(signals: StageSignals, byUsers: GrowthStage): StageReason[] {
  return [...residency(signals), ...recovery(signals), ...continents(signals, byUsers)];
}

/** The number of different jurisdictions, however they are spelled. */
export function jurisdictions(signals: StageSignals): number {
  return new Set((signals.dataResidency ?? []).map((name) => name.trim().toUpperCase())).size;
}

function residency(signals: StageSignals): StageReason[] {
  const count = jurisdictions(signals);
  return count < 2
    ? []
    : [
        {
          signal: 'dataResidency',
          value: count,
          figure: 2,
          text: `data must stay in ${count} jurisdictions, and from 2 on, one Region cannot hold all data`,
          source: 'Krishan and Mustafa (several Regions for data-residency rules)',
        },
      ];
}

function recovery(signals: StageSignals): StageReason[] {
  const minutes = signals.regionLossRecoveryMinutes;
  return minutes === undefined || minutes >= RESTORE_MINUTES
    ? []
    : [
        {
          signal: 'regionLossRecoveryMinutes',
          value: minutes,
          figure: RESTORE_MINUTES,
          text:
            `the service must be back within ${minutes} minutes after the loss of a Region, but a restore from ` +
            `copied backups takes ${RESTORE_MINUTES} minutes`,
          source:
            'rule of this library; Software Disruption and Mustafa recommend several Regions for availability, ' +
            'without a figure',
        },
      ];
}

function continents(signals: StageSignals, byUsers: GrowthStage): StageReason[] {
  const count = signals.continents ?? 1;
  if (count < 2) {
    return [];
  }
  const target = byUsers.kpis.p99LatencyMs;
  if (signals.p99LatencyMs !== undefined && signals.p99LatencyMs > target) {
    return [
      {
        signal: 'p99LatencyMs',
        value: signals.p99LatencyMs,
        figure: target,
        text:
          `users on ${count} continents wait ${signals.p99LatencyMs} ms at the 99th percentile, above the target ` +
          `of ${target} ms`,
        source: `Krishan and Mustafa (several Regions for latency); ${byUsers.kpis.source}`,
      },
    ];
  }
  return signals.users < USERS_FOR_ACTIVE_ACTIVE
    ? []
    : [
        {
          signal: 'continents',
          value: count,
          figure: 2,
          text:
            `${signals.users.toLocaleString('en-US')} users on ${count} continents, and Mustafa serves 500,000 users ` +
            'on 2 or more from several Regions',
          source: 'Mustafa (active-active at 500k-1M+ users)',
          otherGuides: 'Krishan waits for a measured latency; set `p99LatencyMs` to let it decide',
        },
      ];
}
