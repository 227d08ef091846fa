import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { VmSpec } from '../../../../lib/compute/private/vm-spec';
import { vmUserData } from '../../../../lib/compute/private/vm-user-data';

const IMAGE = '111111111111.dkr.ecr.eu-central-1.amazonaws.com/app:v1';
const SECRET = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:db-abcdef';
const TOKEN = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:token-abcdef';
const PASSWORD = `p'a"s$(s) \\w#=`;

const SPEC: VmSpec = {
  stackName: 'Service',
  logicalId: 'VmsASG',
  region: 'eu-central-1',
  imageUri: IMAGE,
  port: 8080,
  healthCheckPath: '/health',
  startSeconds: 900,
  readOnly: true,
  environment: { PORT: '8080', QUOTES: `it's "so" $HOME \`id\` \\n` },
  secrets: [
    { name: 'DATABASE_USER', arn: SECRET, field: 'username' },
    { name: 'DATABASE_PASSWORD', arn: SECRET, field: 'password' },
    { name: 'SESSION_TOKEN', arn: TOKEN },
  ],
  processes: [
    { name: 'migrate', command: ['node', 'migrate.js'], logGroupName: 'migrate-log', stopSeconds: 0 },
    { name: 'web', command: ['sh', '-c', `echo "it's $HOME"`], logGroupName: 'web-log', stopSeconds: 30 },
    { name: 'worker', command: ['node', 'worker.js'], logGroupName: 'worker-log', stopSeconds: 90 },
  ],
  systemLogGroupName: 'system-log',
  cache: { imageUri: 'public.ecr.aws/valkey/valkey:8.1.10-alpine', memoryMiB: 128 },
};

/** Absolute paths of the machine that a test redirects into its own folder. */
const PATHS = [
  '/etc/growth',
  '/etc/systemd/system',
  '/run/growth',
  '/usr/local/lib/growth',
  '/opt/aws',
  '/var/lib/cloud',
];

/**
 * A folder that stands for a machine: user data runs in it with stubs instead of programs, which record their calls.
 */
class Machine {
  public readonly root = mkdtempSync(join(tmpdir(), 'vm-user-data-'));
  private readonly bin = join(this.root, 'bin');

  constructor() {
    const record =
      `printf '%s' "$(basename "$0")" >>"$CALLS"; for a in "$@"; do printf ' %s' "$a" >>"$CALLS"; ` +
      `done; printf '\\n' >>"$CALLS"`;
    for (const name of ['dnf', 'systemctl', 'curl', 'sleep', 'docker', 'aws']) {
      this.stub(join(this.bin, name), record);
    }
    this.stub(join(this.root, 'opt/aws/bin/cfn-signal'), record);
    this.stub(join(this.root, 'opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl'), record);
    this.write('var/lib/cloud/data/instance-id', 'i-0123456789\n');
  }

  /** Adds behaviour to a stub, after it has recorded its call. */
  public behave(name: string, script: string): void {
    this.stub(
      join(this.bin, name),
      `${readFileSync(join(this.bin, name), 'utf8').split('\n').slice(1).join('\n')}\n${script}`,
    );
  }

  /** Runs a script; the status and everything that it printed. */
  public run(script: string): { readonly status: number | null; readonly output: string } {
    this.write('script', this.redirect(script));
    const result = spawnSync('bash', [join(this.root, 'script')], {
      env: { PATH: `${this.bin}:${process.env.PATH}`, CALLS: join(this.root, 'calls') },
      encoding: 'utf8',
    });
    return { status: result.status, output: `${result.stdout}${result.stderr}` };
  }

  /** The calls so far, with paths as on a real machine. */
  public get calls(): string[] {
    return this.read('calls').split(this.root).join('').trim().split('\n');
  }

  public read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  public mode(path: string): string {
    return (statSync(join(this.root, path)).mode & 0o777).toString(8);
  }

  public exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  public remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private redirect(script: string): string {
    return PATHS.reduce((text, path) => text.split(path).join(join(this.root, path)), script);
  }

  private stub(path: string, script: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/bash\n${script}\n`);
    chmodSync(path, 0o755);
  }

  private write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }
}

const SECRETS_STUB = `
if [[ "$1 $2" == "secretsmanager get-secret-value" ]]; then
  case "$4" in
    ${SECRET}) cat <<'VALUE'
${JSON.stringify({ username: 'app', password: PASSWORD, port: 5432 })}
VALUE
    ;;
    ${TOKEN}) echo whole-token ;;
  esac
fi
[[ "$1 $2" != "ecr get-login-password" ]] || echo login`;

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

describe('the user data', () => {
  test('is valid bash, and so is every script that it writes', () => {
    machine.run(vmUserData(SPEC));
    const scripts = [
      'script',
      ...['fetch-secrets', 'run-cache', 'cache-ready', 'run-migrate', 'run-web', 'run-worker'].map(
        (name) => `usr/local/lib/growth/${name}`,
      ),
    ];
    for (const script of scripts) {
      expect(() => execFileSync('bash', ['-n', join(machine.root, script)])).not.toThrow();
    }
  });

  test('installs, configures, pulls, starts, waits and signals, in this order', () => {
    expect(machine.run(vmUserData(SPEC))).toEqual({ status: 0, output: '' });
    expect(machine.calls.map((call) => call.replace(/ +$/, ''))).toEqual([
      'dnf install -y aws-cfn-bootstrap awscli-2 docker amazon-cloudwatch-agent jq',
      'amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/etc/growth/cloudwatch-agent.json',
      'systemctl enable --now docker',
      'docker network inspect growth',
      ...machine.calls.filter((call) => /^(aws ecr|docker login)/.test(call)),
      `docker pull --quiet ${IMAGE}`,
      'docker pull --quiet public.ecr.aws/valkey/valkey:8.1.10-alpine',
      'systemctl daemon-reload',
      'systemctl enable growth-cache.service growth-web.service growth-worker.service',
      'systemctl start growth-web.service growth-worker.service',
      'curl --fail --silent --show-error --output /dev/null --max-time 5 http://127.0.0.1:8080/health',
      'cfn-signal --exit-code 0 --stack Service --resource VmsASG --region eu-central-1',
    ]);
    expect(machine.calls).toContain('aws ecr get-login-password --region eu-central-1');
    expect(machine.calls).toContain(
      'docker login --username AWS --password-stdin 111111111111.dkr.ecr.eu-central-1.amazonaws.com',
    );
  });

  test('logs in to no registry for a public image', () => {
    machine.run(vmUserData({ ...SPEC, imageUri: 'public.ecr.aws/docker/library/node:22' }));
    expect(machine.calls.filter((call) => /login/.test(call))).toEqual([]);
  });

  test('keeps variables as they are, readable by root only', () => {
    machine.run(vmUserData(SPEC));
    expect(machine.read('etc/growth/environment')).toBe(`PORT=8080\nQUOTES=it's "so" $HOME \`id\` \\n\n`);
    expect(machine.mode('etc/growth/environment')).toBe('600');
    expect(machine.mode('usr/local/lib/growth/run-web')).toBe('700');
    expect(machine.mode('etc/systemd/system/growth-web.service')).toBe('644');
  });

  test('retries what may fail for a moment', () => {
    machine.behave('dnf', '[[ "$(grep -c ^dnf "$CALLS")" -ge 3 ]]');
    expect(machine.run(vmUserData(SPEC)).status).toBe(0);
    expect(machine.calls.slice(0, 5).map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
      'dnf install',
      'sleep 5',
      'dnf install',
      'sleep 10',
      'dnf install',
    ]);
  });

  test('signals failure when a unit, and so a migration, fails', () => {
    machine.behave('systemctl', '[[ "$1" != start ]]');
    expect(machine.run(vmUserData(SPEC)).status).toBe(1);
    expect(machine.calls.at(-1)).toBe(
      'cfn-signal --exit-code 1 --stack Service --resource VmsASG --region eu-central-1',
    );
    expect(machine.calls.some((call) => call.startsWith('curl'))).toBe(false);
  });

  test('waits for the health check, and signals failure when it never answers', () => {
    machine.behave('curl', 'exit 22');
    const result = machine.run(vmUserData({ ...SPEC, startSeconds: 0 }));
    expect(result).toEqual({ status: 1, output: 'the web process did not answer its health check in time\n' });
    expect(machine.calls.at(-1)).toContain('cfn-signal --exit-code 1');
  });

  test('succeeds where nobody waits for the signal', () => {
    writeFileSync(join(machine.root, 'opt/aws/bin/cfn-signal'), '#!/bin/bash\nexit 1\n');
    expect(machine.run(vmUserData(SPEC)).status).toBe(0);
  });

  test('configures the agent for the metrics of the alarms, the logs and traces', () => {
    machine.run(vmUserData(SPEC));
    const config = JSON.parse(machine.read('etc/growth/cloudwatch-agent.json'));
    expect(config.metrics.aggregation_dimensions).toEqual([['AutoScalingGroupName']]);
    expect(config.metrics.append_dimensions).toEqual({ AutoScalingGroupName: '${aws:AutoScalingGroupName}' });
    expect(config.metrics.metrics_collected.mem.measurement).toEqual(['mem_used_percent']);
    expect(config.metrics.metrics_collected.disk).toEqual({
      measurement: ['disk_used_percent'],
      resources: ['/'],
      drop_device: true,
    });
    expect(config.logs.logs_collected.files.collect_list[0]).toEqual({
      file_path: '/var/log/cloud-init-output.log',
      log_group_name: 'system-log',
      log_stream_name: '{instance_id}/cloud-init',
    });
    expect(config.traces.traces_collected.otlp).toEqual({
      grpc_endpoint: '0.0.0.0:4317',
      http_endpoint: '0.0.0.0:4318',
    });
  });

  test('takes less than two thirds of the 16 KiB that EC2 allows, with everything on', () => {
    expect(Buffer.byteLength(vmUserData(SPEC))).toBeLessThan((16 * 1024 * 2) / 3);
  });

  test('does without worker, migration, cache and secrets', () => {
    const result = machine.run(vmUserData({ ...SPEC, secrets: [], cache: undefined, processes: [SPEC.processes[1]] }));
    expect(result).toEqual({ status: 0, output: '' });
    expect(machine.exists('usr/local/lib/growth/fetch-secrets')).toBe(false);
    expect(machine.calls).toContain('systemctl start growth-web.service');
    expect(machine.read('etc/systemd/system/growth-web.service')).toContain(
      'Requires=docker.service\nAfter=docker.service\n',
    );
    expect(machine.read('usr/local/lib/growth/run-web')).not.toContain('/run/growth/secrets');
  });
});

describe('the secrets', () => {
  const fetch = (spec: VmSpec = SPEC): ReturnType<Machine['run']> => {
    machine.behave('aws', SECRETS_STUB);
    machine.run(vmUserData(spec));
    return machine.run(machine.read('usr/local/lib/growth/fetch-secrets').split(machine.root).join(''));
  };

  test('reach only a file in memory, readable by root only', () => {
    expect(fetch()).toEqual({ status: 0, output: '' });
    expect(machine.read('run/growth/secrets')).toBe(
      `DATABASE_USER=app\nDATABASE_PASSWORD=${PASSWORD}\nSESSION_TOKEN=whole-token\n`,
    );
    expect(machine.mode('run/growth/secrets')).toBe('600');
    expect(machine.mode('run/growth')).toBe('700');
    expect(machine.calls.join('\n')).not.toContain(PASSWORD);
    expect(machine.read('etc/growth/environment')).not.toContain(PASSWORD);
  });

  test('are read once per secret', () => {
    fetch();
    expect(machine.calls.filter((call) => call.startsWith('aws secretsmanager'))).toHaveLength(2);
  });

  test('fail on a missing field and leave no half-written file', () => {
    const result = fetch({ ...SPEC, secrets: [{ name: 'A', arn: SECRET, field: 'missing' }] });
    expect(result.status).not.toBe(0);
    expect(result.output).toContain('no field missing');
    expect(machine.exists('run/growth/secrets')).toBe(false);
  });

  test('fail on a line break, by name and without the value', () => {
    machine.behave('aws', `printf 'first\\nsecond\\n'`);
    machine.run(vmUserData({ ...SPEC, secrets: [{ name: 'KEY', arn: TOKEN }] }));
    const result = machine.run(machine.read('usr/local/lib/growth/fetch-secrets').split(machine.root).join(''));
    expect(result).toEqual({
      status: 1,
      output: 'secret variable KEY must not contain a line break; store it encoded, for example as base64\n',
    });
  });

  test('fail when Secrets Manager refuses', () => {
    machine.behave('aws', 'exit 254');
    machine.run(vmUserData({ ...SPEC, imageUri: 'node', secrets: SPEC.secrets }));
    expect(machine.run(machine.read('usr/local/lib/growth/fetch-secrets').split(machine.root).join('')).status).toBe(
      254,
    );
    expect(machine.exists('run/growth/secrets')).toBe(false);
  });
});

describe('the processes', () => {
  const run = (name: string, spec: VmSpec = SPEC): string => {
    machine.run(vmUserData(spec));
    expect(machine.run(machine.read(`usr/local/lib/growth/${name}`).split(machine.root).join('')).status).toBe(0);
    return machine.calls.at(-1)!;
  };

  test('web publishes its port, writes logs per machine and gets its command unchanged', () => {
    expect(run('run-web')).toBe(
      [
        'docker run --rm --pull never --name growth-web --network growth --add-host host.docker.internal:host-gateway',
        '--security-opt no-new-privileges --read-only --tmpfs /tmp --env-file /etc/growth/environment ' +
          '--env-file /run/growth/secrets',
        '--log-driver awslogs --log-opt awslogs-region=eu-central-1 --log-opt awslogs-group=web-log ' +
          '--log-opt awslogs-stream=i-0123456789/web',
        `--log-opt mode=non-blocking --log-opt max-buffer-size=4m --publish 8080:8080 ${IMAGE} sh -c echo "it's $HOME"`,
      ].join(' '),
    );
  });

  test('the worker publishes nothing', () => {
    expect(run('run-worker')).not.toContain('--publish');
  });

  test('the root file system may be writable', () => {
    expect(run('run-worker', { ...SPEC, readOnly: false })).not.toContain('--read-only');
  });

  test('web and worker require the migration, which requires the secrets', () => {
    machine.run(vmUserData(SPEC));
    for (const name of ['web', 'worker']) {
      const unit = machine.read(`etc/systemd/system/growth-${name}.service`);
      expect(unit).toContain('Requires=docker.service growth-secrets.service growth-migrate.service\n');
      expect(unit).toContain('Wants=growth-cache.service\n');
      expect(unit).toContain(
        'After=docker.service growth-secrets.service growth-migrate.service growth-cache.service\n',
      );
      expect(unit).toContain('Restart=always\n');
    }
    expect(machine.read('etc/systemd/system/growth-migrate.service')).toContain(
      'Requires=docker.service growth-secrets.service\n',
    );
  });

  test('a stop leaves each process its own time', () => {
    machine.run(vmUserData(SPEC));
    const worker = machine.read('etc/systemd/system/growth-worker.service');
    expect(worker).toContain('ExecStop=/usr/bin/docker stop -t 90 growth-worker\nTimeoutStopSec=100\n');
    expect(machine.read('etc/systemd/system/growth-web.service')).toContain(
      'ExecStop=/usr/bin/docker stop -t 30 growth-web\nTimeoutStopSec=40\n',
    );
  });
});

describe('the local cache', () => {
  const ready = (behaviour: string): ReturnType<Machine['run']> => {
    machine.run(vmUserData(SPEC));
    machine.behave('docker', behaviour);
    return machine.run(machine.read('usr/local/lib/growth/cache-ready').split(machine.root).join(''));
  };

  test('speaks the cluster protocol under its network name, evicts, and writes nothing', () => {
    machine.run(vmUserData(SPEC));
    machine.run(machine.read('usr/local/lib/growth/run-cache').split(machine.root).join(''));
    const call = machine.calls.at(-1)!;
    expect(call).toContain('--network growth --network-alias valkey --read-only --tmpfs /data');
    expect(call).toContain(
      '--cluster-enabled yes --cluster-config-file /data/nodes.conf --cluster-announce-hostname valkey ' +
        '--cluster-preferred-endpoint-type hostname',
    );
    expect(call).toContain('--save  --appendonly no --maxmemory 128mb --maxmemory-policy allkeys-lru');
    expect(call).not.toContain('--publish');
  });

  test('gets all slots when it has none, and is ready when the cluster is', () => {
    const result = ready(`
      if [[ "$*" == *addslotsrange* ]]; then touch "$CALLS.slots"
      elif [[ -e "$CALLS.slots" ]]; then printf 'cluster_state:ok\\r\\ncluster_slots_assigned:16384\\r\\n'
      else printf 'cluster_state:fail\\r\\ncluster_slots_assigned:0\\r\\n'; fi`);
    expect(result).toEqual({ status: 0, output: '' });
    expect(machine.calls.filter((call) => call.includes('addslotsrange'))).toEqual([
      'docker exec growth-cache valkey-cli cluster addslotsrange 0 16383',
    ]);
  });

  test('fails when it never answers', () => {
    expect(ready('[[ "$1" != exec ]]')).toEqual({ status: 1, output: 'valkey did not become ready\n' });
  });
});
