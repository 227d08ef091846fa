import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoadedApp, loadApps, LoadAppOptions } from '../../../toolkit/assembly';
import { bucket, FAKE_CDK, Repository } from './repository';

const ROOT = join(__dirname, '../../..');
const HOME = process.cwd();

let repository: Repository;
let said: string[];

/** Goes into a new repository, as a user would. */
function enter(cdk?: string): void {
  repository = new Repository(cdk);
  process.chdir(repository.folder);
  said = [];
}

afterEach(() => {
  process.chdir(HOME);
  repository.remove();
});

const sides = (from: string, to?: string, options: LoadAppOptions = {}): Promise<[LoadedApp, LoadedApp]> =>
  loadApps(from, to, {
    config: join(ROOT, 'examples/saas/growth.json'),
    progress: (text) => said.push(text),
    ...options,
  });
/** Temporary folders of this process that are still there. */
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`growth-diff-${process.pid}-`));
const ids = (side: LoadedApp) => side.stacks.flatMap(({ resources }) => Object.keys(resources));

/** A repository of two commits, the first of which has the tag `v1`. */
function twoCommits(): void {
  enter(FAKE_CDK);
  repository.commit({ 'cdk.json': '{}', 'template.json': bucket('Old') });
  repository.git('tag', 'v1');
  repository.commit({ 'template.json': bucket('New') });
}

describe('refs', () => {
  beforeEach(twoCommits);

  test.each<[string, string | undefined]>([
    ['v1..HEAD', undefined],
    ['v1..', undefined],
    ['git:v1..main', undefined],
    ['v1', 'main'],
    ['git:HEAD~1', 'git:HEAD'],
    ['main~1', '.'],
  ])('%s %s', async (from, to) => {
    const [before, after] = await sides(from, to);
    expect([ids(before), ids(after)]).toEqual([['Old'], ['New']]);
  });

  test('three points begin where the branches parted', async () => {
    repository.git('checkout', '--quiet', '-b', 'work', 'v1');
    repository.commit({ 'template.json': bucket('Work') });
    const [before, after] = await sides('main...work');
    expect([ids(before), ids(after)]).toEqual([['Old'], ['Work']]);
  });

  test('leave working tree, index, branches, stashes and hooks alone, and nothing behind', async () => {
    repository.write('template.json', bucket('Unsaved'));
    repository.write('new.txt', 'not added');
    repository.git('add', 'template.json');
    repository.write('.git/hooks/post-checkout', '#!/bin/sh\ntouch "$(git rev-parse --git-common-dir)/ran"\n');
    spawnSync('chmod', ['+x', join(repository.folder, '.git/hooks/post-checkout')]);
    const before = repository.state();
    const [, working] = await sides('v1', '.');
    expect(ids(working)).toEqual(['Unsaved']);
    await sides('v1..main');
    expect(repository.state()).toBe(before);
    expect(existsSync(join(repository.folder, '.git/ran'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test('say what is being done, and hand context and build on', async () => {
    const [before] = await sides('v1..main', undefined, {
      context: { stage: 'aurora', users: '5' },
      build: 'npm run build',
    });
    expect(before.stacks[0].tags?.arguments).toBe(
      'synth --quiet --no-notices --output --context stage=aurora --context users=5 --build npm run build',
    );
    expect(said).toEqual([
      expect.stringMatching(/^v1: checking out [0-9a-f]{10}$/),
      'v1: cdk synth',
      expect.stringMatching(/^main: checking out/),
      'main: cdk synth',
    ]);
  });

  test('stand beside stages', async () => {
    const [before, after] = await sides('v1', 'monolith');
    expect([ids(before), after.stacks.length]).toEqual([['Old'], 5]);
  });

  test('of another lock file are said to use the packages that are installed', async () => {
    repository.commit({ 'package-lock.json': '{"a":1}' });
    repository.write('package-lock.json', '{"a":2}');
    await sides('HEAD', '.');
    expect(said).toContain('HEAD: package-lock.json differs from the working tree; the installed packages are used');
  });

  test.each<[string, string | undefined, RegExp]>([
    [
      'nowhere',
      'main',
      /`from` must be a stage, the output of a synthesis, .* a Git ref or deployed, got: "nowhere", which is none of these/,
    ],
    ['v1', undefined, /`to` must be given, got: only v1; a single argument must be a Git range/],
    ['git:nowhere', 'main', /`from` must be a ref of .*, got: "nowhere"/],
    ['v1..nowhere', undefined, /`to` must be a ref of/],
    ['stage:nowhere', 'main', /`from` must be a stage or stage:step, got: "nowhere"/],
    ['main', 'deployed', /`to` must not be deployed; pass deployed first/],
    ['git:--output=x', 'main', /`from` must be a ref of/],
  ])('%s %s is refused', async (from, to, message) => {
    await expect(sides(from, to)).rejects.toThrow(message);
    expect(leftovers()).toEqual([]);
  });
});

describe('a word that names several things', () => {
  beforeEach(twoCommits);

  test('is a path that can be compared first', async () => {
    repository.write('v1', JSON.stringify({ Resources: { File: { Type: 'AWS::S3::Bucket' } } }));
    const [before] = await sides('v1', 'main');
    expect(ids(before)).toEqual(['File']);
    expect(said[0]).toBe('v1 is read as path:v1; it could also be git:v1');
    expect(ids((await sides('git:v1', 'main'))[0])).toEqual(['Old']);
  });

  test('is no folder that has nothing to compare', async () => {
    mkdirSync(join(repository.folder, 'v1'));
    expect(ids((await sides('v1', 'main'))[0])).toEqual(['Old']);
    mkdirSync(join(repository.folder, 'monolith'));
    expect((await sides('v1', 'monolith'))[1].stacks).toHaveLength(5);
    await expect(sides('path:v1', 'main')).rejects.toThrow(/run `npx cdk synth -q` first/);
  });

  test('is a stage before it is a ref', async () => {
    repository.git('branch', 'monolith', 'v1');
    expect((await sides('main', 'monolith'))[1].stacks).toHaveLength(5);
    expect(said[0]).toBe('monolith is read as stage:monolith; it could also be git:monolith');
    expect(ids((await sides('main', 'git:monolith'))[1])).toEqual(['Old']);
    expect((await sides('main', 'stage:monolith'))[1].stacks).toHaveLength(5);
  });
});

describe('the app', () => {
  test('may lie in a folder of the repository; packages of the repository itself are those of the ref', async () => {
    enter(FAKE_CDK);
    repository.commit({
      'package.json': '{}',
      'infra/package.json': '{}',
      'infra/cdk.json': '{}',
      'infra/template.json': bucket('Old'),
      'packages/shared/package.json': '{}',
      'packages/shared/index.js': 'module.exports = "old";',
    });
    mkdirSync(join(repository.folder, 'infra/node_modules'));
    symlinkSync('../../packages/shared', join(repository.folder, 'infra/node_modules/shared'));
    repository.git('tag', 'v1');
    repository.commit({ 'infra/template.json': bucket('New'), 'packages/shared/index.js': 'module.exports = "new";' });
    const [before, after] = await sides('v1..HEAD', undefined, { appDirectory: 'infra' });
    expect([before, after].map((side) => [ids(side), side.stacks[0].tags?.shared])).toEqual([
      [['Old'], 'old'],
      [['New'], 'new'],
    ]);
    process.chdir(join(repository.folder, 'infra'));
    expect(ids((await sides('v1..HEAD'))[0])).toEqual(['Old']);
    process.chdir(repository.folder);
    await expect(sides('v1..HEAD')).rejects.toThrow(
      /`from` must contain an AWS CDK app, got: v1 without cdk.json; set the folder of cdk\.json/,
    );
    await expect(sides('v1..HEAD', undefined, { appDirectory: 'nowhere' })).rejects.toThrow(
      /`appDirectory` must be a folder, got: "nowhere", which does not exist/,
    );
  });

  test('that cannot be synthesized is refused with the last lines, and nothing is left behind', async () => {
    enter('for (let line = 1; line <= 30; line++) console.error("line " + line); process.exit(1);');
    repository.commit({ 'cdk.json': '{}' });
    const before = repository.state();
    const error = await sides('HEAD', 'HEAD').catch((caught: Error) => caught.message);
    expect(error).toMatch(/`from` must be an app that cdk synth can synthesize, got: .*its last lines:\nline 11\n/);
    expect(error).toMatch(/line 30$/);
    expect([repository.state(), leftovers()]).toEqual([before, []]);
  });

  test('without a CLI is told what to install', async () => {
    enter('');
    repository.commit({ 'cdk.json': '{}' });
    spawnSync('rm', ['-r', join(repository.folder, 'node_modules')]);
    const path = process.env.PATH;
    process.env.PATH = spawnSync('dirname', [spawnSync('which', ['git'], { encoding: 'utf8' }).stdout.trim()], {
      encoding: 'utf8',
    }).stdout.trim();
    try {
      await expect(sides('HEAD', 'HEAD')).rejects.toThrow(
        /The AWS CDK CLI is not installed\. Run `npm install --save-dev aws-cdk`\./,
      );
    } finally {
      process.env.PATH = path;
    }
  });
});

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the command', () => {
  const command = ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs'), join(ROOT, 'bin/growth.ts'), 'diff'];

  test.each<[NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])(
    'stopped by %s removes everything that it made, and exits with %i',
    async (signal, exitCode) => {
      enter('setInterval(() => require("node:fs").appendFileSync(process.env.TMPDIR + "/alive", "."), 50);');
      repository.commit({ 'cdk.json': '{}' });
      const before = repository.state();
      const child = spawn(process.execPath, [...command, 'HEAD', 'HEAD'], {
        cwd: repository.folder,
        env: { ...process.env, TMPDIR: repository.temporary },
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.on('close', (code, name) => resolve({ code, name })));
      const alive = join(repository.temporary, 'alive');
      while (!existsSync(alive)) {
        await moment(50);
      }
      expect(repository.state()).not.toBe(before);
      expect(readdirSync(repository.temporary).filter((name) => name.startsWith('growth-'))).toHaveLength(1);
      child.kill(signal);
      expect(await ended).toEqual({ code: exitCode, name: null });
      expect([
        repository.state(),
        readdirSync(repository.temporary).filter((name) => name.startsWith('growth-')),
      ]).toEqual([before, []]);
      const beats = readFileSync(alive).length;
      await moment(300);
      expect(readFileSync(alive)).toHaveLength(beats);
    },
    60_000,
  );

  test('with the real AWS CDK CLI names a renamed database first', () => {
    enter();
    const app = (id: string, port: number) => `
const { App, Stack } = require('aws-cdk-lib');
const { CfnDBInstance } = require('aws-cdk-lib/aws-rds');
const { Alarm, Metric } = require('aws-cdk-lib/aws-cloudwatch');
const stack = new Stack(new App(), 'Shop');
new CfnDBInstance(stack, '${id}', { engine: 'postgres', dbInstanceClass: 'db.t4g.small', allocatedStorage: '20' });
const metric = new Metric({ namespace: 'Shop', metricName: 'Errors' });
new Alarm(stack, 'Errors', { metric, threshold: ${port}, evaluationPeriods: 1 });
`;
    repository.commit({ 'cdk.json': '{"app":"node app.js"}', 'app.js': app('Database', 1) });
    repository.commit({ 'app.js': app('Db', 2) });
    const before = repository.state();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...command, 'HEAD~1..HEAD', '--fail-on', 'data-loss'],
      { cwd: repository.folder, env: { ...process.env, TMPDIR: repository.temporary }, encoding: 'utf8' },
    );
    expect({ status, text: stdout.split('\n').slice(0, 4) }).toEqual({
      status: 3,
      text: ['From HEAD~1 to HEAD', '', 'Data at risk: 1', '  AWS::RDS::DBInstance  Shop/Database (Shop/Database)'],
    });
    expect(stdout).toMatch(/looks the\s+same as Shop\/Db: renamed or moved/);
    expect(stderr).toMatch(/HEAD~1: cdk synth\n[^]*--fail-on data-loss: 1 resource \(Shop\/Database\)\n$/);
    expect([
      repository.state(),
      readdirSync(repository.temporary).filter((name) => name.startsWith('growth-')),
    ]).toEqual([before, []]);
  }, 120_000);
});

test('outside of a repository a ref is none', async () => {
  enter(FAKE_CDK);
  process.chdir(repository.temporary);
  writeFileSync(join(repository.temporary, 'a.json'), bucket('A'));
  process.env.GIT_CEILING_DIRECTORIES = repository.temporary;
  await expect(sides('git:main', 'a.json')).rejects.toThrow(/`from` must be in a Git repository/);
  delete process.env.GIT_CEILING_DIRECTORIES;
});
