/**
 * The workload contract: the environment variables that the container sees in every growth stage. From stage to stage
 * only their values change.
 */
export class WorkloadVariable {
  /** The port on which the web process listens. */
  public static readonly PORT = 'PORT';

  /** The name of the growth stage, for example for logs. */
  public static readonly GROWTH_STAGE = 'GROWTH_STAGE';

  /** The AWS Region in which the process runs. */
  public static readonly AWS_REGION = 'AWS_REGION';

  /** The host name for reads and writes. */
  public static readonly DATABASE_HOST = 'DATABASE_HOST';

  /** The host name for reads that tolerate replication lag; it leads to the writer until there are readers. */
  public static readonly DATABASE_READER_HOST = 'DATABASE_READER_HOST';

  /** The database port. */
  public static readonly DATABASE_PORT = 'DATABASE_PORT';

  /** The database name. */
  public static readonly DATABASE_NAME = 'DATABASE_NAME';

  /** The database user. */
  public static readonly DATABASE_USER = 'DATABASE_USER';

  /** The database password, injected from AWS Secrets Manager. */
  public static readonly DATABASE_PASSWORD = 'DATABASE_PASSWORD';

  /** The URL of the Valkey cache, with the cluster protocol in every stage; `rediss://` from stage containers on. */
  public static readonly CACHE_URL = 'CACHE_URL';

  /** The URL of the work queue. */
  public static readonly QUEUE_URL = 'QUEUE_URL';

  /** The name of the bucket for assets and uploads. */
  public static readonly ASSETS_BUCKET = 'ASSETS_BUCKET';

  /**
   * The base URL of immutable assets. It is relative (`/assets`), so that it stays valid when the domain changes.
   */
  public static readonly ASSETS_URL = 'ASSETS_URL';

  /**
   * The name of the Amazon DynamoDB table with the Region of each tenant; empty before stage multi-region.
   */
  public static readonly TENANT_DIRECTORY_TABLE = 'TENANT_DIRECTORY_TABLE';

  /** The name of the Amazon DynamoDB table of idempotency keys; empty before stage multi-region. */
  public static readonly IDEMPOTENCY_TABLE = 'IDEMPOTENCY_TABLE';

  /** The OTLP/HTTP endpoint for traces. */
  public static readonly OTEL_EXPORTER_OTLP_ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

  /** The Sentry DSN; empty if error tracking is not configured. */
  public static readonly SENTRY_DSN = 'SENTRY_DSN';

  /** All names of the contract, in the order of the documentation. */
  public static readonly ALL: string[] = [
    WorkloadVariable.PORT,
    WorkloadVariable.GROWTH_STAGE,
    WorkloadVariable.AWS_REGION,
    WorkloadVariable.DATABASE_HOST,
    WorkloadVariable.DATABASE_READER_HOST,
    WorkloadVariable.DATABASE_PORT,
    WorkloadVariable.DATABASE_NAME,
    WorkloadVariable.DATABASE_USER,
    WorkloadVariable.DATABASE_PASSWORD,
    WorkloadVariable.CACHE_URL,
    WorkloadVariable.QUEUE_URL,
    WorkloadVariable.ASSETS_BUCKET,
    WorkloadVariable.ASSETS_URL,
    WorkloadVariable.TENANT_DIRECTORY_TABLE,
    WorkloadVariable.IDEMPOTENCY_TABLE,
    WorkloadVariable.OTEL_EXPORTER_OTLP_ENDPOINT,
    WorkloadVariable.SENTRY_DSN,
  ];

  private constructor() {}
}
