import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GrowthProcedures, StageTransitions } from '../../stages';
import { emulatorPython } from '../emulator/install';
import { allFences, markdownFiles, ROOT } from './helpers/fences';

/** A place, a command line of the AWS CLI, and whether it is whole: a sentence may leave out options. */
type Line = readonly [string, string, boolean];

/** Lines of fences that run the AWS CLI. */
function linesOfFences(): Line[] {
  return allFences()
    .filter(({ language }) => language === 'text')
    .flatMap(({ place, code }) =>
      code
        .replace(/\\\n\s*/g, ' ')
        .split('\n')
        .filter((line) => /^(aws |[A-Z]+=\$\(aws )/.test(line) && !line.includes('|'))
        .map((line) => [place, line, true] as const),
    );
}

/** Commands inside of sentences: those that have an option. */
function linesOfText(): Line[] {
  return markdownFiles().flatMap((file) => commandsIn(relative(ROOT, file), readFileSync(file, 'utf8')));
}

/** What a person types in a procedure, with something filled in. */
function linesOfProcedures(): Line[] {
  const commands = GrowthProcedures.ALL.flatMap(({ name, steps }) =>
    steps.flatMap((step) => (step.commands ?? []).map((command) => [`${name}:${step.name}`, command] as const)),
  );
  return commands
    .filter(([, command]) => command.startsWith('aws '))
    .map(([place, command]) => [place, command.replace(/<[^>]*>/g, 'x').replace(/ +#.*$/, ''), true] as const);
}

/** Commands that the steps of the way name. */
function linesOfSteps(): Line[] {
  return StageTransitions.ALL.flatMap(({ target, steps }) =>
    steps.flatMap((step) => commandsIn(`${target}:${step.name}`, JSON.stringify(step).replace(/\\"/g, '"'))),
  );
}

function commandsIn(place: string, text: string): Line[] {
  return [...text.matchAll(/`(aws [^`\n]+ --[^`\n]+)`/g)].map(([, line]) => [place, line, false] as const);
}

function check(lines: Line[]): { checked: number; problems: string[] } {
  const output = execFileSync(emulatorPython(), [join(__dirname, 'helpers', 'aws_commands.py')], {
    input: JSON.stringify(lines),
    encoding: 'utf8',
  });
  return JSON.parse(output) as { checked: number; problems: string[] };
}

test('every command of the AWS CLI that is shown exists, with these options and no required one missing', () => {
  const { checked, problems } = check([
    ...linesOfFences(),
    ...linesOfText(),
    ...linesOfSteps(),
    ...linesOfProcedures(),
  ]);
  expect(problems).toEqual([]);
  expect(checked).toBeGreaterThan(40);
}, 600_000);

test('a wrong service, operation, option or waiter is found, and a required option that is missing', () => {
  const lines: Line[] = [
    ['1', 'aws rdss describe-db-instances', true],
    ['2', 'aws rds promote-replica --db-cluster-identifier a', true],
    ['3', 'aws rds promote-read-replica-db-cluster --db-cluster a', true],
    ['4', 'aws rds wait db-cluster-promoted --db-cluster-identifier a', true],
    ['5', 'ARN=$(aws rds describe-db-cluster --query "DBClusters[?starts_with(A,\'b\')]")', true],
  ];
  expect(check(lines).problems).toEqual([
    '1 unknown service rdss',
    '2 rds has no operation promote-replica',
    '3 PromoteReadReplicaDBCluster has no option --db-cluster',
    '3 PromoteReadReplicaDBCluster needs --db-cluster-identifier',
    '4 rds can not wait for db-cluster-promoted',
    '5 rds has no operation describe-db-cluster',
  ]);
}, 600_000);
