import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { OffHoursProps } from '../off-hours-props';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The form of an IANA name. Whether the zone exists is not checked, because the list of zones depends on the version of
 * Node.js.
 */
const TIME_ZONE = /^(UTC|[A-Z][A-Za-z]+(\/[A-Z][A-Za-z0-9_+-]*){1,2})$/;

const DAY = '(MON|TUE|WED|THU|FRI|SAT|SUN)';
const DAYS = new RegExp(`^${DAY}(-${DAY})?(,${DAY}(-${DAY})?)*$`);

/** The characters that AWS Systems Manager allows in the name of a parameter, which contains these names. */
const NAME = /^[A-Za-z0-9_.-]+$/;

/** Throws one error with every problem of the props. */
export function validateOffHours(path: string, props: OffHoursProps): void {
  const problems = new Problems();
  validateTimes(props, problems);
  validateTargets(props, problems);
  problems.throwIfAny(path);
}

function validateTimes({ stopAt, startAt, timeZone, days = 'MON-FRI' }: OffHoursProps, problems: Problems): void {
  for (const [name, value] of Object.entries({ stopAt, startAt })) {
    problems.require(
      matches(TIME, value),
      `\`${name}\` must be a time from 00:00 to 23:59, got: ${got(value)}; write it as HH:MM`,
    );
  }
  problems.require(stopAt !== startAt, `\`stopAt\` must differ from \`startAt\`, got: ${got(stopAt)} for both`);
  problems.require(
    matches(TIME_ZONE, timeZone),
    `\`timeZone\` must be an IANA name, got: ${got(timeZone)}; for example "Europe/Berlin" or "UTC"`,
  );
  problems.require(
    matches(DAYS, days),
    `\`days\` must be days of the week, got: ${got(days)}; for example "MON-FRI" or "MON,WED"`,
  );
}

function validateTargets(props: OffHoursProps, problems: Problems): void {
  const { autoScalingGroupNames = [], services = [], databaseInstanceIdentifiers = [] } = props;
  const lists = {
    autoScalingGroupNames,
    services: services.flatMap(({ clusterName, serviceName }) => [clusterName, serviceName]),
    databaseInstanceIdentifiers,
  };
  problems.require(
    Object.values(lists).some((names) => names.length > 0),
    'one of `autoScalingGroupNames`, `services` and `databaseInstanceIdentifiers` must have an entry, ' +
      'got: none; name what to stop',
  );
  for (const [property, names] of Object.entries(lists)) {
    const wrong = names.filter((name) => !matches(NAME, name));
    problems.require(
      wrong.length === 0,
      `\`${property}\` must be names of letters, digits and _.-, got: ${got(wrong)}; names, not ARNs`,
    );
  }
  validateUnique(props, problems);
}

function validateUnique(
  { autoScalingGroupNames = [], services = [], databaseInstanceIdentifiers = [] }: OffHoursProps,
  problems: Problems,
): void {
  const keys = {
    autoScalingGroupNames,
    services: services.map((service) => `${service.clusterName}/${service.serviceName}`),
    databaseInstanceIdentifiers,
  };
  for (const [property, names] of Object.entries(keys)) {
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    problems.require(
      twice.length === 0,
      `\`${property}\` must not have duplicates, got: ${got(twice)} twice; remove one of each`,
    );
  }
}

function matches(form: RegExp, value: string): boolean {
  return Token.isUnresolved(value) || form.test(value);
}
