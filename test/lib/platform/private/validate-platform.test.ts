import { AuroraOriginKind, GrowthPlatformProps } from '../../../../lib';
import { validatePlatform } from '../../../../lib/platform/private/validate-platform';
import { GrowthStages } from '../../../../stages';
import { PROPS } from '../props';

const OFF_HOURS = { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' };

test.each<[string, Partial<GrowthPlatformProps>, string]>([
  [
    'a name',
    { application: 'Shop' },
    '`application` must be 2 to 20 lower-case letters, digits and single hyphens, starting with a letter, ' +
      'got: "Shop"; choose another name',
  ],
  ['an account', { account: '1234' }, '`account` must be 12 digits, got: "1234"; give it as a string'],
  ['a network', { networkIndex: 8 }, '`networkIndex` must be a whole number from 0 to 7, got: 8; choose one of them'],
  [
    'no image',
    { imageTag: undefined },
    'exactly one of `imageUri`, `imageTag` and `imageDirectory` must be given, got: none; give one',
  ],
  [
    'two images',
    { imageUri: 'public.ecr.aws/nginx/nginx:1.29' },
    'exactly one of `imageUri`, `imageTag` and `imageDirectory` must be given, got: imageUri and imageTag; keep one',
  ],
  [
    'no command',
    { webCommand: [] },
    '`webCommand` must have at least one entry, got: []; give the command, for example ["node", "web.js"]',
  ],
  [
    'a variable of the workload contract',
    { variables: { PORT: '1' } },
    '`variables` and `secrets` must not set a name of the workload contract, got: ["PORT"]; choose other names',
  ],
  [
    'a retention that Amazon CloudWatch Logs does not have',
    { logRetentionDays: 2 },
    '`logRetentionDays` must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, ' +
      '2192, 2557, 2922, 3288, 3653, got: 2; choose one of these',
  ],
  [
    'a budget of nothing',
    { monthlyBudgetUsd: 0 },
    '`monthlyBudgetUsd` must be above 0, got: 0; give US dollars a month',
  ],
  [
    'off-hours in production',
    { offHours: OFF_HOURS, stage: GrowthStages.MONOLITH },
    '`offHours` must not be given in production, got: a schedule; ' +
      'remove it, or set `production` to false if no user depends on the environment',
  ],
  [
    'off-hours with read replicas',
    { offHours: OFF_HOURS, environment: 'staging' },
    '`offHours` must not be given with read replicas of the database, which Amazon RDS cannot stop, ' +
      'got: 1; set `readReplicas` to 0, or remove `offHours`',
  ],
  [
    'a snapshot without its origin',
    { auroraSnapshotArn: 'arn:aws:rds:eu-central-1:123456789012:snapshot:last' },
    '`auroraSnapshotArn` must be absent if `auroraOrigin` is replica, ' +
      'got: "arn:aws:rds:eu-central-1:123456789012:snapshot:last"; set `auroraOrigin` to snapshot, or remove it',
  ],
  [
    'an origin without its snapshot',
    { stage: GrowthStages.AURORA, auroraOrigin: AuroraOriginKind.SNAPSHOT },
    '`auroraSnapshotArn` must be given if `auroraOrigin` is snapshot, got: nothing; ' +
      'give the ARN of the snapshot that was taken after the last write',
  ],
])('refuses %s', (_, props, problem) => {
  expect(() => validatePlatform('Growth', { ...PROPS, ...props })).toThrow(new Error(`Growth: ${problem}`));
});

test('reports every problem at once', () => {
  expect(() => validatePlatform('Growth', { ...PROPS, account: '1', monthlyBudgetUsd: -1 })).toThrow(
    new Error(
      'Growth: `account` must be 12 digits, got: "1"; give it as a string; ' +
        '`monthlyBudgetUsd` must be above 0, got: -1; give US dollars a month',
    ),
  );
});
