import { GrowthDocument } from '../../../config';

/** A configuration with nothing but what it needs. */
export const VALID: GrowthDocument = {
  application: 'notes',
  environment: 'production',
  owner: 'team-notes',
  costCenter: '4711',
  account: '123456789012',
  region: 'eu-central-1',
  availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  imageUri: 'public.ecr.aws/docker/library/nginx:1.29',
  webCommand: ['node', 'web.js'],
  onCallEmails: ['oncall@example.com'],
  stage: 'monolith',
};
