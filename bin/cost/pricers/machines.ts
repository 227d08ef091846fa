import { Charge, Pricer } from '../charge';
import { HOURS_PER_MONTH } from '../price-list';
import { numberAt, referenced, StackResource, StackTemplate, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Virtual machines. */
export const MACHINES: Readonly<Record<string, Pricer>> = {
  'AWS::AutoScaling::AutoScalingGroup': byTime(machines),
};

function machines(group: StackResource, { resources }: StackTemplate): readonly Charge[] {
  const count = numberAt(group, ['MinSize'], 1);
  const template = resources[referenced(valueAt(group, ['LaunchTemplate', 'LaunchTemplateId'])) ?? ''];
  const type = String(valueAt(template, ['LaunchTemplateData', 'InstanceType']));
  const volumes = (valueAt(template, ['LaunchTemplateData', 'BlockDeviceMappings']) as { Ebs?: { VolumeSize?: number } }[] | undefined) ?? [];
  const gib = volumes.reduce((sum, { Ebs }) => sum + (Ebs?.VolumeSize ?? 0), 0);
  const isPublic = JSON.stringify(template?.Properties ?? {}).includes('"AssociatePublicIpAddress":true');
  return [
    fixed('EC2', type, count * HOURS_PER_MONTH, `${count} x ${type} machine`),
    ...(gib > 0 ? [fixed('EBS', 'gp3-storage', count * gib, `${count} x ${gib} GiB gp3 volume`)] : []),
    ...(isPublic ? [fixed('VPC', 'public-ipv4-in-use', count * HOURS_PER_MONTH, `${count} x public IPv4 address`)] : []),
  ];
}
