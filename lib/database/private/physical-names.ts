import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/**
 * Longest name of the instance, so that `-replica-15` still fits into the 63 characters of a DB instance identifier.
 */
export const MAX_IDENTIFIER_LENGTH = 52;

/** A DB instance identifier: letters first, lower case, single hyphens, none at the end. */
export const IDENTIFIER_PATTERN = /^[a-z](-?[a-z0-9])*$/;

/**
 * A name made of the stack's name and the construct's path, the same in every synthesis and unique in account and
 * Region.
 */
export function stableName(scope: Construct): string {
  const name = Names.uniqueResourceName(scope, {
    maxLength: MAX_IDENTIFIER_LENGTH,
    separator: '-',
    allowedSpecialCharacters: '-',
  });
  return name.toLowerCase().replace(/-+/g, '-').replace(/-$/, '');
}
