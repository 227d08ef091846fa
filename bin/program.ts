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
      'Grow a SaaS on AWS in stages: choose a stage, compare, plan, and see the cost. Works without an AWS ' +
        'account, except `diff deployed` and `cost --refresh-prices`.',
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
    .description('List the growth stages: users, contents, targets, and cost at typical users')
    .addOption(configuration())
    .option('--no-cost', 'skip the costs, which is faster')
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/stages')).stagesCommand(options, io)));
  program
    .command('steps')
    .description('List the steps to a stage: what each does, what users notice, how to roll back')
    .option('--to <stage>', 'the target stage (default: the second stage)')
    .option('--path <path>', 'the path: replica, or snapshot for the move to aurora (default: replica)')
    .option(
      '--procedure <name>',
      'steps of a change inside a stage: cache-nodes, cache-shards, cache-mode, add-region or remove-region',
    )
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/steps')).stepsCommand(options, io)));
  program
    .command('plan')
    .description('Print the runbook between two deployment points: commands, checks, downtime, cost, rollback')
    .argument('<from>', 'what is deployed now: a stage, or stage:step')
    .argument('<to>', 'the target: a stage, or stage:step; an earlier one plans the rollback')
    .option('--path <path>', 'the path: replica, or snapshot for the move to aurora (default: replica)')
    .option('--format <format>', 'text, markdown or json', 'text')
    .option('--database-gib <number>', 'size of the data in GiB, on which some durations depend (default: 20)')
    .addOption(configuration())
    .option('--no-cost', 'skip the costs, which is faster')
    .addOption(asJson())
    .action((from, to, options) =>
      withFlags(async () => (await import('./commands/plan')).planCommand(from, to, options, io)),
    );
  program
    .command('live')
    .description('Show the deployment point that growth.json records as live, or record a new one')
    .argument('[place]', 'the stage, or stage:step, that you have deployed')
    .addOption(configuration(NO_EXAMPLE))
    .addOption(asJson())
    .action((place, options) =>
      withFlags(async () => (await import('./commands/live')).liveCommand(place, options, io)),
    );
}

function addSelect(program: Command, io: Io): void {
  const command = program
    .command('select')
    .description('Recommend a stage for your users and load, and what to turn on before you move up')
    .requiredOption('--users <number>', 'active users');
  for (const [name, description] of NUMBER_SIGNALS) {
    command.option(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <number>`, description);
  }
  command
    .option('--regions <regions...>', 'AWS Regions near your users, instead of --continents')
    .option('--consumer-content', 'users are consumers who mostly read content')
    .option('--data-residency <jurisdictions...>', 'jurisdictions in which the data of residents must stay')
    .option('--measures-in-use <measures...>', 'measures already in use: pooling, cache, replicas, aurora, shards')
    .option('--stage <stage>', 'a stage that you are considering; prints the arguments against it')
    .addOption(configuration())
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/select')).selectCommand(options, io)));
}

function addDiff(program: Command, io: Io): void {
  program
    .command('diff')
    .description(
      'Compare two stages, Git refs, cloud assemblies or templates of any CDK app, data at risk first. ' +
        'Exits with 3 if a --fail-on policy is violated.',
    )
    .argument(
      '<from>',
      'the state before: a stage or stage:step, a Git ref or range (main..HEAD), an app or its assembly, a ' +
        'template, or deployed; the prefixes git:, stage: and path: resolve doubts',
    )
    .argument('[to]', 'the state after, in the same forms')
    .addOption(configuration())
    .option('--app-directory <folder>', 'the folder of cdk.json, for Git refs', '.')
    .option('--context <key=value...>', 'context for cdk synth of refs and apps')
    .option('--build <command>', 'the command that builds the app before cdk synth')
    .option('--region <regions...>', 'more Regions in which to look for deployed stacks')
    .option('--format <format>', 'text, json, markdown (at most 60,000 characters) or sarif', 'text')
    .option(
      '--fail-on <policy...>',
      'data-loss, destructive, interruption, security, any, cost-increase=<USD a month or %>',
    )
    .option('--max-characters <number>', 'maximum length of the Markdown output')
    .option('--report <file>', 'also write the full difference to a JSON file')
    .addOption(asJson())
    .action((from, to, options) =>
      withFlags(async () => (await import('./commands/diff')).diffCommand(from, to, options, io)),
    );
}

function addCost(program: Command, io: Io): void {
  program
    .command('cost')
    .description(
      'Estimate the monthly cost of a stage, or of the synthesized stacks of any CDK app: the fixed cost, ' +
        'and with --users the usage cost',
    )
    .argument('[place]', 'a stage or stage:step, the output of cdk synth, or a template (default: --assembly)')
    .option('--users <number>', 'active users; without it, fixed cost only')
    .option('--region <region>', 'price it as if the home Region were another one')
    .option('--usage <file>', 'JSON file with your own usage figures')
    .option('--print-usage', 'print a template for --usage')
    .option('--compare <places...>', 'compare two bills line by line')
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
    .option('--explain', 'every assumption, and its effect on the bill')
    .option('--format <format>', 'text, json or markdown (at most 60,000 characters)', 'text')
    .option('--max-characters <number>', 'maximum length of the Markdown output')
    .addOption(asJson())
    .action((place, options) =>
      withFlags(async () => (await import('./commands/cost')).costCommand(place, options, io)),
    );
}

function addReport(program: Command, io: Io): void {
  program
    .command('report')
    .description(
      'Write one HTML file that opens offline: architecture of every stage, cost against users, ' +
        'transitions, targets and alarms, findings',
    )
    .addOption(configuration())
    .option(
      '--assembly <directories...>',
      'outputs of cdk synth of any apps, in the order of growth, instead of the stages',
    )
    .option(
      '--output <file>',
      'the file to write; overwrites an existing report, but no other file',
      'growth-report.html',
    )
    .option('--users <number>', 'your active users, to mark them in the charts and to bill their stage')
    .option('--date <day>', 'date to print on the report, for example 2026-01-31 (default: no date)')
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/report')).reportCommand(options, io)));
}

function addFiles(program: Command, io: Io): void {
  program
    .command('validate')
    .description('Check the configuration, and list all problems')
    .addOption(configuration(NO_EXAMPLE))
    .option('--stage <stage>', 'the same as cdk -c stage=...')
    .option('--users <number>', 'the same as cdk -c users=...')
    .option('--step <step>', 'the same as cdk -c step=...')
    .option('--live <point>', 'the same as cdk -c live=...')
    .addOption(asJson())
    .action((options) => withFlags(async () => (await import('./commands/validate')).validateCommand(options, io)));
  program
    .command('init')
    .description('Create growth.json and cdk.json; asks for missing values on a terminal')
    .option('--application <name>', 'name of the application')
    .option('--account <id>', 'AWS account, 12 digits')
    .option('--region <region>', 'AWS Region')
    .option('--email <address>', 'e-mail address for alarms')
    .option('--environment <name>', 'name of the environment', 'production')
    .option('--owner <name>', 'cost tag: who is responsible for the application', 'founders')
    .option('--cost-center <name>', 'cost tag: who pays', 'product')
    .option('--image-tag <tag>', 'tag of the image in the repository that the first deployment creates', '1.0.0')
    .option(
      '--zones <letters...>',
      'letters of three Availability Zones of the account: aws ec2 describe-availability-zones lists them',
      ['a', 'b', 'c'],
    )
    .option('--directory <directory>', 'where to write', '.')
    .action((options) => withFlags(async () => (await import('./commands/init')).initCommand(options, io)));
}
