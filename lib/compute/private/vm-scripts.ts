import { quote, quoteAll } from './shell';
import { ENVIRONMENT_FILE, PREFIX, SECRETS_FILE } from './vm-paths';
import { VmCache, VmProcess, VmSpec } from './vm-spec';

const HEADER = ['#!/bin/bash', 'set -euo pipefail'];

/**
 * Writes the secret variables to memory. Values only pass through variables, pipes and builtins, so that no process
 * list shows them. A value with a line break is refused, because an env file cannot contain one.
 */
export function fetchSecretsScript(spec: VmSpec): string[] {
  return [
    ...HEADER,
    'umask 077',
    `export AWS_DEFAULT_REGION=${quote(spec.region)} AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=10`,
    `file=${SECRETS_FILE}`,
    'declare -A cache',
    'fetch() {',
    '  local name="$1" arn="$2" field="$3" value',
    '  if [[ -z "${cache[$arn]+set}" ]]; then',
    '    cache[$arn]="$(aws secretsmanager get-secret-value --secret-id "$arn" --query SecretString --output text)"',
    '  fi',
    '  value="${cache[$arn]}"',
    '  if [[ -n "$field" ]]; then',
    `    value="$(printf '%s' "$value" | jq -r --arg f "$field" 'if has($f) then .[$f] | tostring else ` +
      `error("no field " + $f) end')"`,
    '  fi',
    `  if [[ "$value" == *$'\\n'* ]]; then`,
    '    echo "secret variable $name must not contain a line break; store it encoded, for example as base64" >&2',
    '    exit 1',
    '  fi',
    `  printf '%s=%s\\n' "$name" "$value" >>"$file.new"`,
    '}',
    'install -d -m 700 "$(dirname "$file")"',
    ': >"$file.new"',
    ...spec.secrets.map((secret) => `fetch ${quoteAll([secret.name, secret.arn, secret.field ?? ''])}`),
    'mv "$file.new" "$file"',
  ];
}

/**
 * Runs a process in the foreground, so that systemd supervises it. With `--pull never`, a restart runs the image that
 * the deployment pulled.
 */
export function runProcessScript(spec: VmSpec, process: VmProcess): string[] {
  const options = [
    `--rm --pull never --name ${PREFIX}-${process.name} --network ${PREFIX}`,
    '--add-host host.docker.internal:host-gateway --security-opt no-new-privileges',
    ...(spec.readOnly ? ['--read-only --tmpfs /tmp'] : []),
    `--env-file ${ENVIRONMENT_FILE}${spec.secrets.length > 0 ? ` --env-file ${SECRETS_FILE}` : ''}`,
    `--log-driver awslogs --log-opt awslogs-region=${quote(spec.region)} --log-opt ` +
      `awslogs-group=${quote(process.logGroupName)}`,
    `--log-opt awslogs-stream="$instance/${process.name}" --log-opt mode=non-blocking --log-opt max-buffer-size=4m`,
    ...(process.name === 'web' ? [`--publish ${spec.port}:${spec.port}`] : []),
    quoteAll([spec.imageUri, ...process.command]),
  ];
  return [...HEADER, 'instance="$(</var/lib/cloud/data/instance-id)"', `exec docker run ${options.join(' \\\n  ')}`];
}

/**
 * Runs Valkey as a cluster of one node, so that the workload has the same client settings as in later stages. It writes
 * nothing to disk.
 */
export function runCacheScript(cache: VmCache): string[] {
  return [
    ...HEADER,
    `exec docker run --rm --pull never --name ${PREFIX}-cache --network ${PREFIX} --network-alias valkey ` +
      `--read-only --tmpfs /data \\`,
    `  --security-opt no-new-privileges --log-driver local ${quote(cache.imageUri)} valkey-server \\`,
    '  --cluster-enabled yes --cluster-config-file /data/nodes.conf --cluster-announce-hostname valkey ' +
      '--cluster-preferred-endpoint-type hostname \\',
    `  --protected-mode no --save '' --appendonly no --maxmemory ${cache.memoryMiB}mb --maxmemory-policy allkeys-lru`,
  ];
}

/** Assigns all slots to the single node, and waits until the cluster answers. */
export function cacheReadyScript(): string[] {
  return [
    ...HEADER,
    `cli() { docker exec ${PREFIX}-cache valkey-cli "$@"; }`,
    'for _ in {1..60}; do',
    '  info="$(cli cluster info 2>/dev/null || true)"',
    '  case "$info" in',
    '    *cluster_state:ok*) exit 0 ;;',
    '    *cluster_slots_assigned:0*) cli cluster addslotsrange 0 16383 >/dev/null || true ;;',
    '  esac',
    '  sleep 0.5',
    'done',
    'echo "valkey did not become ready" >&2',
    'exit 1',
  ];
}
