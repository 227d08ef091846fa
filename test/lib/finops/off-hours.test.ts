import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { OffHours, OffHoursProps } from '../../../lib';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const TIMES = { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' };
const ALL = {
  ...TIMES,
  autoScalingGroupNames: ['vm'],
  services: [{ clusterName: 'cluster', serviceName: 'web' }],
  databaseInstanceIdentifiers: ['db'],
};

function create(props: OffHoursProps) {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  const offHours = new OffHours(stack, 'OffHours', props);
  return { app, stack, offHours };
}

/** The statements of the role of one state machine, as `action resource`. */
function permissions(template: Template, machine: string): string[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith(`OffHours${machine}Role`),
  );
  const statements: any[] = policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
  return statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${flatten(resource)}`)),
  );
}

function flatten(value: any): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value['Fn::Join']) {
    return value['Fn::Join'][1].map(flatten).join('');
  }
  return value.Ref === 'AWS::Partition' ? 'aws' : `<${value.Ref}>`;
}

const own = (permission: string) => !/^(logs|xray):/.test(permission);

describe('schedules', () => {
  test('stop and start on working days in the local time zone', () => {
    const template = Template.fromStack(create({ ...TIMES, databaseInstanceIdentifiers: ['db'] }).stack);
    for (const [id, expression] of [
      ['Stop', 'cron(0 20 ? * MON-FRI *)'],
      ['Start', 'cron(0 7 ? * MON-FRI *)'],
    ]) {
      template.hasResourceProperties('AWS::Scheduler::Schedule', {
        ScheduleExpression: expression,
        ScheduleExpressionTimezone: 'Europe/Berlin',
        FlexibleTimeWindow: { Mode: 'OFF' },
        State: 'ENABLED',
        Target: {
          Arn: { Ref: Match.stringLikeRegexp(`^OffHours${id}`) },
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 10 },
        },
      });
    }
  });

  test('other days and minutes', () => {
    const template = Template.fromStack(
      create({ ...TIMES, startAt: '06:05', days: 'MON,WED-FRI', timeZone: 'UTC', autoScalingGroupNames: ['vm'] }).stack,
    );
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(5 6 ? * MON,WED-FRI *)',
      ScheduleExpressionTimezone: 'UTC',
    });
  });

  test('only the own schedules may start the state machines', () => {
    Template.fromStack(create(ALL).stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': '111111111111',
                'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('^OffHoursSchedules'), 'Arn'] },
              },
            },
          },
        ],
      },
    });
  });
});

describe('permissions', () => {
  const template = () => Template.fromStack(create(ALL).stack);
  const arn = (rest: string) => `arn:aws:${rest}`;
  const account = 'eu-central-1:111111111111';
  const group = arn(`autoscaling:${account}:autoScalingGroup:*:autoScalingGroupName/vm`);
  const service = arn(`ecs:${account}:service/cluster/web`);
  const database = arn(`rds:${account}:db:db`);
  const parameters = ['group/vm', 'service/cluster/web', 'database/db'].map((name) =>
    arn(`ssm:${account}:parameter/off-hours/Stack-OffHours-857A03A7/${name}`),
  );
  const shared = [
    'autoscaling:DescribeAutoScalingGroups *',
    `autoscaling:UpdateAutoScalingGroup ${group}`,
    `ecs:DescribeServices ${service}`,
    `ecs:UpdateService ${service}`,
    'application-autoscaling:DescribeScalableTargets *',
    `application-autoscaling:RegisterScalableTarget ${arn(`application-autoscaling:${account}:scalable-target/*`)}`,
    `rds:DescribeDBInstances ${database}`,
  ];

  test('the stop', () => {
    const expected = [
      ...shared,
      `rds:StopDBInstance ${database}`,
      ...parameters.map((parameter) => `ssm:PutParameter ${parameter}`),
    ];
    expect(permissions(template(), 'Stop').filter(own).sort()).toEqual(expected.sort());
  });

  test('the start', () => {
    const expected = [
      ...shared,
      `rds:StartDBInstance ${database}`,
      ...parameters.flatMap((parameter) => [`ssm:GetParameter ${parameter}`, `ssm:DeleteParameter ${parameter}`]),
    ];
    expect(permissions(template(), 'Start').filter(own).sort()).toEqual(expected.sort());
  });

  test('a database alone needs nothing of compute', () => {
    const found = permissions(
      Template.fromStack(create({ ...TIMES, databaseInstanceIdentifiers: ['db'] }).stack),
      'Stop',
    ).filter(own);
    expect(found.filter((permission) => !/^(rds|ssm):/.test(permission))).toEqual([]);
  });
});

test('as a whole', () => expectGoldenTemplate('off-hours', Template.fromStack(create(ALL).stack)));

describe('watching', () => {
  test('each failure has an alarm with the given action', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { alarms } = new OffHours(stack, 'OffHours', {
      ...ALL,
      alarmActions: [new SnsAction(new Topic(stack, 'Topic'))],
    });
    expect(alarms).toHaveLength(3);
    const template = Template.fromStack(stack);
    template.resourcePropertiesCountIs(
      'AWS::CloudWatch::Alarm',
      { AlarmActions: [{ Ref: Match.stringLikeRegexp('^Topic') }] },
      3,
    );
    for (const MetricName of ['ExecutionsFailed', 'ExecutionsTimedOut']) {
      template.resourcePropertiesCountIs(
        'AWS::CloudWatch::Alarm',
        {
          Metrics: Match.arrayWith([
            Match.objectLike({ MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName }) }) }),
          ]),
        },
        2,
      );
    }
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Scheduler',
      MetricName: 'InvocationDroppedCount',
    });
  });

  test('everything is logged and traced', () => {
    Template.fromStack(create(ALL).stack).allResourcesProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: Match.objectLike({ Level: 'ALL', IncludeExecutionData: true }),
      TracingConfiguration: { Enabled: true },
    });
  });

  test('cdk-nag finds nothing', () => {
    expect(nagFindings(create(ALL).app)).toEqual([]);
  });

  test('cdk-nag finds nothing where names are tokens of other stacks', () => {
    const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } });
    const producer = new Topic(new Stack(app, 'Producer'), 'Name');
    new OffHours(new Stack(app, 'Consumer'), 'OffHours', {
      ...TIMES,
      autoScalingGroupNames: [producer.topicName],
      services: [{ clusterName: producer.topicName, serviceName: producer.topicName }],
      databaseInstanceIdentifiers: [producer.topicName],
    });
    expect(nagFindings(app).filter((finding) => finding.includes('Consumer'))).toEqual([]);
  });
});

test('the parameters are told, and are no part of the template', () => {
  const { stack, offHours } = create(ALL);
  expect(offHours.parameterPrefix).toBe('/off-hours/Stack-OffHours-857A03A7');
  Template.fromStack(stack).resourceCountIs('AWS::SSM::Parameter', 0);
});

describe('validation', () => {
  const message = (props: OffHoursProps) => {
    try {
      create(props);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  test('every wrong time at once', () => {
    expect(
      message({
        stopAt: '24:00',
        startAt: '7:00',
        timeZone: 'CET+1',
        days: 'Monday',
        databaseInstanceIdentifiers: ['db'],
      }),
    ).toBe(
      'Stack/OffHours: `stopAt` must be a time from 00:00 to 23:59, got: "24:00"; write it as HH:MM; ' +
        '`startAt` must be a time from 00:00 to 23:59, got: "7:00"; write it as HH:MM; ' +
        '`timeZone` must be an IANA name, got: "CET+1"; for example "Europe/Berlin" or "UTC"; ' +
        '`days` must be days of the week, got: "Monday"; for example "MON-FRI" or "MON,WED"',
    );
  });

  test('equal times and nothing to stop', () => {
    expect(message({ ...TIMES, startAt: '20:00' })).toBe(
      'Stack/OffHours: `stopAt` must differ from `startAt`, got: "20:00" for both; one of ' +
        '`autoScalingGroupNames`, `services` and `databaseInstanceIdentifiers` must have an entry, got: ' +
        'none; name what to stop',
    );
  });

  test('ARNs and repetitions', () => {
    expect(
      message({ ...TIMES, autoScalingGroupNames: ['vm', 'vm'], databaseInstanceIdentifiers: ['arn:aws:rds:x'] }),
    ).toBe(
      'Stack/OffHours: `databaseInstanceIdentifiers` must be names of letters, digits and _.-, got: ' +
        '["arn:aws:rds:x"]; names, not ARNs; ' +
        '`autoScalingGroupNames` must not have duplicates, got: ["vm"] twice; remove one of each',
    );
  });

  test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT-3'])(
    '%s is a time zone',
    (timeZone) => {
      expect(message({ ...ALL, timeZone })).toBe('');
    },
  );
});
