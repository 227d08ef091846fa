import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** A script that is terminated while it has something to undo. */
const SCRIPT = `
const terminated = () => {
  process.kill(process.pid, 'SIGTERM');
  return new Promise((resolve) => setTimeout(resolve, 300));
};
const { withCleanup } = require('./toolkit/assembly/cleanup');
withCleanup(() => console.log('undone'), terminated).then(() => console.log(process.listenerCount('SIGTERM')));
`;

function run(script: string) {
  const args = ['--import', 'tsx', '--eval', script];
  const { stdout, status, signal } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  return { stdout, status, signal };
}

test('a signal ends the process after everything is undone', () => {
  expect(run(SCRIPT)).toEqual({ stdout: 'undone\n', status: null, signal: 'SIGTERM' });
});

test('a script with a listener of its own decides what the signal does; no other listener is left', () => {
  expect(run(`${SCRIPT} process.on('SIGTERM', () => console.log('heard'));`)).toEqual({
    stdout: 'undone\nheard\n1\n',
    status: 0,
    signal: null,
  });
});
