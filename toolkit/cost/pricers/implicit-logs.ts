import { PricedResource, Pricer } from '../charge';
import { ChargeCollector, tallied } from '../charge-collector';
import { listAt } from '../literals';
import { flowLog } from '../log-volume';
import { LogVolume, processLog } from '../process-log';
import { logGroupsOf } from '../referrers';
import { logCharges } from './logs';

/**
 * Logs that go to groups which are in no template: AWS makes them, or somebody else did. These types are paid for
 * otherwise, too.
 */
export const IMPLICIT_LOGS: Readonly<Record<string, Pricer>> = {
  'AWS::EC2::FlowLog': tallied((tally, priced) => {
    if ((priced.resource.Properties?.LogDestinationType ?? 'cloud-watch-logs') === 'cloud-watch-logs') {
      outside(tally, priced, flowLog);
    }
  }),
  'AWS::ECS::TaskDefinition': tallied((tally, priced) => {
    if (JSON.stringify(priced.resource.Properties ?? {}).includes('"awslogs-group"')) {
      outside(tally, priced, processLog);
    }
  }),
  'AWS::Lambda::Function': tallied((tally, priced) => outside(tally, priced, processLog)),
  'AWS::RDS::DBCluster': tallied(exported),
  'AWS::RDS::DBInstance': tallied(exported),
};

/**
 * A function writes to `/aws/lambda/` and its name even where no template has such a group; nothing ends its retention
 * (AWS Lambda developer guide).
 */
function outside(tally: ChargeCollector, priced: PricedResource, volume: typeof processLog): void {
  if (!isInside(priced)) {
    tally.withWorkload((workload) => {
      const written: LogVolume = volume({ priced, writer: priced, target: priced, workload });
      logCharges(tally, 'STANDARD', undefined, [written]);
    });
  }
}

/** Whether a log group of the application takes what a resource writes. */
function isInside({ index, address }: PricedResource): boolean {
  return logGroupsOf(index).some(({ writers }) => writers.some((writer) => writer.address === address));
}

/** Groups of a database bear its name, so that only one of that kind anywhere says that they are in the templates. */
function exported(tally: ChargeCollector, priced: PricedResource): void {
  const exports = listAt(priced.resource, ['EnableCloudwatchLogsExports']);
  const hasGroups =
    isInside(priced) ||
    logGroupsOf(priced.index).some(({ resource }) => String(resource.Properties?.LogGroupName).startsWith('/aws/rds/'));
  if (exports.length > 0 && !hasGroups) {
    tally.unknown('its exported logs go to log groups outside of these stacks');
  }
}
