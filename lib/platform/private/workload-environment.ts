import { VmGroup } from '../../compute';
import { WorkloadSecret } from '../../core/workload-secret';
import { WorkloadVariable } from '../../core/workload-variable';
import { idempotencyTableOf, tenantTableOf } from './global-names';
import { PlatformPlan } from './platform-plan';
import { RegionalData } from './regional-data';

/** The variables of one kind of compute: plain values and those that are read from AWS Secrets Manager. */
export interface WorkloadEnvironment {
  readonly environment: { [name: string]: string };
  readonly secrets: { [name: string]: WorkloadSecret };
}

/** Where an OpenTelemetry collector beside a task listens; the collector shares the network of the task. */
const TASK_OTLP_ENDPOINT = 'http://127.0.0.1:4318';

/** The workload contract for tasks: shared cache, writer through the proxy where there is one. */
export function containerEnvironment(plan: PlatformPlan, data: RegionalData): WorkloadEnvironment {
  return withCache(plan, data, {
    stage: plan.props.stage.name,
    writerHost: plan.place.isHome ? (plan.globalWriterHost ?? data.database.writerHost) : data.database.writerHost,
    otlpEndpoint: TASK_OTLP_ENDPOINT,
    shared: true,
  });
}

/** The workload contract for virtual machines: until they share state, their own cache and the instance itself. */
export function vmEnvironment(plan: PlatformPlan, data: RegionalData): WorkloadEnvironment {
  const { usesProxy = false, usesSharedCache = false } = plan.vm ?? {};
  const writerHost = usesProxy ? data.database.writerHost : data.database.directHost;
  return withCache(plan, data, {
    stage: plan.vm?.stage ?? plan.props.stage.name,
    writerHost,
    otlpEndpoint: VmGroup.LOCAL_OTLP_ENDPOINT,
    shared: usesSharedCache,
  });
}

/** What differs between kinds of compute. */
interface ComputeValues {
  readonly stage: string;
  readonly writerHost: string;
  readonly otlpEndpoint: string;
  readonly shared: boolean;
}

function withCache(
  plan: PlatformPlan,
  data: RegionalData,
  { stage, writerHost, otlpEndpoint, shared }: ComputeValues,
): WorkloadEnvironment {
  const { props } = plan;
  const sharedUrl = shared ? data.cache?.urlSecret : undefined;
  return {
    environment: {
      ...props.variables,
      [WorkloadVariable.PORT]: String(plan.port),
      [WorkloadVariable.GROWTH_STAGE]: stage,
      [WorkloadVariable.AWS_REGION]: plan.place.region,
      [WorkloadVariable.DATABASE_HOST]: writerHost,
      [WorkloadVariable.DATABASE_READER_HOST]: data.readerHost,
      [WorkloadVariable.DATABASE_PORT]: String(data.database.port),
      [WorkloadVariable.DATABASE_NAME]: data.database.databaseName,
      [WorkloadVariable.DATABASE_USER]: data.database.username,
      ...(sharedUrl ? {} : { [WorkloadVariable.CACHE_URL]: VmGroup.LOCAL_CACHE_URL }),
      [WorkloadVariable.QUEUE_URL]: data.queue.queue.queueUrl,
      [WorkloadVariable.ASSETS_BUCKET]: data.assets.bucket.bucketName,
      [WorkloadVariable.ASSETS_URL]: '/assets',
      [WorkloadVariable.TENANT_DIRECTORY_TABLE]: plan.global ? tenantTableOf(plan) : '',
      [WorkloadVariable.IDEMPOTENCY_TABLE]: plan.global ? idempotencyTableOf(plan) : '',
      [WorkloadVariable.OTEL_EXPORTER_OTLP_ENDPOINT]: otlpEndpoint,
      [WorkloadVariable.SENTRY_DSN]: props.sentryDsn ?? '',
    },
    secrets: {
      ...props.secrets,
      [WorkloadVariable.DATABASE_PASSWORD]: WorkloadSecret.field(data.database.secret, 'password'),
      ...(sharedUrl ? { [WorkloadVariable.CACHE_URL]: WorkloadSecret.whole(sharedUrl) } : {}),
    },
  };
}
