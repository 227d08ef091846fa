import { writeFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/**
 * Writes the properties whose change replaces a resource, for every type of the official service specification, so that
 * the emulator replaces what CloudFormation would replace.
 *
 * @param path where the JSON file goes
 */
export function writeCreateOnlyProperties(path: string): string {
  const resources = loadAwsServiceSpecSync().all('resource');
  const byType = resources.map(({ cloudFormationType, properties }) => [
    cloudFormationType,
    Object.entries(properties)
      .filter(([, property]) => property.causesReplacement === 'yes')
      .map(([name]) => name),
  ]);
  writeFileSync(path, JSON.stringify(Object.fromEntries(byType)));
  return path;
}
