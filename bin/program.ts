import { Command, Option } from 'commander';
import { version } from '../package.json';
import { NUMBER_SIGNALS } from './commands/number-signals';
import { withFlags } from './output/flags';
import { Io } from './output/io';

/**
 * The command line of `growth`. Each command is loaded when it is called, so that the help needs neither AWS CDK nor
 * prices.
 *
 * @param io where commands write
 * @param name the name by which the command was called
 */
export function growthProgram(io: Io, name = 'growth'): Command {
  const program = new Command(name)
    .description(
      'Growth stages of a SaaS on AWS: what they are, which one fits, what lies between them. Works ' +
        'offline, without an AWS account.',
    )
    .version(version)
    .showHelpAfterError(`(${name} --help lists commands and options)`)
    .configureOutput({ writeErr: (text) => io.err(text.trimEnd()), writeOut: (text) => io.out(text.trimEnd()) })
    .configureHelp({ minWidthToWrap: NARROWEST })
    .addHelpText('after', ['', 'Examples:', ...EXAMPLES.map((line) => `  ${name} ${line}`)].join('\n'))
    .exitOverride();
  addCatalogue(program, io);
  addSelect(program, io);
  addDiff(program, io);
  addCost(program, io);
  addReport(program, io);
  addFiles(program, io);
  return program;
}

/** Descriptions of the help are wrapped if at least so many columns are left for them. */
const NARROWEST = 20;

/** What to try first; it works in an empty folder. */
const EXAMPLES = [
  'select --users 25000',
  'cost containers --users 25000',
  'diff monolith containers --fail-on data-loss',
  'plan monolith containers',
];

const NO_EXAMPLE = 'growth.json, or `growth` in cdk.json';

const configuration = (found = `${NO_EXAMPLE}, or a built-in example`) =>
  new Option('--config <file>', `the configuration (default: ${found})`);

const asJson = () => new Option('--json', 'print the result as JSON');

function addCatalogue(program: Command, io: Io): void {
  program
    .command('stages')
    .description('the growth stages: users, contents, targets, and what each costs at its typical users')
    .addOption(configuration())
    .option('--no-cost', 'work out no costs, which synthesizes nothing')
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/stages')).stagesCommand(options, io)));
  program
    .command('steps')
    .description('the deployable steps to a stage: what each does, what users notice, how to roll back')
    .option('--to <stage>', 'the stage; without it, the first one to which steps lead')
    .option('--path <path>', 'which of several ways: snapshot for the move to aurora by its last snapshot')
    .option(
      '--procedure <name>',
      'a change inside a stage instead: cache-nodes, cache-shards, cache-mode, add-region or remove-region',
    )
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/steps')).stepsCommand(options, io)));
  program
    .command('plan')
    .description(
      'a runbook of the deployments between two points: commands, checks, downtime, cost, point of no return, rollback',
    )
    .argument('<from>', 'what is live: a stage, or stage:step')
    .argument('<to>', 'where to go: a stage, or stage:step; an earlier one plans the rollback, if there is one')
    .option('--path <path>', 'which of several ways: snapshot for the move to aurora by its last snapshot')
    .option('--format <format>', 'text, markdown or json', 'text')
    .option(
      '--database-gib <number>',
      'size of the data in GiB, on which some durations depend; without it the least volume, 20',
    )
    .addOption(configuration())
    .option('--no-cost', 'work out no costs, which synthesizes nothing')
    .addOption(asJson())
    .action((from, to, options) =>
      withFlags(async () => (await import('./commands/plan')).planCommand(from, to, options, io)),
    );
  program
    .command('live')
    .description('what is deployed, as growth.json remembers it; with a place, write it down after a deployment')
    .argument('[place]', 'the stage, or stage:step, that has been deployed')
    .addOption(configuration(NO_EXAMPLE))
    .addOption(asJson())
    .action((place, options) =>
      withFlags(async () => (await import('./commands/live')).liveCommand(place, options, io)),
    );
}

function addSelect(program: Command, io: Io): void {
  const command = program
    .command('select')
    .description(
      'the stage for a number of users and what is known about the load, and what to turn on before moving up',
    )
    .requiredOption('--users <number>', 'active users');
  for (const [name, description] of NUMBER_SIGNALS) {
    command.option(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <number>`, description);
  }
  command
    .option('--regions <regions...>', 'AWS Regions near which the users are, instead of --continents')
    .option('--consumer-content', 'users are consumers who mostly read content')
    .option('--data-residency <jurisdictions...>', 'jurisdictions in which the data of residents has to stay')
    .option('--measures-in-use <measures...>', 'pooling, cache, replicas, aurora, shards: what is on and really used')
    .option('--stage <stage>', 'the stage that you have in mind: what speaks against it is said')
    .addOption(configuration())
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/select')).selectCommand(options, io)));
}

function addDiff(program: Command, io: Io): void {
  program
    .command('diff')
    .description(
      'what changes between two stages, refs, assemblies or templates: data at risk first, for any CDK ' +
        'app; exit code 3 where --fail-on finds something',
    )
    .argument(
      '<from>',
      'what is deployed: a stage or stage:step, a ref of git or a range of two (main..HEAD), an app or its ' +
        ('assembly, a template, or deployed; ' + 'git:, stage: and path: say which'),
    )
    .argument('[to]', 'what is wanted, given in the same ways')
    .addOption(configuration())
    .option('--app-directory <folder>', 'the folder of cdk.json, for refs of git', '.')
    .option('--context <key=value...>', 'context for cdk synth of refs and apps')
    .option('--build <command>', 'what builds the app before cdk synth of refs and apps')
    .option('--region <regions...>', 'further Regions in which a deployed app may have stacks')
    .option('--format <format>', 'text, json, markdown (at most 60,000 characters) or sarif', 'text')
    .option(
      '--fail-on <policy...>',
      'data-loss, destructive, interruption, security, any, cost-increase=<USD a month or %>',
    )
    .option('--max-characters <number>', 'the most characters of markdown, where several texts become one comment')
    .option('--report <file>', 'write the full difference as JSON, too')
    .addOption(asJson())
    .action((from, to, options) =>
      withFlags(async () => (await import('./commands/diff')).diffCommand(from, to, options, io)),
    );
}

function addCost(program: Command, io: Io): void {
  program
    .command('cost')
    .description(
      'the bill of a stage or of the synthesized stacks of any CDK app: what is fixed, and with --users ' +
        'what follows from their number',
    )
    .argument('[place]', 'a stage or stage:step, the output of cdk synth, or a template; --assembly where it is absent')
    .option('--users <number>', 'active users; without it, fixed cost only')
    .option('--region <region>', 'price it as if at home in another Region')
    .option('--usage <file>', 'what you know better than the assumptions, in JSON')
    .option('--print-usage', 'write such a file to begin with; with a place, for its resources, too')
    .option('--compare <places...>', 'two places instead: the difference line by line')
    .option('--assembly <directory>', 'the output of cdk synth', 'cdk.out')
    .addOption(configuration())
    .option(
      '--missing-prices <policy>',
      'how to handle missing prices: list (exclude from totals), error, or fallback=<region>',
      'list',
    )
    .option('--price-file <file>', 'prices that replace those of this package')
    .option(
      '--refresh-prices',
      'get prices from the AWS Price List API (needs credentials), and write them to --output',
    )
    .option('--output <file>', 'where --refresh-prices writes', 'prices.json')
    .option('--spot-percent <number>', 'percentage of worker tasks on Spot for the possible savings (default: 50)')
    .option('--fail-on <policy...>', 'over-budget, cost-per-user=<USD a month>, monthly=<USD a month>')
    .option('--all', 'every line separately, with the source of each price')
    .option('--explain', 'every assumption, and what each moves')
    .option('--format <format>', 'text, json or markdown (at most 60,000 characters)', 'text')
    .option('--max-characters <number>', 'the most characters of markdown, where several texts become one comment')
    .addOption(asJson())
    .action((place, options) =>
      withFlags(async () => (await import('./commands/cost')).costCommand(place, options, io)),
    );
}

function addReport(program: Command, io: Io): void {
  program
    .command('report')
    .description(
      'one HTML file that opens offline: architecture of every stage, cost against users, transitions, ' +
        'targets and alarms, findings',
    )
    .addOption(configuration())
    .option('--assembly <directories...>', 'the outputs of cdk synth of any apps instead, in the order of growth')
    .option(
      '--output <file>',
      'where it is written; a report that is there is replaced, anything else is not',
      'growth-report.html',
    )
    .option('--users <number>', 'your active users: they are marked, and their stage is billed with them')
    .option('--date <day>', 'a day to write on it, as 2026-01-31; without it, the same input gives the same bytes')
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/report')).reportCommand(options, io)));
}

function addFiles(program: Command, io: Io): void {
  program
    .command('validate')
    .description('every problem of a configuration at once')
    .addOption(configuration(NO_EXAMPLE))
    .option('--stage <stage>', 'as -c stage=... of cdk')
    .option('--users <number>', 'as -c users=... of cdk')
    .option('--step <step>', 'as -c step=... of cdk')
    .option('--live <place>', 'as -c live=... of cdk')
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/validate')).validateCommand(options, io)));
  program
    .command('init')
    .description('write growth.json, and what it needs into cdk.json; on a terminal, asks for what is not given')
    .option('--application <name>', 'name of the application')
    .option('--account <id>', 'AWS account, 12 digits')
    .option('--region <region>', 'AWS Region')
    .option('--email <address>', 'e-mail address that alarms reach')
    .option('--environment <name>', 'name of the environment', 'production')
    .option('--owner <name>', 'cost tag: who answers for the application', 'founders')
    .option('--cost-center <name>', 'cost tag: who pays', 'product')
    .option('--image-tag <tag>', 'tag of the image in the repository that the first deployment makes', '1.0.0')
    .option(
      '--zones <letters...>',
      'letters of three Availability Zones that the account has: aws ec2 describe-availability-zones lists them',
      ['a', 'b', 'c'],
    )
    .option('--directory <directory>', 'where to write', '.')
    .action((options) => withFlags(async () => (await import('./commands/init')).initCommand(options, io)));
}
