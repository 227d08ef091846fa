import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const TLS = pathToFileURL(join(__dirname, '..', '..', '..', 'examples', 'saas', 'src', 'tls.js')).href;

/** Who reaches what, and which names the certificate bears that is shown. */
interface Meeting {
  readonly region: string;
  readonly writerHost: string;
  readonly host: string;
  readonly shown: string[];
}

/**
 * The codes of the refusals, or nothing where the certificate is accepted; decided by the example itself, in a process
 * of its own.
 */
function refusals(meetings: Meeting[]): (string | null)[] {
  const script = `
    import { aliasIdentity } from ${JSON.stringify(TLS)};
    const meetings = ${JSON.stringify(meetings)};
    const refusals = meetings.map(({ region, writerHost, host, shown }) => {
      const certificate = { subject: { CN: shown[0] }, subjectaltname: shown.map((name) => 'DNS:' + name).join(', ') };
      return aliasIdentity(region, writerHost)(host, certificate)?.code ?? null;
    });
    console.log(JSON.stringify(refusals));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
  ) as (string | null)[];
}

const REFUSED = 'ERR_TLS_CERT_ALTNAME_INVALID';
const READER = 'reader.notes-production.internal';
const HOME = 'notes-production-aurora.cluster-abc.eu-west-1.rds.amazonaws.com';
const GLOBAL = 'notes-production-global.global-abc.global.rds.amazonaws.com';
const at = (region: string) => [
  `member.abc.${region}.rds.amazonaws.com`,
  `cluster.cluster-ro-abc.${region}.rds.amazonaws.com`,
];

test('the reader is any database of the own Region', () => {
  const meeting = { region: 'eu-west-1', writerHost: HOME, host: READER };
  expect(
    refusals([
      { ...meeting, shown: at('eu-west-1') },
      { ...meeting, shown: at('us-east-1') },
    ]),
  ).toEqual([null, REFUSED]);
});

test('where a Region has no instance, the reader leads to the writer in another one', () => {
  const meeting = { region: 'us-east-1', writerHost: HOME, host: READER };
  expect(
    refusals([
      { ...meeting, shown: at('eu-west-1') },
      { ...meeting, shown: at('us-east-1') },
      { ...meeting, shown: at('ap-southeast-2') },
    ]),
  ).toEqual([null, null, REFUSED]);
});

test('the writer endpoint of a global database leads to a database of any Region, and to nothing else', () => {
  const meeting = { region: 'us-east-1', writerHost: GLOBAL, host: GLOBAL };
  const shown = [
    at('eu-west-1'),
    at('ap-southeast-2'),
    ['db.example.com'],
    ['rds.amazonaws.com.example.com'],
    ['member.abc.eu-west-1.rds.amazonaws.com.example.com'],
  ];
  expect(refusals(shown.map((names) => ({ ...meeting, shown: names })))).toEqual([
    null,
    null,
    REFUSED,
    REFUSED,
    REFUSED,
  ]);
});

test('a name that is in the certificate is accepted as ever', () => {
  expect(
    refusals([{ region: 'eu-west-1', writerHost: HOME, host: 'db.example.com', shown: ['db.example.com'] }]),
  ).toEqual([null]);
});
