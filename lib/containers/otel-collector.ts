/** Settings of the collector that sends traces to AWS X-Ray. */
export interface XRayCollectorOptions {
  /**
   * The collector image.
   *
   * @default OtelCollector.IMAGE
   */
  readonly image?: string;

  /**
   * Upper limit of the collector's memory, in MiB. It is part of the memory of the task.
   *
   * @default 256
   */
  readonly memoryMiB?: number;
}

/** Settings of a collector with a configuration of its own. */
export interface CustomCollectorOptions extends XRayCollectorOptions {
  /** The configuration in YAML, as the AWS Distro for OpenTelemetry Collector reads it. It must hold no secrets. */
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
 * An OpenTelemetry collector beside the workload's container (AWS Distro for OpenTelemetry).
 *
 * It is not essential: the workload keeps running when the collector fails, and only traces are lost. Pulling the image
 * needs a way to the public registry of Amazon ECR.
 */
export class OtelCollector {
  /**
   * The collector image that is used unless another one is given: AWS Distro for OpenTelemetry Collector 0.49.0 (July
   * 2026). It is pinned, so that the same template always starts the same collector.
   */
  public static readonly IMAGE = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0';

  /** Where the workload sends OTLP over HTTP. Tasks have a network of their own, so no other task can reach it. */
  public static readonly ENDPOINT = 'http://127.0.0.1:4318';

  /**
   * A collector that sends traces to AWS X-Ray; the task role is allowed to write them.
   *
   * @param options image and memory
   */
  public static xray(options?: XRayCollectorOptions): OtelCollector {
    return new OtelCollector(XRAY_CONFIG, options?.image ?? OtelCollector.IMAGE, options?.memoryMiB ?? 256, true);
  }

  /**
   * A collector with a configuration of your own. Nothing is granted to the task role: grant what the exporters need.
   *
   * @param options configuration, image and memory
   */
  public static custom(options: CustomCollectorOptions): OtelCollector {
    return new OtelCollector(options.config, options.image ?? OtelCollector.IMAGE, options.memoryMiB ?? 256, false);
  }

  /**
   * @param config the configuration in YAML
   * @param image the collector image
   * @param memoryMiB upper limit of its memory, in MiB
   * @param writesToXRay whether the task role needs permission to write traces to AWS X-Ray
   */
  private constructor(
    public readonly config: string,
    public readonly image: string,
    public readonly memoryMiB: number,
    public readonly writesToXRay: boolean,
  ) {}
}
