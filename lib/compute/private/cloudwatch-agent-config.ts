import { VmSpec } from './vm-spec';

/**
 * The configuration of the CloudWatch agent: memory and disk per Auto Scaling group, the logs of the operating system,
 * and OTLP traces to AWS X-Ray.
 *
 * The receiver of traces listens on all addresses, because containers reach the host through the Docker bridge. The
 * security group only admits the port of the workload.
 */
export function cloudWatchAgentConfig(spec: VmSpec): string[] {
  const log = (filePath: string, name: string): object => ({
    file_path: filePath,
    log_group_name: spec.systemLogGroupName,
    log_stream_name: `{instance_id}/${name}`,
  });
  const config = {
    agent: { metrics_collection_interval: 60, omit_hostname: true },
    metrics: {
      append_dimensions: { AutoScalingGroupName: '${aws:AutoScalingGroupName}' },
      aggregation_dimensions: [['AutoScalingGroupName']],
      metrics_collected: {
        mem: { measurement: ['mem_used_percent'] },
        disk: { measurement: ['disk_used_percent'], resources: ['/'], drop_device: true },
      },
    },
    logs: {
      logs_collected: {
        files: {
          collect_list: [
            log('/var/log/cloud-init-output.log', 'cloud-init'),
            log('/var/log/dnf.log', 'dnf'),
            log('/var/log/audit/audit.log', 'audit'),
          ],
        },
      },
    },
    traces: { traces_collected: { otlp: { grpc_endpoint: '0.0.0.0:4317', http_endpoint: '0.0.0.0:4318' } } },
  };
  return [JSON.stringify(config)];
}
