/// <reference lib="dom" />
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserContext, chromium, Page } from 'playwright-core';
import { buildReport, ReportModel, reportHtml } from '../../../toolkit/report';
import { exampleReport, exampleStages, QUIET, stack } from './helpers/stages';

const CHROMIUM = '/usr/bin/chromium';
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

jest.setTimeout(180_000);

let folder: string;
let context: BrowserContext;
let model: ReportModel;
let report: string;

/** What the page said and asked for while it was open. */
const said: string[] = [];
const asked: string[] = [];

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`${CHROMIUM} is not there: the report is opened in it; run scripts/install-test-servers.sh first`);
  }
  folder = mkdtempSync(join(tmpdir(), 'growth-report-browser-'));
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: CHROMIUM,
    headless: true,
    args: FLAGS,
    bypassCSP: true,
  });
  model = await exampleReport();
  report = write('report.html', reportHtml(model));
});

afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

async function open(address: string, width = 1440, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => asked.push(request.url()));
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.goto(address);
  return page;
}

interface Axe {
  readonly run: (
    options: object,
  ) => Promise<{ violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[] }>;
}

function openFolds(page: Page): Promise<void> {
  return page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
}

/** Everything that the checker finds, also in what a reader has to open. */
async function violations(page: Page): Promise<string[]> {
  await openFolds(page);
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any.map(({ message }) => message).join('; ')}`),
  );
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  test.each([360, 768, 1440])(
    'at %d pixels: nothing that shuts somebody out, and no page that moves sideways',
    async (width) => {
      const page = await open(report, width, scheme);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.close();
    },
  );
});

test('every section that the page names is there, with a heading for each stage', async () => {
  const page = await open(report);
  const targets = await page.$$eval('nav a', (links) => links.map((link) => link.getAttribute('href')!.slice(1)));
  expect(targets).toEqual(['summary', 'cost', 'architecture', 'transitions', 'targets', 'bills', 'findings']);
  for (const id of [...targets, ...model.stages.map(({ name }) => `architecture-${name}`)]) {
    expect(await page.locator(`#${id}`).count()).toBe(1);
  }
  expect(await page.locator('main h1, header h1').count()).toBe(1);
  expect(await page.locator('svg.diagram').count()).toBe(model.stages.flatMap(({ drawings }) => drawings).length);
  expect(model.stages.map(({ drawings }) => drawings.length)).toEqual([1, 1, 1, 3]);
  expect(await page.locator('svg.overview:visible').count()).toBe(model.stages.length);
  expect(await page.locator('svg.diagram:visible').count()).toBe(0);
  expect(await page.locator('.timeline > li').count()).toBe(
    model.plans.reduce((sum, { steps }) => sum + steps.length, 0),
  );
  const ids = await page.$$eval('[id]', (elements) => elements.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  await page.close();
});

test('the keyboard reaches everything that can be used, shows where it is, and gets out again', async () => {
  const page = await open(report);
  const all = await page.evaluate(
    () =>
      [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(
        (element) => element.closest('details:not([open]) > :not(summary)') === null,
      ).length,
  );
  const outlines = new Set<string>();
  const reached = new Set<number>();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  for (let step = 0; step < all; step++) {
    const { index, outline } = await page.evaluate(() => ({
      index: [...document.querySelectorAll('*')].indexOf(document.activeElement!),
      outline: getComputedStyle(document.activeElement!).outlineStyle,
    }));
    reached.add(index);
    outlines.add(outline);
    await page.keyboard.press('Tab');
  }
  expect(reached.size).toBe(all);
  expect([...outlines]).toEqual(['solid']);
  expect(
    await page.evaluate(() => document.activeElement === document.body || document.activeElement?.className === 'skip'),
  ).toBe(true);
  await page.close();
});

test('the skip link leads to the report, and a closed part opens with the keyboard', async () => {
  const page = await open(report);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  expect(
    await page
      .locator('details')
      .first()
      .evaluate((details) => (details as HTMLDetailsElement).open),
  ).toBe(true);
  await page.close();
});

test('text of diagrams stays inside of its box, and labels are not put on nodes', async () => {
  const page = await open(report);
  await openFolds(page);
  const problems = await page.$$eval('svg.diagram, svg.overview', (drawings) =>
    drawings.flatMap((drawing) => {
      const boxes = [...drawing.querySelectorAll('.node')].map((node) => ({
        box: node.querySelector('.box')!.getBoundingClientRect(),
        texts: [...node.querySelectorAll('text')],
      }));
      const cut = boxes.flatMap(({ box, texts }) =>
        texts
          .filter((text) => {
            const own = text.getBoundingClientRect();
            return own.left < box.left || own.right > box.right || own.top < box.top || own.bottom > box.bottom + 1;
          })
          .map((text) => `cut: ${text.textContent}`),
      );
      const labels = [...drawing.querySelectorAll('.label text')].map((label) => ({
        text: label.textContent,
        own: label.getBoundingClientRect(),
      }));
      const covered = labels
        .filter(({ own }) =>
          boxes.some(
            ({ box }) =>
              own.left < box.right - 1 &&
              own.right > box.left + 1 &&
              own.top < box.bottom - 1 &&
              own.bottom > box.top + 1,
          ),
        )
        .map(({ text }) => `label on a node: ${text}`);
      const together = labels.flatMap(({ own, text }, index) =>
        labels
          .slice(index + 1)
          .filter(
            (other) =>
              own.left < other.own.right &&
              other.own.left < own.right &&
              own.top < other.own.bottom &&
              other.own.top < own.bottom,
          )
          .map((other) => `labels together: ${text} ${other.text}`),
      );
      return [...cut, ...covered, ...together];
    }),
  );
  expect(problems).toEqual([]);
  await page.close();
});

test('on a phone the cost of every stage and of every service is on the screen', async () => {
  const page = await open(report, 375);
  const ends = (selector: string) =>
    page.$$eval(selector, (cells) => cells.map((cell) => cell.getBoundingClientRect().right));
  const costs = [...(await ends('#summary td:nth-child(2)')), ...(await ends('#bills td:nth-child(2)'))];
  expect(costs.length).toBeGreaterThan(30);
  expect(Math.max(...costs)).toBeLessThanOrEqual(375);
  await page.close();
});

test('marks of every kind in the drawings are in a legend', async () => {
  const page = await open(report);
  const kinds = (selector: string) =>
    page.$$eval(selector, (marks) => [...new Set(marks.map((mark) => mark.getAttribute('class')!))].sort());
  const explained = await kinds('#architecture .legend g');
  const drawn = await kinds('svg.diagram g.frame, svg.overview g.frame');
  expect(drawn.filter((kind) => !explained.includes(kind))).toEqual([]);
  const categories = (await kinds('svg.diagram g.node')).map((kind) => kind.replace(' stateful', ''));
  expect(categories.filter((kind) => !explained.includes(kind))).toEqual([]);
  expect(await page.locator('#cost .legend li').count()).toBe(6);
  expect(await page.locator('#transitions .legend li').count()).toBe(3);
  await page.close();
});

test('guides have names, not codes', async () => {
  const page = await open(report);
  const text = (await page.locator('body').textContent())!;
  expect(text).not.toMatch(/\bG[0-4]\b/);
  expect(text).toContain('Scaling guides: titles and links in docs/guides/sources.md.');
  expect(await page.locator('svg.chart .guide text').first().textContent()).toMatch(
    /(Axewik|Mustafa|Push2Commit)( at most| at least)?$/,
  );
  await page.close();
});

test('no backtick is left in the text: code is marked as code', () => {
  const [, body] = reportHtml(model).split('<body>');
  expect(body).not.toContain('`');
  expect(body).toContain('<code>requests</code>');
});

test('in print everything is open, nothing moves, and the paper is white', async () => {
  const page = await open(report, 1440, 'dark');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect(await page.locator('nav').isVisible()).toBe(false);
  // By the style alone: scripts may be off.
  expect(
    await page
      .locator('#findings details ul')
      .first()
      .evaluate((list) => list.getBoundingClientRect().height),
  ).toBeGreaterThan(0);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await page.locator('details:not([open])').count()).toBe(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await page.locator('details[open]').count()).toBe(0);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(100_000);
  await page.close();
});

test('a name that is markup is shown, and does not run', async () => {
  const evil = '<script>globalThis.ran = true</script><img src=x onerror="globalThis.ran = true">';
  const evilStack = stack(
    evil,
    {
      [`${evil}Queue`]: { Type: 'AWS::SQS::Queue' },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: evil } },
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { AlarmDescription: evil, MetricName: evil, Threshold: evil, ComparisonOperator: evil },
      },
      Own: { Type: `Evil::${evil}::Type` },
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: evil } },
      Database: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { AvailabilityZone: evil, DBInstanceClass: evil, VPCSecurityGroups: [{ Ref: 'Vpc' }] },
      },
    },
    {},
    evil,
  );
  const apps = [
    { name: evil, stacks: [evilStack] },
    { name: `${evil}2`, stacks: [{ ...evilStack, resources: {} }] },
  ];
  const page = await open(
    write('evil.html', reportHtml(await buildReport({ title: evil, source: evil, apps, date: evil }, QUIET))),
  );
  expect(await page.evaluate(() => (globalThis as { ran?: boolean }).ran)).toBeUndefined();
  expect(await page.locator('main img, main script, header script').count()).toBe(0);
  expect(await page.locator('h1').textContent()).toBe(evil);
  expect(await page.locator('#targets').textContent()).toContain(evil);
  await page.close();
});

test('without scripts the page is the same, and its policy lets nothing else in', async () => {
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(report);
  expect(await page.locator('#findings').isVisible()).toBe(true);
  expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
  );
  // A policy that did not let the style in would leave the default font.
  expect(
    await page
      .locator('body')
      .evaluate((body) => getComputedStyle(body).margin)
      .catch(() => 'scripts are off'),
  ).toMatch(/0px|scripts are off/);
  await browser.close();
  const strict = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  const opened = await strict.newPage();
  const errors: string[] = [];
  opened.on('console', (message) => errors.push(message.text()));
  await opened.goto(report);
  expect(await opened.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
  await opened.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await opened.locator('details:not([open])').count()).toBe(0);
  expect(errors).toEqual([]);
  await strict.close();
});

test('the page said nothing, and asked for nothing but itself', () => {
  expect(said).toEqual([]);
  expect([...new Set(asked)].filter((address) => !address.startsWith(pathToFileURL(folder).href))).toEqual([]);
});

test('the same input gives the same bytes, far below two megabytes', async () => {
  const text = reportHtml(model);
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
  const again = () => exampleReport(exampleStages().slice(0, 1));
  expect(reportHtml(await again())).toBe(reportHtml(await again()));
  expect(text).not.toMatch(/(src|href)="(?!#)/);
  expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
});
