import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Application, newAccount, Process, Servers, Visitor } from './support/application';
import { until } from './support/processes';
import { Telescope } from './support/telescope';

/** The same application, tests and contract at two sizes: nothing in it knows how many processes there are. */
const SIZES = [
  { size: 'one web process and one worker', name: 'small', stage: 'monolith', webs: 1, workers: 1 },
  { size: 'three web processes and two workers', name: 'large', stage: 'containers', webs: 3, workers: 2 },
];

/** For so long after a write or a sign-in, a session reads from the writer. */
const READ_YOUR_WRITES_MS = 2_000;

jest.setTimeout(30_000);

let servers: Servers;

beforeAll(async () => {
  servers = await Servers.start();
}, 300_000);

afterAll(() => servers?.stop());

describe.each(SIZES)('$size', ({ name, stage, webs, workers }) => {
  let app: Application;
  const visitor = () => new Visitor(() => app.url());

  beforeAll(async () => {
    app = await Application.start(await servers.contract(name, stage), { webs, workers });
    await servers.aws.send(app.contract.environment.QUEUE_URL, 'poison');
  });

  afterAll(() => app?.stop());

  /** Once on each web process, whichever is next. */
  const onEach = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(app.urls.map(work));

  describe('accounts', () => {
    test('a session is valid on every process, until it ends on every process', async () => {
      const ann = visitor();
      const account = await ann.signUp();
      const tenants = await onEach(async () => (await ann.send('GET', '/me')).body.tenantId);
      expect(new Set(tenants).size).toBe(1);

      const again = visitor();
      expect((await again.send('POST', '/sign-in', account)).body).toEqual((await ann.send('GET', '/me')).body);
      expect((await again.send('POST', '/sign-out')).status).toBe(204);
      expect(again.cookie).toBe('__Host-session=');
      expect((await again.send('GET', '/me')).status).toBe(401);
      expect((await ann.send('GET', '/me')).status).toBe(200);
    });

    test('the cookie can not be read by scripts, nor sent in the clear or by other sites', async () => {
      const response = await visitor().fetch('POST', '/sign-up', {
        body: JSON.stringify(newAccount()),
        headers: { 'content-type': 'application/json' },
      });
      expect(response.headers.get('set-cookie')).toMatch(
        /^__Host-session=[\w-]{43}; Path=\/; Max-Age=604800; Secure; HttpOnly; SameSite=Lax$/,
      );
    });

    test('a session that was signed out does not come back with the old cookie', async () => {
      const ann = visitor();
      await ann.signUp();
      const old = ann.cookie;
      await ann.send('POST', '/sign-out');
      ann.cookie = old;
      expect(await onEach(async () => (await ann.send('GET', '/me')).status)).toEqual(app.urls.map(() => 401));
    });

    test('five wrong passwords are counted across all processes; then even the right one is refused', async () => {
      const account = await visitor().signUp();
      const guesser = visitor();
      for (let guess = 0; guess < 5; guess++) {
        expect((await guesser.send('POST', '/sign-in', { ...account, password: `guess ${guess}` })).status).toBe(401);
      }
      const refused = await guesser.send('POST', '/sign-in', account);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
      // Whoever comes from elsewhere is not locked out by a stranger.
      expect((await visitor().send('POST', '/sign-in', account)).status).toBe(200);
    });

    test('an unknown tenant, an unknown address and a wrong password get the same answer', async () => {
      const account = await visitor().signUp();
      const wrong = [{ tenant: 'nobody-here' }, { email: 'nobody@example.com' }, { password: 'something else' }];
      const answers = await Promise.all(
        wrong.map((change) => visitor().send('POST', '/sign-in', { ...account, ...change })),
      );
      expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
        wrong.map(() => ({ status: 401, body: { error: 'tenant, e-mail address or password are wrong' } })),
      );
    });

    test('a tenant exists once, and everything wrong with a sign-up is told together', async () => {
      const account = await visitor().signUp();
      const taken = await visitor().send('POST', '/sign-up', { ...newAccount(), tenant: account.tenant });
      expect([taken.status, taken.body]).toEqual([409, { error: 'the tenant exists already' }]);
      const wrong = await visitor().send('POST', '/sign-up', { tenant: 'A', email: 'x', password: 'short' });
      expect([wrong.status, wrong.body.error]).toEqual([
        400,
        'tenant must be a name of at most 40 lower case letters, digits and hyphens that begins with a letter; ' +
          'email must be an e-mail address; password must be a string of 12 to 200 characters',
      ]);
    });

    test('only the owner adds users', async () => {
      const owner = visitor();
      const { tenant } = await owner.signUp();
      const { email, password } = newAccount();
      expect((await owner.send('POST', '/users', { email, password })).status).toBe(201);
      const member = visitor();
      expect((await member.send('POST', '/sign-in', { tenant, email, password })).body.role).toBe('member');
      expect((await member.send('POST', '/users', { email: 'third@example.com', password })).status).toBe(403);
    });
  });

  describe('notes', () => {
    test('are written, read, changed, listed page by page and removed', async () => {
      const ann = visitor();
      await ann.signUp();
      for (let note = 0; note < 52; note++) {
        expect((await ann.send('POST', '/notes', { title: `note ${note}`, body: '' })).status).toBe(201);
      }
      const first = (await ann.send('GET', '/notes')).body;
      const second = (await ann.send('GET', `/notes?before=${first.next}`)).body;
      const titles = [...first.notes, ...second.notes].map(({ title }) => title);
      expect(titles).toEqual(Array.from({ length: 52 }, (_, note) => `note ${51 - note}`));
      expect(second.next).toBeUndefined();

      const path = `/notes/${first.notes[0].id}`;
      expect((await ann.send('PUT', path, { title: 'changed', body: 'text' })).body).toMatchObject({
        title: 'changed',
        body: 'text',
      });
      expect((await ann.send('GET', path)).body).toMatchObject({ title: 'changed', body: 'text' });
      expect((await ann.send('DELETE', path)).status).toBe(204);
      expect((await ann.send('GET', path)).status).toBe(404);
    });

    test('of one tenant do not exist for another', async () => {
      const [ann, bob] = [visitor(), visitor()];
      await Promise.all([ann.signUp(), bob.signUp()]);
      const { id } = (await ann.send('POST', '/notes', { title: 'private', body: 'of Ann' })).body;
      const tries: [string, string, unknown?][] = [
        ['GET', `/notes/${id}`],
        ['PUT', `/notes/${id}`, { title: 'x', body: '' }],
        ['DELETE', `/notes/${id}`],
        ['POST', `/notes/${id}/emails`, { recipient: 'bob@example.com' }],
      ];
      for (const [method, path, body] of tries) {
        expect((await bob.send(method, path, body)).status).toBe(404);
      }
      expect((await bob.send('GET', '/notes')).body.notes).toEqual([]);
      expect((await ann.send('GET', `/notes/${id}`)).body.title).toBe('private');
    });

    test('are kept apart by the database itself, whatever the query', async () => {
      const { DATABASE_NAME } = app.contract.environment;
      expect(await servers.postgres.query(DATABASE_NAME, 'SELECT count(*)::int > 0 AS some FROM notes')).toEqual([
        { some: true },
      ]);
      expect(await servers.postgres.queryAs('notes', DATABASE_NAME, 'SELECT count(*)::int FROM notes')).toEqual([
        { count: 0 },
      ]);
    });

    test('are read from the reader, which is behind, except by who wrote a moment ago', async () => {
      const [writer, colleague] = [visitor(), visitor()];
      const account = await writer.signUp();
      await colleague.send('POST', '/sign-in', account);
      await sleep(READ_YOUR_WRITES_MS + 100);

      const { id } = (await writer.send('POST', '/notes', { title: 'new', body: '' })).body;
      const own = await onEach(async () => (await writer.send('GET', `/notes/${id}`)).status);
      const other = (await colleague.send('GET', `/notes/${id}`)).status;
      expect(own).toEqual(app.urls.map(() => 200));
      expect(other).toBe(404);
      await until(
        'the note arrives at the reader',
        async () => (await colleague.send('GET', `/notes/${id}`)).status === 200 || undefined,
      );
    });
  });

  describe('uploads', () => {
    test('come back byte by byte through any process, as a download', async () => {
      const ann = visitor();
      await ann.signUp();
      const file = randomBytes(1_500_000);
      const sent = await ann.fetch('POST', '/uploads?name=a%20"page".html', {
        body: file,
        headers: { 'content-type': 'text/html' },
      });
      const { id } = (await sent.json()) as { id: string };
      expect(sent.status).toBe(201);

      const digests = await onEach(async () =>
        digest(Buffer.from(await (await ann.fetch('GET', `/uploads/${id}`)).arrayBuffer())),
      );
      expect(digests).toEqual(app.urls.map(() => digest(file)));
      const { headers } = await ann.fetch('GET', `/uploads/${id}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/html',
        'content-length': '1500000',
        'content-disposition': "attachment; filename*=UTF-8''a%20%22page%22.html",
        'x-content-type-options': 'nosniff',
      });

      const bob = visitor();
      await bob.signUp();
      expect((await bob.fetch('GET', `/uploads/${id}`)).status).toBe(404);
      expect((await ann.send('DELETE', `/uploads/${id}`)).status).toBe(204);
      expect((await ann.fetch('GET', `/uploads/${id}`)).status).toBe(404);
    });

    test('that are too long are refused before they are read', async () => {
      const ann = visitor();
      await ann.signUp();
      const upload = startUpload(app.url(), ann, 21 * 1024 * 1024);
      expect(await upload.answer).toMatchObject({ status: 413 });
    });
  });

  describe('jobs', () => {
    const sendNote = async () => {
      const ann = visitor();
      await ann.signUp();
      const { id: noteId } = (await ann.send('POST', '/notes', { title: 'to be sent', body: '' })).body;
      const { status, body } = await ann.send('POST', `/notes/${noteId}/emails`, { recipient: 'bob@example.com' });
      expect(status).toBe(202);
      return { ann, emailId: body.id as string, tenantId: (await ann.send('GET', '/me')).body.tenantId as string };
    };
    const timesSent = async (emailId: string) =>
      (
        await servers.postgres.query(
          app.contract.environment.DATABASE_NAME,
          'SELECT id FROM sent_emails WHERE email_id = $1',
          [emailId],
        )
      ).length;

    test('a job that is delivered several times is done once', async () => {
      const { ann, emailId, tenantId } = await sendNote();
      const message = JSON.stringify({ type: 'email', tenantId, emailId });
      await Promise.all(Array.from({ length: 4 }, () => servers.aws.send(app.contract.environment.QUEUE_URL, message)));
      const deliveries = () =>
        [...app.workerLog('job done'), ...app.workerLog('job was done already')].filter(
          (line) => line.emailId === emailId,
        );
      await until('five deliveries', () => deliveries().length >= 5 || undefined);
      expect(deliveries().filter(({ message: text }) => text === 'job done')).toHaveLength(1);
      expect(await timesSent(emailId)).toBe(1);
      expect((await ann.send('GET', `/emails/${emailId}`)).body).toMatchObject({
        recipient: 'bob@example.com',
        subject: 'to be sent',
        sentAt: [expect.any(String)],
      });
    });

    test('a job that never reached the queue is announced by the sweep', async () => {
      const { DATABASE_NAME } = app.contract.environment;
      const { tenantId } = await sendNote();
      const [{ email_id: emailId }] = await servers.postgres.query(
        DATABASE_NAME,
        `WITH email AS (
           INSERT INTO emails (tenant_id, recipient, subject, body)
           VALUES ($1, 'a@example.com', 'lost', '') RETURNING id
         )
         INSERT INTO outbox (email_id, tenant_id, enqueued_at)
         SELECT id, $1, now() - interval '1 hour' FROM email RETURNING email_id`,
        [tenantId],
      );
      await until('the e-mail is sent', async () => (await timesSent(emailId)) === 1 || undefined);
    });

    test('a poison job is tried twice and ends in the dead-letter queue', async () => {
      const dead = await until('the job is dead', async () => {
        const bodies = await servers.aws.peek(app.contract.deadLetterUrl);
        return bodies.length > 0 ? bodies : undefined;
      });
      expect(dead).toEqual(['poison']);
      // The logs of two workers stand one after the other.
      expect(
        app
          .workerLog('job failed')
          .map(({ attempt }) => Number(attempt))
          .sort(),
      ).toEqual([1, 2]);
    });
  });

  describe('operation', () => {
    test('every process answers /health', async () => {
      const answers = await Promise.all(app.urls.map(async (url) => (await fetch(`${url}/health`)).json()));
      expect(answers).toEqual(app.urls.map(() => ({ status: 'ok' })));
    });

    test('/health holds without a database, whose failure must not take all targets out of service', async () => {
      const web = new Process('web', { ...app.contract.environment, DATABASE_PORT: '1' });
      const url = await web.url();
      expect((await fetch(`${url}/health`)).status).toBe(200);
      expect(await new Visitor(() => url).send('POST', '/sign-up', newAccount())).toMatchObject({
        status: 500,
        body: { error: 'something went wrong' },
      });
      expect(await web.program.stop()).toBe(0);
    });

    test('what does not exist, and what is no JSON, is refused politely', async () => {
      const ann = visitor();
      expect((await ann.send('GET', '/nowhere')).status).toBe(404);
      expect((await ann.send('GET', '/notes/1')).status).toBe(404);
      expect((await ann.send('DELETE', '/notes')).headers.get('allow')).toBe('GET, POST');
      expect((await ann.send('GET', '/notes')).status).toBe(401);
      expect((await ann.fetch('POST', '/sign-in', { body: 'tenant=a' })).status).toBe(415);
      expect(
        (await ann.fetch('POST', '/sign-in', { body: '{', headers: { 'content-type': 'application/json' } })).status,
      ).toBe(400);
    });

    test('a caller who goes away in the middle of an upload is no error of ours', async () => {
      const ann = visitor();
      await ann.signUp();
      const { tenantId } = (await ann.send('GET', '/me')).body;
      const begun = 'SELECT id FROM uploads WHERE tenant_id = $1';
      const onItsWay = async () =>
        (await servers.postgres.query(app.contract.environment.DATABASE_NAME, begun, [tenantId]))[0];
      // At once, and while the file is passed on to the bucket.
      for (const ready of [
        async () => undefined,
        () => until('the upload is recorded', onItsWay).then(() => sleep(100)),
      ]) {
        const upload = startUpload(app.url(), ann, 1000);
        await upload.begun;
        await ready();
        upload.abort();
        await expect(upload.answer).rejects.toThrow('socket hang up');
      }
      await until(
        'it is noticed',
        () => app.webs.flatMap((web) => web.logged('caller went away')).length === 2 || undefined,
      );
    });

    test('a web process that is told to stop takes no new requests and finishes what it began', async () => {
      const web = new Process('web', app.contract.environment);
      const url = await web.url();
      const ann = visitor();
      await ann.signUp();
      const upload = startUpload(url, ann, 1000);
      await upload.begun;
      web.program.signal('SIGTERM');
      await until('no new connection is taken', () =>
        fetch(`${url}/health`).then(
          () => undefined,
          () => true,
        ),
      );
      upload.finish();
      expect(await upload.answer).toEqual({ status: 201, connection: 'close' });
      expect(await web.program.exitCode()).toBe(0);
      expect(web.log.map(({ message }) => message).slice(-4)).toEqual([
        'stopping',
        'request',
        'web stopped',
        'stopped',
      ]);
      // It was stopped for itself alone.
      expect((await ann.send('GET', '/me')).status).toBe(200);
    });

    test('all processes stop when told to, and all they ever said is one JSON object a line', async () => {
      expect(await app.stop()).toEqual(Array.from({ length: webs + workers }, () => 0));
      for (const one of app.processes) {
        expect(one.program.errors).toEqual([]);
        for (const line of one.log) {
          expect(line).toMatchObject({
            time: expect.stringMatching(/^\d{4}-.*Z$/),
            application: 'notes',
            process: one.command,
            stage,
          });
          expect(['debug', 'info', 'warn', 'error']).toContain(line.level);
        }
      }
      expect(app.webs.flatMap((web) => web.logged('request failed'))).toEqual([]);
    });
  });
});

describe('the migration', () => {
  const runAt = async (environment: Record<string, string>) => {
    const migration = new Process('migrate', environment);
    expect([await migration.program.exitCode(), migration.program.errors]).toEqual([0, []]);
    return migration.logged('migration applied').map(({ migration: file }) => file);
  };
  const FILES = ['001-tenants-and-users.sql', '002-notes-and-uploads.sql', '003-emails.sql', '004-notes-by-age.sql'];

  test('is applied once by processes that run at the same time, and does nothing the second time', async () => {
    const { environment } = await servers.contract('migrated', 'monolith');
    const applied = await Promise.all([runAt(environment), runAt(environment), runAt(environment)]);
    expect(applied.flat()).toEqual(FILES);
    const rows = "SELECT string_agg(name || applied_at, ',' ORDER BY applied_at) AS all FROM schema_migrations";
    const before = await servers.postgres.query('migrated', rows);
    expect(await runAt(environment)).toEqual([]);
    expect(await servers.postgres.query('migrated', rows)).toEqual(before);
  });

  test(
    'takes up again where it was aborted: a transaction left nothing, an index that is not valid is ' + 'built anew',
    async () => {
      const { environment } = await servers.contract('aborted', 'monolith');
      await runAt(environment);
      await servers.postgres.query('aborted', "DELETE FROM schema_migrations WHERE name LIKE '004%'");
      await servers.postgres.query(
        'aborted',
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'notes_by_age'::regclass",
      );
      expect(await runAt(environment)).toEqual(FILES.slice(3));
      expect(
        await servers.postgres.query(
          'aborted',
          "SELECT indisvalid FROM pg_index WHERE indexrelid = 'notes_by_age'::regclass",
        ),
      ).toEqual([{ indisvalid: true }]);
    },
  );

  test('refuses a file that was changed after it had been applied', async () => {
    const { environment } = await servers.contract('changed', 'monolith');
    await runAt(environment);
    await servers.postgres.query('changed', "UPDATE schema_migrations SET checksum = 'other' WHERE name LIKE '002%'");
    const migration = new Process('migrate', environment);
    expect(await migration.program.exitCode()).toBe(1);
    expect(migration.log.at(-1)!.error.message).toBe(
      'migration 002-notes-and-uploads.sql was changed after it had been applied; restore it and add a new one instead',
    );
  });
});

describe('the global tables', () => {
  const start = async (name: string, tables: Record<string, string>) => {
    const contract = await servers.contract(name, 'multi-region');
    return Application.start(
      { ...contract, environment: { ...contract.environment, ...tables } },
      { webs: 1, workers: 1 },
    );
  };
  const sendNote = async (app: Application) => {
    const ann = new Visitor(() => app.url());
    await ann.signUp();
    const { tenantId } = (await ann.send('GET', '/me')).body;
    const { id } = (await ann.send('POST', '/notes', { title: 'to be sent', body: '' })).body;
    const emailId: string = (await ann.send('POST', `/notes/${id}/emails`, { recipient: 'bob@example.com' })).body.id;
    await until(
      'the job is done',
      () => app.workerLog('job done').some((line) => line.emailId === emailId) || undefined,
    );
    return { tenantId, emailId };
  };
  const timesSent = async (name: string, emailId: string) =>
    (await servers.postgres.query(name, 'SELECT id FROM sent_emails WHERE email_id = $1', [emailId])).length;

  test('remember a done job for fifteen days: it is not done again, whatever the database says', async () => {
    const table = await servers.aws.createTable('keys', 'key');
    const app = await start('remembered', { IDEMPOTENCY_TABLE: table });
    const { tenantId, emailId } = await sendNote(app);
    const [{ key, expiresAt }] = await until('the job is remembered', async () => {
      const items = await servers.aws.scan(table);
      return items.length > 0 ? items : undefined;
    });
    expect(key).toEqual({ S: `email:${emailId}` });
    expect(Number(expiresAt.N) - Date.now() / 1000).toBeCloseTo(15 * 86_400, -2);

    await servers.postgres.query('remembered', 'INSERT INTO outbox (email_id, tenant_id) VALUES ($1, $2)', [
      emailId,
      tenantId,
    ]);
    await servers.aws.send(app.contract.environment.QUEUE_URL, JSON.stringify({ type: 'email', tenantId, emailId }));
    await until('it is recognised', () => app.workerLog('job was done already')[0]);
    expect(await timesSent('remembered', emailId)).toBe(1);
    expect(await app.stop()).toEqual([0, 0]);
  });

  test('hold the Region in which each tenant signed up', async () => {
    const table = await servers.aws.createTable('tenants', 'tenantId');
    const app = await start('directory', { TENANT_DIRECTORY_TABLE: table });
    const { tenantId } = await sendNote(app);
    expect(await servers.aws.scan(table)).toEqual([{ tenantId: { S: tenantId }, homeRegion: { S: 'eu-west-1' } }]);
    expect(await app.stop()).toEqual([0, 0]);
  });

  test('may be missing: then the database alone decides, and the log says so', async () => {
    const app = await start('tableless', {
      IDEMPOTENCY_TABLE: 'no-such-table',
      TENANT_DIRECTORY_TABLE: 'no-such-table',
    });
    const { emailId } = await sendNote(app);
    expect(await timesSent('tableless', emailId)).toBe(1);
    expect(app.webs[0].logged('a tenant can not be recorded')).toHaveLength(1);
    await until(
      'both warnings',
      () =>
        (app.workerLog('done jobs can not be read').length > 0 &&
          app.workerLog('a done job can not be remembered').length > 0) ||
        undefined,
    );
    expect(await app.stop()).toEqual([0, 0]);
  });
});

describe('TLS to the database', () => {
  // 127.1 and 0x7f.1 are names of this machine that the application does not know as such, so it verifies what they
  // show.
  const hosts = { DATABASE_HOST: '127.1', DATABASE_READER_HOST: '0x7f.1' };
  let environment: Record<string, string>;

  beforeAll(async () => {
    environment = { ...(await servers.contract('tls', 'containers')).environment, ...hosts };
  });

  test('is verified: by name for the writer, by the Region of the instance for the reader, an alias', async () => {
    const trusting = { ...environment, DATABASE_CA_FILE: servers.postgres.certificateFile };
    expect(await new Process('migrate', trusting).program.exitCode()).toBe(0);
    const web = new Process('web', trusting);
    const url = await web.url();
    const ann = new Visitor(() => url);
    await ann.signUp();
    await sleep(READ_YOUR_WRITES_MS + 100);
    expect((await ann.send('GET', '/notes')).body).toEqual({ notes: [] });

    const other = new Process('web', { ...trusting, AWS_REGION: 'us-east-1' });
    const otherUrl = await other.url();
    const bob = new Visitor(() => otherUrl);
    bob.cookie = ann.cookie;
    expect((await bob.send('GET', '/notes')).status).toBe(500);
    expect(other.logged('request failed')[0].error.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await Promise.all([web, other].map((one) => one.program.stop()))).toEqual([0, 0]);
  });

  test('is refused where the authority or the name is not the right one', async () => {
    const stranger = new Process('migrate', { ...environment, DATABASE_CA_FILE: servers.postgres.strangerFile });
    const renamed = new Process('migrate', {
      ...environment,
      DATABASE_CA_FILE: servers.postgres.certificateFile,
      DATABASE_HOST: '0x7f.1',
    });
    const unreadable = new Process('migrate', environment);
    const all = [stranger, renamed, unreadable];
    expect(await Promise.all(all.map((one) => one.program.exitCode()))).toEqual([1, 1, 1]);
    expect(all.map((one) => one.log.at(-1)!.error.code ?? one.log.at(-1)!.error.message)).toEqual([
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      expect.stringMatching(
        /^DATABASE_CA_FILE must name the certificate authorities of the database, got: .*rds-global-bundle\.pem, which can not be read/,
      ),
    ]);
  });
});

test('traces reach the collector and errors the error tracker, also those of the last seconds', async () => {
  const telescope = await Telescope.start();
  const { environment } = await servers.contract('traced', 'monolith');
  const traced = {
    ...environment,
    OTEL_EXPORTER_OTLP_ENDPOINT: telescope.url,
    SENTRY_DSN: telescope.url.replace('//', '//key@') + '/7',
  };
  const web = new Process('web', traced);
  const url = await web.url();
  const ann = new Visitor(() => url);
  // There was no migration, so that this fails in earnest.
  const headers = {
    'content-type': 'application/json',
    'x-amzn-trace-id': 'Self=1-x;Root=1-5759e988-bd862e3fe1be46a994272793',
  };
  expect((await ann.fetch('POST', '/sign-up', { body: JSON.stringify(newAccount()), headers })).status).toBe(500);
  await fetch(`${url}/health`);
  expect(await web.program.stop()).toBe(0);
  await telescope.stop();

  const [{ resource, scopeSpans }] = telescope.received('/v1/traces')[0].body.resourceSpans;
  expect(resource.attributes[0]).toEqual({ key: 'service.name', value: { stringValue: 'notes-web' } });
  expect(scopeSpans[0].spans).toEqual([
    expect.objectContaining({
      traceId: '5759e988bd862e3fe1be46a994272793',
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      name: 'POST /sign-up',
      kind: 2,
      status: { code: 2 },
    }),
  ]);
  const [event] = telescope.received('/api/7/envelope/');
  expect(event.headers['x-sentry-auth']).toContain('sentry_key=key');
  expect(event.body[2]).toMatchObject({
    environment: 'monolith',
    tags: { process: 'web', route: '/sign-up' },
    exception: { values: [{ value: expect.stringContaining('enter_tenant') }] },
  });
  expect(web.logged('telemetry not delivered')).toEqual([]);
});

test('a process without its environment tells everything that is missing, and no secret', async () => {
  const web = new Process('web', { PORT: '99999', CACHE_URL: 'http://user:hidden@cache' });
  expect(await web.program.exitCode()).toBe(1);
  const [line] = web.log;
  expect(line.error.message.split('\n')).toEqual([
    'the environment is not complete:',
    '- PORT must be a whole number from 0 to 65535, got: "99999"',
    ...[
      'AWS_REGION',
      'DATABASE_HOST',
      'DATABASE_READER_HOST',
      'DATABASE_NAME',
      'DATABASE_USER',
      'DATABASE_PASSWORD',
    ].map((name) => `- ${name} must be set, got: nothing`),
    '- CACHE_URL must be a URL that begins with redis:// or rediss://',
    '- QUEUE_URL must be a URL that begins with http:// or https://',
    '- ASSETS_BUCKET must be set, got: nothing',
  ]);
  expect(web.program.lines.join()).not.toContain('hidden');
});

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An upload that has begun and goes on when the test says so. */
function startUpload(url: string, visitor: Visitor, bytes: number) {
  const headers = { ...visitor.headers(), 'content-type': 'text/plain', 'content-length': String(bytes) };
  const sending = request(`${url}/uploads?name=slow.txt`, {
    method: 'POST',
    headers,
    agent: new Agent({ keepAlive: true }),
  });
  const answer = new Promise<{ status?: number; connection?: string }>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode, connection: response.headers.connection });
    });
  });
  const begun = new Promise<void>((resolve) => sending.write('a'.repeat(10), () => resolve()));
  return { answer, begun, finish: () => sending.end('b'.repeat(bytes - 10)), abort: () => sending.destroy() };
}
