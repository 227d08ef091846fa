/**
 * The Lambda code of `MigrationTask`: `onEvent` starts the task, and `isComplete` is called every 10 seconds until the
 * task has stopped.
 *
 * It is a string because it is deployed inline (at most 4096 characters), which needs neither a bundler nor an asset
 * bucket. It uses the AWS SDK of the Lambda runtime. The tests run this string with a fake SDK.
 */
export const MIGRATION_HANDLER = `'use strict';
const { ECSClient, RunTaskCommand, DescribeTasksCommand, StopTaskCommand } = require('@aws-sdk/client-ecs');
const ecs = new ECSClient({});
const split = (arn) => /^(.*):([0-9]+)$/.exec(arn || '');
const idOf = (arn) => arn.split('/').pop();
const log = (event, text) => console.log(JSON.stringify({ \
requestId: event.RequestId, requestType: event.RequestType, message: text }));

function reasonToSkip(event) {
  if (event.RequestType === 'Delete') return 'nothing to do on delete';
  if (event.RequestType !== 'Update') return undefined;
  const now = event.ResourceProperties.TaskDefinition;
  const before = (event.OldResourceProperties || {}).TaskDefinition;
  if (now === before) return 'the task definition has not changed';
  const a = split(now);
  const b = split(before);
  if (a && b && a[1] === b[1] && Number(a[2]) < Number(b[2])) return 'an older revision returns: this is a rollback';
  return undefined;
}

exports.onEvent = async (event) => {
  const PhysicalResourceId = event.PhysicalResourceId || 'migration';
  const skip = reasonToSkip(event);
  if (skip) {
    log(event, 'skipped: ' + skip);
    return { PhysicalResourceId };
  }
  const p = event.ResourceProperties;
  const out = await ecs.send(new RunTaskCommand({
    cluster: p.Cluster,
    taskDefinition: p.TaskDefinition,
    count: 1,
    clientToken: event.RequestId,
    startedBy: 'cloudformation',
    capacityProviderStrategy: JSON.parse(p.CapacityProviderStrategy),
    platformVersion: 'LATEST',
    propagateTags: 'TASK_DEFINITION',
    enableECSManagedTags: true,
    networkConfiguration: {
      awsvpcConfiguration: { subnets: p.Subnets, securityGroups: p.SecurityGroups, assignPublicIp: 'DISABLED' },
    },
  }));
  const task = (out.tasks || [])[0];
  if (!task) {
    const why = (out.failures || []).map((f) => [f.reason, f.detail].filter(Boolean).join(' ')).join(', ');
    throw new Error('the migration task could not be started: ' + (why || 'Amazon ECS gave no reason'));
  }
  log(event, 'started ' + task.taskArn);
  return { PhysicalResourceId, Data: { TaskArn: task.taskArn, StartedAt: String(Date.now()) } };
};

exports.isComplete = async (event) => {
  const { TaskArn, StartedAt } = event.Data || {};
  if (!TaskArn) return { IsComplete: true };
  const p = event.ResourceProperties;
  const id = idOf(TaskArn);
  const logs = '; read log group ' + p.LogGroup + ', stream ' + p.Container + '/' + p.Container + '/' + id;
  const seconds = (Date.now() - Number(StartedAt)) / 1000;
  const out = await ecs.send(new DescribeTasksCommand({ cluster: p.Cluster, tasks: [TaskArn] }));
  const task = (out.tasks || [])[0];
  if (!task && seconds > 120) throw new Error('the migration task ' + id + ' is unknown to Amazon ECS' + logs);
  if (task && task.lastStatus === 'STOPPED') {
    const c = (task.containers || []).find((x) => x.name === p.Container) || {};
    if (c.exitCode === 0) return { IsComplete: true };
    const code = c.exitCode === undefined ? 'did not start' : 'ended with exit code ' + c.exitCode;
    const why = [c.reason, task.stoppedReason].filter(Boolean).join('; ');
    throw new Error('the migration task ' + id + ' ' + code + ' (' + (why || 'no reason given') + ')' + logs);
  }
  if (seconds >= Number(p.TimeoutSeconds)) {
    const reason = 'not finished after ' + p.TimeoutSeconds + ' seconds';
    await ecs.send(new StopTaskCommand({ cluster: p.Cluster, task: TaskArn, reason }));
    throw new Error('the migration task ' + id + ' was stopped: ' + reason
      + '; raise the timeout, or run the long migration by hand before the deployment' + logs);
  }
  return { IsComplete: false };
};
`;
