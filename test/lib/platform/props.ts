import { GrowthPlatformProps } from '../../../lib';
import { GrowthStages } from '../../../stages';

/** The smallest platform at stage containers. */
export const PROPS: GrowthPlatformProps = {
  application: 'shop',
  environment: 'production',
  owner: 'founders',
  costCenter: 'product',
  account: '123456789012',
  region: 'eu-central-1',
  availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  stage: GrowthStages.CONTAINERS,
  imageTag: '1.0.0',
  webCommand: ['node', 'server.js'],
  onCallEmails: ['oncall@example.com'],
};

/** Two secondary Regions. */
export const SECONDARY_REGIONS = ['us-east-1', 'ap-southeast-2'].map((region) => ({
  region,
  availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
}));
