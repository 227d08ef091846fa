import schema from '../../schemas/growth.schema.json';
import { Schema } from './schema';

/** Options that depend on others, or whose values are drawn or written out by the tests. */
const OWN_SAMPLES = [
  '$schema',
  'auroraOrigin',
  'auroraSnapshotArn',
  'cacheReplication',
  'databaseSnapshotIdentifier',
  'domain',
  'firewall',
  'globalWriteForwarding',
  'globalWriterEndpoint',
  'imageDirectory',
  'imageTag',
  'imageUri',
  'live',
  'logRetentionDays',
  'migrateCommand',
  'monthlyBudgetUsd',
  'networkIndex',
  'offHours',
  'port',
  'production',
  'regionRouting',
  'residency',
  'secondaryRegions',
  'signals',
  'sizes',
  'stage',
  'step',
  'users',
  'variables',
  'workerCommand',
];

/** Valid values of every other option, from the schema: what a new option is tried with. */
export const OPTION_SAMPLES: Readonly<Record<string, readonly unknown[]>> = Object.fromEntries(
  Object.entries(schema.properties as Record<string, Schema>)
    .filter(([name]) => !OWN_SAMPLES.includes(name) && !schema.required.includes(name))
    .map(([name, property]) => [name, samplesOf(name, property)]),
);

function samplesOf(name: string, { type, enum: values, examples }: Schema): readonly unknown[] {
  const samples = type === 'boolean' ? [true, false] : (values ?? examples);
  if (!samples) {
    throw new Error(`\`${name}\` must have an \`@example\` in config/growth-document.ts: tests try it`);
  }
  return samples;
}
