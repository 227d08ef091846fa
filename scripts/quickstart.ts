import { join } from 'node:path';
import { Io, processIo } from '../bin/output/io';
import { writeReport } from '../bin/output/report-file';
import { GrowthStages } from '../stages';
import { previewPoint, readStacks, StackTemplate } from '../toolkit/assembly';
import { stageTable, targetTable } from '../toolkit/catalogue/stage-tables';
import { BILL_BASIS } from '../toolkit/cost';
import { buildReport } from '../toolkit/report';
import { wrapped } from '../toolkit/text/wrap';
import { billTable, StageBill, stageBill } from './quickstart/bills';
import { example, exampleIn } from './quickstart/example';
import { filled, writeTransition } from './quickstart/files';
import { Progress } from './quickstart/progress';
import { summaryOf } from './quickstart/summary';
import { findingsOf, synthesizeStage } from './quickstart/synthesize';
import { Transition, transitionTo } from './quickstart/transitions';
import { forEach } from './quickstart/work';

/** Where everything goes, below the current folder. */
const OUTPUT = 'cdk.out/quickstart';

/** The Region in which the bill is shown: that of the most list prices. */
const BILL_REGION = 'us-east-1';

/** How many stages are validated at a time. */
const AT_ONCE = 2;

/** The report below that folder. */
const REPORT = 'report.html';

/** What was worked out. */
interface Found {
  readonly findings: ReadonlyMap<string, number>;
  readonly transitions: readonly Transition[];
  readonly bills: readonly StageBill[];
}

/** Synthesizes the example at every stage and shows what a user wants to know before the first deployment. */
async function main(io: Io, directory: string): Promise<void> {
  const progress = new Progress();
  const found = await filled(directory, async (beside): Promise<Found> => {
    await forEach(GrowthStages.NAMES, AT_ONCE, (stage) =>
      progress.during(`synthesize and validate the example at stage ${stage}`, () =>
        synthesizeStage(stage, join(beside, stage)),
      ),
    );
    const findings = new Map(GrowthStages.NAMES.map((stage) => [stage, findingsOf(join(beside, stage))]));
    const stacks = new Map(GrowthStages.NAMES.map((stage) => [stage, readStacks('assembly', join(beside, stage))]));
    const transitions: Transition[] = [];
    for (const stage of GrowthStages.ALL.slice(1)) {
      await progress.during(
        `compare, plan and price the way to ${stage.name}`,
        () => void transitions.push(transitionTo(stage, { configuration: example(), stacks }, progress.io)),
      );
    }
    transitions.forEach((transition) => writeTransition(transition, beside));
    await progress.during('draw the report', () => drawReport(join(beside, REPORT), stacks, transitions, progress.io));
    const home = exampleIn(BILL_REGION);
    const bills = await progress.during(`price every stage in ${BILL_REGION}`, () =>
      GrowthStages.NAMES.map((stage) => stageBill(stage, previewPoint(home, stage))),
    );
    return { findings, transitions, bills };
  });
  io.out(textOf(found, directory, io.columns));
}

async function drawReport(
  file: string,
  stacks: ReadonlyMap<string, readonly StackTemplate[]>,
  transitions: readonly Transition[],
  io: Pick<Io, 'err'>,
): Promise<void> {
  const apps = [...stacks].map(([name, own]) => ({ name, stacks: own }));
  writeReport(
    file,
    await buildReport(
      {
        title: 'The example at every stage',
        source: example().source,
        apps,
        plans: transitions.map(({ plan }) => plan),
      },
      io.err,
    ),
    io,
  );
}

function textOf({ findings, transitions, bills }: Found, directory: string, columns?: number): string {
  const notes = [
    `US dollars a month; ${BILL_BASIS}; prices of ${bills.flatMap(({ priceDates }) => priceDates).sort()[0]} to ${bills
      .flatMap(({ priceDates }) => priceDates)
      .sort()
      .at(-1)}. "always" runs unused, too; the last column counts what stands in no sum.`,
    '* the stage that growth select chooses by the number of users alone',
    '! too small for so many users: the sum is that of a system that can not grow enough',
  ];
  return [
    section('The growth stages', stageTable(GrowthStages.ALL, columns)),
    section('Their targets', targetTable(GrowthStages.ALL, columns)),
    section(
      'Validation by AWS CDK, strict',
      [...findings].map(([stage, count]) => `${stage.padEnd(12)} ${count} findings`).join('\n'),
    ),
    ...transitions.map((transition) =>
      section(`From ${transition.from} to ${transition.to}`, summaryOf(transition, directory, columns)),
    ),
    section(
      `The bill in ${BILL_REGION}, by stage and users`,
      [billTable(bills), '', ...notes.flatMap((note) => wrapped(note, '', columns))].join('\n'),
    ),
    section(
      'Files',
      `${directory}/<stage>/             templates\n${directory}/<stage>-to-<stage>/  diff.md, plan.md, ` +
        `bill.md\n${directory}/${REPORT}          everything on one page, which opens offline`,
    ),
    section('Next', NEXT),
  ].join('\n');
}

const NEXT = `npm run growth -- select --users 25000                               the stage for your users
npm run growth -- plan monolith containers                           the runbook of a transition
npm run growth -- cost containers --users 40000 --config <file>      the bill, line by line
npx cdk deploy --all -c stage=monolith                               with AWS credentials and your own growth.json`;

function section(title: string, body: string): string {
  return `\n${title}\n${'-'.repeat(title.length)}\n${body}`;
}

main(processIo(), process.argv[2] ?? OUTPUT).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
