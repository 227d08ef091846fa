/** The application that is synthesized: the same in every benchmark. */
export const DOCUMENT = {
  application: 'notes',
  environment: 'production',
  owner: 'team-notes',
  costCenter: '4711',
  account: '123456789012',
  region: 'eu-west-1',
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  stage: 'containers',
  imageTag: '1.0.0',
  webCommand: ['node', 'web.js'],
  workerCommand: ['node', 'worker.js'],
  migrateCommand: ['node', 'migrate.js'],
  onCallEmails: ['oncall@example.com'],
};
