/** Options of `OtelCollector.xray()`. */
export interface XRayCollectorOptions {
  /**
   * The collector image.
   *
   * @default OtelCollector.IMAGE
   */
  readonly image?: string;

  /**
   * Memory limit of the collector, in MiB, from 64 to half of the task's memory, of which it is a part.
   *
   * @default 256
   */
  readonly memoryMiB?: number;
}

/** Options of `OtelCollector.custom()`. */
export interface CustomCollectorOptions extends XRayCollectorOptions {
  /** The configuration of the AWS Distro for OpenTelemetry Collector, in YAML. It must not contain secrets. */
  readonly config: string;
}

const XRAY_CONFIG = `extensions:
  health_check: {}
receivers:
  otlp:
    protocols:
      grpc: { endpoint: 127.0.0.1:4317 }
      http: { endpoint: 127.0.0.1:4318 }
processors:
  memory_limiter: { check_interval: 1s, limit_percentage: 75, spike_limit_percentage: 20 }
  resourcedetection: { detectors: [env, ecs], timeout: 2s }
  batch: { timeout: 1s, send_batch_size: 50 }
exporters:
  awsxray: {}
service:
  extensions: [health_check]
  pipelines:
    traces:
      receivers: [otlp]
      processors: [memory_limiter, resourcedetection, batch]
      exporters: [awsxray]
`;

/**
 * An OpenTelemetry collector that runs in the task of the workload (AWS Distro for OpenTelemetry).
 *
 * It is not essential: if it fails, the workload keeps running and only traces are lost. The task must be able to reach
 * the public registry of Amazon ECR to pull the image.
 */
export class OtelCollector {
  /**
   * The default image: AWS Distro for OpenTelemetry Collector 0.49.0 (July 2026). The version is pinned, so that the
   * same template always starts the same collector.
   */
  public static readonly IMAGE = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0';

  /** The OTLP/HTTP endpoint of the collector. Only the workload in the same task can reach it. */
  public static readonly ENDPOINT = 'http://127.0.0.1:4318';

  /**
   * A collector that sends traces to AWS X-Ray. The task role is granted to write them.
   *
   * @param options image and memory
   */
  public static xray(options?: XRayCollectorOptions): OtelCollector {
    return new OtelCollector(XRAY_CONFIG, options?.image ?? OtelCollector.IMAGE, options?.memoryMiB ?? 256, true);
  }

  /**
   * A collector with a configuration of your own. The task role is granted nothing: grant it what the exporters need.
   *
   * @param options configuration, image and memory
   */
  public static custom(options: CustomCollectorOptions): OtelCollector {
    return new OtelCollector(options.config, options.image ?? OtelCollector.IMAGE, options.memoryMiB ?? 256, false);
  }

  /**
   * @param config the configuration in YAML
   * @param image the collector image
   * @param memoryMiB memory limit, in MiB
   * @param writesToXRay whether the task role needs permission to write traces to AWS X-Ray
   */
  private constructor(
    public readonly config: string,
    public readonly image: string,
    public readonly memoryMiB: number,
    public readonly writesToXRay: boolean,
  ) {}
}
