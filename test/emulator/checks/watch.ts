import { CompositeAlarm, DescribeAlarmsCommand, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { GetScheduleCommand, GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { DatabaseKind } from '../../../lib';
import { Clients } from '../clients';
import { Deployment } from '../deployments';
import { Environment, Part } from '../environment';
import { Report } from '../report';

type MetricThreshold = readonly [namespace: string, metric: string, threshold: number];

/** Alarms on one metric with their thresholds (mission rows 17 and 18). */
const ALARMS: readonly MetricThreshold[] = [
  ['AWS/RDS', 'CPUUtilization', 80],
  ['AWS/RDS', 'MaximumUsedTransactionIDs', 1_000_000_000],
  ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 0],
  ['AWS/SQS', 'ApproximateAgeOfOldestMessage', 600],
  ['AWS/ECS', 'CPUUtilization', 85],
  ['AWS/ECS', 'MemoryUtilization', 90],
];

/** What lags behind the writer: replicas by seconds, readers of a cluster by milliseconds. */
const LAG: Readonly<Record<string, MetricThreshold>> = {
  [DatabaseKind.RDS_INSTANCE]: ['AWS/RDS', 'ReplicaLag', 30],
  [DatabaseKind.AURORA_CLUSTER]: ['AWS/RDS', 'AuroraReplicaLagMaximum', 1000],
  [DatabaseKind.AURORA_GLOBAL]: ['AWS/RDS', 'AuroraReplicaLagMaximum', 1000],
};

/**
 * Alarms on the burn rate of the error budget: three rates over errors and three over latency, each over two windows.
 */
const BURN_ALARMS = 6;

/** Alarms on an expression, by the words of their name and the threshold. */
const EXPRESSIONS: readonly (readonly [name: string, threshold: number])[] = [
  ['CacheAlarmsEngineCpu', 80],
  ['CacheAlarmsMemory', 90],
  ['CacheAlarmsHitRatio', 80],
  ['LoadBalancerAlarmsNoHealthyHosts', 1],
];

/** The alarms of an environment: thresholds, what to do, and whom they page. */
export async function checkAlarms(report: Report, environment: Environment, { stage }: Deployment): Promise<void> {
  const home = await alarmsOf(environment, 'operations');
  const edge = await alarmsOf(environment, 'edge');
  [...ALARMS, LAG[stage.sizes.database.kind]].forEach(([namespace, metric, threshold]) => {
    const found = home.filter(({ Namespace, MetricName }) => Namespace === namespace && MetricName === metric);
    report.check(
      `alarm on ${namespace} ${metric} at ${threshold}`,
      found.some(({ Threshold }) => Threshold === threshold),
      `got: ${found.map(({ Threshold }) => Threshold)}`,
    );
  });
  const { p99LatencyMs, errorRatePercent } = stage.kpis;
  const ofStage: typeof EXPRESSIONS = [
    ['LoadBalancerAlarmsLatency', p99LatencyMs / 1000],
    ['LoadBalancerAlarmsTargetErrors', errorRatePercent],
  ];
  [...EXPRESSIONS, ...ofStage].forEach(([name, threshold]) => {
    const found = home.filter(({ AlarmName }) => AlarmName?.includes(name));
    report.equal(`alarm ${name} at`, [...new Set(found.map(({ Threshold }) => Threshold))], [threshold]);
  });
  const burns = (await compositesOf(environment, 'operations')).filter(({ AlarmName }) =>
    AlarmName?.includes('SloAlarms'),
  );
  report.equal('alarms on burn rates', burns.length, stage.order > 2 ? BURN_ALARMS : 0);
  report.check(
    'alarm on the uptime check',
    edge.some(({ MetricName }) => MetricName === 'HealthCheckStatus'),
    'there is none',
  );
  await checkActions(report, environment, 'operations', home);
  await checkActions(report, environment, 'edge', edge);
}

/** Outside production everything stops at night and comes back in the morning, by local time. */
export async function checkSchedules(report: Report, environment: Environment): Promise<void> {
  const { stopAt = '', startAt = '', timeZone, days } = environment.config.offHours ?? {};
  const GroupName = await environment.idOf('operations', 'AWS::Scheduler::ScheduleGroup');
  const names = await environment.idsOf('operations', 'AWS::Scheduler::Schedule');
  const schedules = await Promise.all(
    names.map((Name) => environment.home.scheduler.send(new GetScheduleCommand({ GroupName, Name }))),
  );
  const nameOf = ({ Name, ScheduleExpression }: GetScheduleCommandOutput): string => `${Name} ${ScheduleExpression}`;
  const expressions = schedules.map(({ ScheduleExpression }) => ScheduleExpression);
  report.equal('schedules stop and start at', expressions.sort(), [cron(stopAt, days), cron(startAt, days)].sort());
  report.every('schedules are switched on', schedules, ({ State }) => State === 'ENABLED', nameOf);
  report.every(
    `schedules follow the time of ${timeZone}`,
    schedules,
    ({ ScheduleExpressionTimezone: zone }) => zone === timeZone,
    nameOf,
  );
  const machines = await environment.idsOf('operations', 'AWS::StepFunctions::StateMachine');
  report.every(
    'schedules start a state machine of the stack',
    schedules,
    ({ Target }) => machines.includes(String(Target?.Arn)),
    nameOf,
  );
  const definitions = await Promise.all(
    machines.map((stateMachineArn) => environment.home.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))),
  );
  const calls = definitions.map(({ definition = '' }) => definition).join();
  [
    'updateService',
    'registerScalableTarget',
    'stopDBInstance',
    'startDBInstance',
    'putParameter',
    'getParameter',
  ].forEach((call) =>
    report.check(`the state machines call ${call}`, calls.toLowerCase().includes(call.toLowerCase()), 'they do not'),
  );
}

function cron(time: string, days = '*'): string {
  const [hour, minute] = time.split(':').map(Number);
  return `cron(${minute} ${hour} ? * ${days} *)`;
}

/** Production is never stopped. */
export async function checkNoSchedules(report: Report, environment: Environment): Promise<void> {
  report.equal(
    'schedules in production',
    (await environment.idsOf('operations', 'AWS::Scheduler::Schedule')).length,
    0,
  );
}

/** Whom the alarms of a part page, and what they say. */
export async function checkActionsOf(report: Report, environment: Environment, part: Part): Promise<void> {
  await checkActions(report, environment, part, await alarmsOf(environment, part));
}

async function checkActions(
  report: Report,
  environment: Environment,
  part: Part,
  alarms: MetricAlarm[],
): Promise<void> {
  const topic = await environment.idOf(part, 'AWS::SNS::Topic');
  const composites = await compositesOf(environment, part);
  const rules = composites.map(({ AlarmRule }) => String(AlarmRule)).join();
  // An alarm that is a part of another one pages through that.
  const paging = [...composites, ...alarms.filter(({ AlarmName }) => !rules.includes(String(AlarmName)))];
  const nameOf = ({ AlarmName }: CompositeAlarm): string => String(AlarmName);
  report.every(
    `alarms of ${part} page the topic`,
    paging,
    ({ AlarmActions, ActionsEnabled }) => ActionsEnabled === true && AlarmActions?.includes(topic) === true,
    nameOf,
  );
  report.every(
    `alarms of ${part} say what to do`,
    [...composites, ...alarms],
    ({ AlarmDescription }) => (AlarmDescription ?? '').length > 40,
    nameOf,
  );
  const { sns } = clientsOf(environment, part);
  const { Subscriptions: subscriptions = [] } = await sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topic }),
  );
  report.every(
    `somebody listens to the topic of ${part}`,
    subscriptions,
    ({ Protocol }) => Protocol === 'email',
    ({ Protocol }) => String(Protocol),
  );
}

function clientsOf(environment: Environment, part: Part): Clients {
  return part === 'edge' ? environment.edge : environment.home;
}

async function alarmsOf(environment: Environment, part: Part): Promise<MetricAlarm[]> {
  const { cloudWatch } = clientsOf(environment, part);
  const names = await environment.idsOf(part, 'AWS::CloudWatch::Alarm');
  const found: MetricAlarm[] = [];
  let token: string | undefined;
  do {
    const page = await cloudWatch.send(new DescribeAlarmsCommand({ NextToken: token }));
    found.push(...(page.MetricAlarms ?? []));
    token = page.NextToken;
  } while (token);
  return found.filter(({ AlarmName }) => names.includes(String(AlarmName)));
}

async function compositesOf(environment: Environment, part: Part): Promise<CompositeAlarm[]> {
  const AlarmNames = await environment.idsOf(part, 'AWS::CloudWatch::CompositeAlarm');
  if (AlarmNames.length === 0) {
    return [];
  }
  return (
    (
      await clientsOf(environment, part).cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: ['CompositeAlarm'] }),
      )
    ).CompositeAlarms ?? []
  );
}
