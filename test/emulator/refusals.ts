import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Cdk } from './cdk';
import { Environment } from './environment';
import { Report } from './report';

/** A deployment that the app has to refuse. */
interface Refusal {
  readonly live: string;
  readonly context: readonly string[];
  readonly says: RegExp;
}

/** What must not be deployed on top of a place: steps that have no way back, and stages without their steps. */
export const REFUSALS: readonly Refusal[] = [
  {
    live: 'aurora:cut-over',
    context: ['stage=aurora', 'step=expand'],
    says: /must not go back from `live` "aurora:cut-over" to "aurora:expand".*the cluster has taken writes/,
  },
  {
    live: 'containers',
    context: ['stage=aurora'],
    says: /must be the next deployment point after `live` "containers", which is "aurora:expand".*skips aurora:expand.*deploy the steps one by one/,
  },
  {
    live: 'aurora',
    context: ['stage=multi-region', 'step=serve'],
    says: /must be the next deployment point after `live` "aurora", which is "multi-region:classes"/,
  },
  {
    live: 'multi-region:regions',
    context: ['stage=multi-region', 'step=expand'],
    says: /must not go back from `live` "multi-region:regions" to "multi-region:expand".*procedure `remove-region`/,
  },
];

/**
 * Tries to deploy what the app has to refuse at a place: the CLI ends with 1, the message says why, and nothing has
 * changed.
 */
export async function checkRefusals(
  report: Report,
  cdk: Cdk,
  environment: Environment,
  live: string,
  context: readonly string[],
): Promise<void> {
  for (const refusal of REFUSALS.filter((candidate) => candidate.live === live)) {
    const name = refusal.context.join(' ');
    const before = await statesOf(environment);
    const { code, output } = await cdk.tryToDeployApp(`refused-${refusal.context.join('-')}`, [
      ...context,
      ...refusal.context,
      `live=${live}`,
    ]);
    report.equal(`exit code of cdk deploy ${name} on top of ${live}`, code, 1);
    report.check(
      'the refusal says why, and what to do',
      refusal.says.test(output),
      `it says: ${output.trim().split('\n').slice(-5).join(' / ')}`,
    );
    report.check('nothing has been deployed', before === (await statesOf(environment)), 'a stack has changed');
  }
}

/** Every stack with the time of its last change. */
async function statesOf({ home, edge }: Environment): Promise<string> {
  const lists = await Promise.all(
    [home, edge].map(({ cloudFormation }) => cloudFormation.send(new DescribeStacksCommand({}))),
  );
  return JSON.stringify(
    lists.flatMap(({ Stacks = [] }) =>
      Stacks.map(({ StackId, StackStatus, ChangeSetId, LastUpdatedTime }) => [
        StackId,
        StackStatus,
        ChangeSetId,
        LastUpdatedTime,
      ]),
    ),
  );
}
