import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { EdgeDomain } from '../edge-domain';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^(${LABEL}\\.)+${LABEL}$`);
const ZONE_ID = /^Z[A-Z0-9]{1,31}$/;

/** Records all problems of a domain. */
export function checkDomain(problems: Problems, domain: EdgeDomain): void {
  checkHostName(problems, '`domain.domainName`', domain.domainName);
  checkHostName(problems, '`domain.hostedZoneName`', domain.hostedZoneName);
  checkZoneId(problems, domain.hostedZoneId);
  checkInsideZone(problems, domain);
}

function checkHostName(problems: Problems, name: string, value: string): void {
  problems.require(
    Token.isUnresolved(value) || (HOST_NAME.test(value) && value.length <= 253),
    `${name} must be a lowercase host name without scheme and trailing dot such as "app.example.com", got: ` +
      `${got(value)}`,
  );
}

function checkZoneId(problems: Problems, value: string): void {
  problems.require(
    Token.isUnresolved(value) || ZONE_ID.test(value),
    `\`domain.hostedZoneId\` must start with Z and contain only capital letters and digits, got: ${got(value)}; use ` +
      'the id of the public hosted zone without the prefix "/hostedzone/"',
  );
}

function checkInsideZone(problems: Problems, domain: EdgeDomain): void {
  const { domainName, hostedZoneName } = domain;
  const unknown = Token.isUnresolved(domainName) || Token.isUnresolved(hostedZoneName);
  problems.require(
    unknown || domainName === hostedZoneName || domainName.endsWith(`.${hostedZoneName}`),
    `\`domain.domainName\` must be \`domain.hostedZoneName\` (${got(hostedZoneName)}) or a name below it, got: ` +
      `${got(domainName)}`,
  );
}
