import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';

/**
 * The distinct Availability Zones of the subnets, in order. Empty if they are not known, as for subnets imported by id
 * or a pending lookup.
 */
export function knownZones(selected: SelectedSubnets): string[] {
  if (selected.isPendingLookup) {
    return [];
  }
  try {
    return [...new Set(selected.availabilityZones)];
  } catch {
    return [];
  }
}
