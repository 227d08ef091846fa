import { GrowthDocument } from '../../../config';
import { OPTION_SAMPLES } from '../../helpers/option-samples';
import { at, REGIONS } from '../helpers/assemble';

const OFF_HOURS = { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' };

const DOMAIN = { domainName: 'app.example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com' };

/** One stage of the smallest configuration. */
export const plain = (stage: string): GrowthDocument => at(REGIONS, { stage });

const staging = (stage: string): GrowthDocument => ({ ...plain(stage), environment: 'staging' });

/** The same stages outside production: alarms are muted, and off-hours stop what can be stopped. */
export const STAGING: Readonly<Record<string, GrowthDocument>> = {
  monolith: { ...staging('monolith'), offHours: OFF_HOURS },
  containers: {
    ...staging('containers'),
    offHours: { ...OFF_HOURS, days: 'MON-SAT' },
    sizes: { containers: { database: { readReplicas: 0 } } },
  },
  aurora: staging('aurora'),
  'multi-region': staging('multi-region'),
};

const WRITTEN_OPTIONS: Readonly<Record<string, GrowthDocument>> = {
  monolith: {
    ...plain('monolith'),
    workerCommand: undefined,
    migrateCommand: undefined,
    imageTag: undefined,
    imageUri: 'public.ecr.aws/example/notes:1.0.0',
    databaseSnapshotIdentifier: 'before-the-move',
    onCallHttpsEndpoints: ['https://events.example.com/integration'],
    networkIndex: 7,
    port: 3000,
  },
  containers: {
    ...plain('containers'),
    domain: DOMAIN,
    firewall: {
      countOnly: true,
      requestsPer5MinutesPerIp: 5000,
      signInRequestsPer5MinutesPerIp: 50,
      signInPaths: ['/session'],
    },
    variables: { FEATURES: 'search' },
    sentryDsn: 'https://key@sentry.example.com/1',
    monthlyBudgetUsd: 750,
    logRetentionDays: 30,
    sizes: {
      containers: {
        worker: { minTasks: 0 },
        cache: { shards: 2 },
        nat: 'instance',
      },
    },
  },
  aurora: {
    ...plain('aurora'),
    auroraOrigin: 'plain',
    workerCommand: undefined,
    anonymousPaths: ['/products/*'],
    firewall: { enabled: false },
    sizes: { aurora: { database: { serverless: { minAcu: 1, maxAcu: 32 } } } },
  },
  'multi-region': {
    ...plain('multi-region'),
    domain: DOMAIN,
    regionRouting: 'failover',
    residency: [{ countryCodes: ['DE', 'AT'], regions: ['eu-west-1'] }],
    cacheReplication: 'global',
    globalWriteForwarding: true,
    registryReplication: false,
    anonymousPaths: ['/products/*'],
  },
};

/** Options that nothing above gives, each with the first value that the schema shows. */
const OTHER_OPTIONS = Object.fromEntries(
  Object.entries(OPTION_SAMPLES)
    .filter(([name]) => !Object.values(WRITTEN_OPTIONS).some((document) => name in document))
    .map(([name, [sample]]) => [name, sample]),
);

/** The same stages with what a user can ask for in addition; every option once. */
export const OPTIONS: Readonly<Record<string, GrowthDocument>> = {
  ...WRITTEN_OPTIONS,
  containers: { ...WRITTEN_OPTIONS.containers, ...OTHER_OPTIONS },
};
