import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';

/**
 * The Availability Zones of the subnets without repetition, in order; empty where they are not known, as with subnets
 * imported by id or a pending look-up.
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
