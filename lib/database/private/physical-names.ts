import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Leaves room for the suffix `-replica-15` in the 63 characters of a DB instance identifier. */
export const MAX_IDENTIFIER_LENGTH = 52;

/** A DB instance identifier: lowercase, starts with a letter, single hyphens, no trailing hyphen. */
export const IDENTIFIER_PATTERN = /^[a-z](-?[a-z0-9])*$/;

/** A stable name from stack name and construct path, unique per account and Region. */
export function stableName(scope: Construct): string {
  const name = Names.uniqueResourceName(scope, {
    maxLength: MAX_IDENTIFIER_LENGTH,
    separator: '-',
    allowedSpecialCharacters: '-',
  });
  return name.toLowerCase().replace(/-+/g, '-').replace(/-$/, '');
}
