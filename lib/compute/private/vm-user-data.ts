import { cloudWatchAgentConfig } from './cloudwatch-agent-config';
import { quote, writeFile } from './shell';
import { AGENT_CONFIG_FILE, DOCKER_CONFIG_FOLDER, ENVIRONMENT_FILE, PREFIX, SCRIPT_FOLDER } from './vm-paths';
import { cacheReadyScript, fetchSecretsScript, runCacheScript, runProcessScript } from './vm-scripts';
import { VmSpec } from './vm-spec';
import { cacheUnit, migrateUnit, processUnit, secretsUnit, unitName } from './vm-units';

/**
 * The user data: it installs packages, writes files, pulls images, starts the units, waits until the web process
 * answers, and reports the result to CloudFormation.
 *
 * It contains names and ARNs, but no values of secrets. What has to happen at every boot is a systemd unit.
 */
export function vmUserData(spec: VmSpec): string {
  return [
    prologue(spec),
    ...files(spec),
    startAgent(),
    pullImages(spec),
    startUnits(spec),
    waitForHealth(spec),
    '',
  ].join('\n');
}

/**
 * The trap reports success and failure. Outside of a deployment, CloudFormation refuses the signal, which does no harm.
 */
function prologue(spec: VmSpec): string {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    'umask 077',
    `export AWS_DEFAULT_REGION=${quote(spec.region)} AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=10 ` +
      `DOCKER_CONFIG=${DOCKER_CONFIG_FOLDER}`,
    'finish() {',
    '  local code=$?',
    '  trap - EXIT',
    `  /opt/aws/bin/cfn-signal --exit-code "$code" --stack ${quote(spec.stackName)} ` +
      `--resource ${quote(spec.logicalId)} --region "$AWS_DEFAULT_REGION" || true`,
    '  exit "$code"',
    '}',
    'trap finish EXIT',
    'retry() {',
    '  local attempt',
    '  for attempt in 1 2 3 4 5; do',
    '    if "$@"; then return 0; fi',
    '    sleep $((attempt * 5))',
    '  done',
    '  return 1',
    '}',
    'retry dnf install -y aws-cfn-bootstrap awscli-2 docker amazon-cloudwatch-agent jq',
  ].join('\n');
}

function files(spec: VmSpec): string[] {
  const script = (name: string, lines: string[]): string => writeFile(`${SCRIPT_FOLDER}/${name}`, '700', lines);
  const unit = (name: string, lines: string[]): string =>
    writeFile(`/etc/systemd/system/${unitName(name)}`, '644', lines);
  const variables = Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`);
  return [
    writeFile(ENVIRONMENT_FILE, '600', variables),
    writeFile(AGENT_CONFIG_FILE, '644', cloudWatchAgentConfig(spec)),
    ...(spec.secrets.length > 0
      ? [script('fetch-secrets', fetchSecretsScript(spec)), unit('secrets', secretsUnit())]
      : []),
    ...(spec.cache
      ? [
          script('run-cache', runCacheScript(spec.cache)),
          script('cache-ready', cacheReadyScript()),
          unit('cache', cacheUnit()),
        ]
      : []),
    ...spec.processes.flatMap((process) => [
      script(`run-${process.name}`, runProcessScript(spec, process)),
      unit(process.name, process.name === 'migrate' ? migrateUnit(spec) : processUnit(spec, process)),
    ]),
  ];
}

function startAgent(): string {
  return (
    '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c ' +
    `file:${AGENT_CONFIG_FILE}`
  );
}

/** The script reads the registry from the image reference, which is only known at deployment for an image asset. */
function pullImages(spec: VmSpec): string {
  return [
    'systemctl enable --now docker',
    `docker network inspect ${PREFIX} >/dev/null 2>&1 || docker network create ${PREFIX}`,
    `image=${quote(spec.imageUri)}`,
    'registry="${image%%/*}"',
    'login() { aws ecr get-login-password --region "$(cut -d. -f4 <<<"$registry")" | docker login ' +
      '--username AWS --password-stdin "$registry"; }',
    'if [[ "$registry" == *.dkr.ecr.*.amazonaws.com* ]]; then retry login; fi',
    'retry docker pull --quiet "$image"',
    ...(spec.cache ? [`retry docker pull --quiet ${quote(spec.cache.imageUri)}`] : []),
  ].join('\n');
}

/**
 * systemd starts required units first, so a failed migration fails this command and with it the deployment.
 */
function startUnits(spec: VmSpec): string {
  const running = spec.processes
    .filter((process) => process.name !== 'migrate')
    .map((process) => unitName(process.name));
  const enabled = [...(spec.cache ? [unitName('cache')] : []), ...running].join(' ');
  return ['systemctl daemon-reload', `systemctl enable ${enabled}`, `systemctl start ${running.join(' ')}`].join('\n');
}

function waitForHealth(spec: VmSpec): string {
  const url = `http://127.0.0.1:${spec.port}${spec.healthCheckPath}`;
  return [
    `until curl --fail --silent --show-error --output /dev/null --max-time 5 ${quote(url)}; do`,
    `  if ((SECONDS >= ${spec.startSeconds})); then`,
    '    echo "the web process did not answer its health check in time" >&2',
    '    exit 1',
    '  fi',
    '  sleep 3',
    'done',
  ].join('\n');
}
