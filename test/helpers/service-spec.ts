import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

let database: ReturnType<typeof loadAwsServiceSpecSync> | undefined;

/** A resource type of the official service specification, which is read once: that takes seconds. */
export function resourceSpec(type: string) {
  database ??= loadAwsServiceSpecSync();
  return [...database.lookup('resource', 'cloudFormationType', 'equals', type)].at(0);
}
