import { PREFIX, SCRIPT_FOLDER } from './vm-paths';
import { VmProcess, VmSpec } from './vm-spec';

/** The name of a unit, and of its container. */
export function unitName(name: string): string {
  return `${PREFIX}-${name}.service`;
}

/** Reads the secrets at every boot, before the units that need them. */
export function secretsUnit(): string[] {
  return [
    '[Unit]',
    'Description=Secrets of the workload',
    'Wants=network-online.target',
    'After=network-online.target',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    `ExecStart=${SCRIPT_FOLDER}/fetch-secrets`,
  ];
}

/** The cache, which counts as started when it answers. The workload also runs without it if it fails. */
export function cacheUnit(): string[] {
  return [
    '[Unit]',
    'Description=Valkey beside the workload',
    'Requires=docker.service',
    'After=docker.service',
    'StartLimitIntervalSec=0',
    ...supervised('cache', 10),
    `ExecStartPost=${SCRIPT_FOLDER}/cache-ready`,
    ...INSTALL,
  ];
}

/** The migration, once per boot. It must take a lock, because several machines may start at the same time. */
export function migrateUnit(spec: VmSpec): string[] {
  return [
    '[Unit]',
    'Description=Database migrations',
    ...dependencies(spec, false),
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    'TimeoutStartSec=infinity',
    `ExecStartPre=-/usr/bin/docker rm --force ${PREFIX}-migrate`,
    `ExecStart=${SCRIPT_FOLDER}/run-migrate`,
    'StandardOutput=null',
  ];
}

/** A process that runs until it is stopped. */
export function processUnit(spec: VmSpec, process: VmProcess): string[] {
  const migrates = spec.processes.some((other) => other.name === 'migrate');
  return [
    '[Unit]',
    `Description=${process.name} process of the workload`,
    ...dependencies(spec, migrates),
    'StartLimitIntervalSec=0',
    ...supervised(process.name, process.stopSeconds),
    ...INSTALL,
  ];
}

const INSTALL = ['[Install]', 'WantedBy=multi-user.target'];

function dependencies(spec: VmSpec, afterMigration: boolean): string[] {
  const required = ['docker.service'];
  if (spec.secrets.length > 0) {
    required.push(unitName('secrets'));
  }
  if (afterMigration) {
    required.push(unitName('migrate'));
  }
  const wanted = spec.cache === undefined ? [] : [unitName('cache')];
  return [
    `Requires=${required.join(' ')}`,
    ...(wanted.length > 0 ? [`Wants=${wanted.join(' ')}`] : []),
    `After=${[...required, ...wanted].join(' ')}`,
  ];
}

/** A supervised service. `docker stop` sends SIGTERM and waits, and systemd waits ten seconds longer. */
function supervised(name: string, stopSeconds: number): string[] {
  return [
    '[Service]',
    'Type=exec',
    `ExecStartPre=-/usr/bin/docker rm --force ${PREFIX}-${name}`,
    `ExecStart=${SCRIPT_FOLDER}/run-${name}`,
    `ExecStop=/usr/bin/docker stop -t ${stopSeconds} ${PREFIX}-${name}`,
    `TimeoutStopSec=${stopSeconds + 10}`,
    'SuccessExitStatus=143',
    'Restart=always',
    'RestartSec=5',
    'StandardOutput=null',
  ];
}
