import { Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { OriginLoadBalancerProps } from '../origin-load-balancer-props';
import { TargetKind } from '../target-kind';
import { WeightedRoute } from '../weighted-route';

/** Target groups per forward action (Elastic Load Balancing quotas). */
const MAX_ROUTES = 5;

/** Highest weight of a target group in a forward action. */
const MAX_WEIGHT = 999;

/** Throws one error that lists all problems of the properties. */
export function validateOriginLoadBalancer(scope: Construct, props: OriginLoadBalancerProps): void {
  const problems = new Problems();
  validateRoutes(problems, props.routes);
  validateCanary(problems, props);
  problems.require(
    isWholeNumber(props.port, 1, 65535),
    `\`port\` must be a whole number from 1 to 65535, got: ${got(props.port)}`,
  );
  validatePaths(problems, props);
  validateDuration(problems, 'deregistrationDelay', props.deregistrationDelay, 0, 3600);
  validateDuration(problems, 'idleTimeout', props.idleTimeout, 1, 4000);
  problems.require(
    props.originFacingPrefixListId === undefined ||
      Token.isUnresolved(props.originFacingPrefixListId) ||
      /^pl-[0-9a-f]{8,17}$/.test(props.originFacingPrefixListId),
    '`originFacingPrefixListId` must be a prefix list id such as pl-3b927c52, got: ' +
      `${got(props.originFacingPrefixListId)}; see OriginFacingPrefixList for the command that prints it`,
  );
  validateSubnets(problems, props);
  problems.throwIfAny(scope.node.path);
}

function validateRoutes(problems: Problems, routes: WeightedRoute[]): void {
  problems.require(
    routes.length >= 1 && routes.length <= MAX_ROUTES,
    `\`routes\` must have 1 to ${MAX_ROUTES} entries (the limit of a forward action), got: ${routes.length}`,
  );
  routes.forEach((route, index) => {
    problems.require(
      /^[A-Z][A-Za-z0-9]*$/.test(route.id),
      `\`routes[${index}].id\` must be letters and digits and start with a capital letter, got: ${got(route.id)}; ` +
        'for example Vm or Containers',
    );
    problems.require(
      routes.findIndex((other) => other.id === route.id) === index,
      `\`routes[${index}].id\` must be unique, got: ${got(route.id)} again`,
    );
    problems.require(
      isWholeNumber(route.weight, 0, MAX_WEIGHT),
      `\`routes[${index}].weight\` must be a whole number from 0 to ${MAX_WEIGHT}, got: ${got(route.weight)}`,
    );
  });
  problems.require(
    routes.length === 0 || routes.some((route) => Token.isUnresolved(route.weight) || route.weight > 0),
    `\`routes\` must include a weight above 0, got: ${got(routes.map((route) => route.weight))}; otherwise every ` +
      'request gets status 503',
  );
}

function validateCanary(problems: Problems, { canaryRoute, routes }: OriginLoadBalancerProps): void {
  if (canaryRoute === undefined) {
    return;
  }
  const route = routes.find(({ id }) => id === canaryRoute);
  const addresses = routes.filter(({ kind }) => kind === TargetKind.IP).map(({ id }) => id);
  problems.require(
    route?.kind === TargetKind.IP,
    `\`canaryRoute\` must be the id of a route of kind IP (${addresses.join(', ') || 'there is none'}), ` +
      `got: ${got(canaryRoute)}; Amazon ECS registers tasks by their IP addresses`,
  );
  const weights = routes.map(({ id, weight }) => `${id} ${Token.isUnresolved(weight) ? 'unknown' : weight}`);
  const others = routes.filter((other) => other !== route && (Token.isUnresolved(other.weight) || other.weight > 0));
  problems.require(
    route === undefined || others.length === 0,
    `\`canaryRoute\` must be the only route with a weight above 0, got: ${weights.join(', ')}; the canary rule ` +
      'matches every request, so first move all traffic to that route',
  );
}

function validatePaths(problems: Problems, props: OriginLoadBalancerProps): void {
  const { healthCheckPath, accessLogsPrefix, accessLogsBucket } = props;
  problems.require(
    healthCheckPath === undefined || Token.isUnresolved(healthCheckPath) || /^\/\S*$/.test(healthCheckPath),
    `\`healthCheckPath\` must start with a slash and have no spaces, got: ${got(healthCheckPath)}; for example /health`,
  );
  problems.require(
    accessLogsPrefix === undefined || Token.isUnresolved(accessLogsPrefix) || isLogPrefix(accessLogsPrefix),
    '`accessLogsPrefix` must not start or end with a slash and must not contain AWSLogs, got: ' +
      `${got(accessLogsPrefix)}; for example load-balancer`,
  );
  problems.require(
    accessLogsPrefix === undefined || accessLogsBucket !== undefined,
    '`accessLogsPrefix` must be set together with `accessLogsBucket`, got: no bucket',
  );
}

function validateDuration(
  problems: Problems,
  name: string,
  value: Duration | undefined,
  least: number,
  most: number,
): void {
  if (value === undefined || value.isUnresolved()) {
    return;
  }
  const seconds = value.toSeconds({ integral: false });
  problems.require(
    isWholeNumber(seconds, least, most),
    `\`${name}\` must be a whole number of seconds from ${least} to ${most}, got: ${got(seconds)}`,
  );
}

function validateSubnets(problems: Problems, props: OriginLoadBalancerProps): void {
  const selected = props.vpc.selectSubnets(props.vpcSubnets);
  const zones = new Set(selected.availabilityZones);
  problems.require(
    selected.isPendingLookup === true ||
      selected.availabilityZones.some((zone) => Token.isUnresolved(zone)) ||
      zones.size >= 2,
    `\`vpcSubnets\` must be in at least 2 Availability Zones, got: ${got([...zones])}; an Application Load Balancer ` +
      'requires two',
  );
}

function isLogPrefix(prefix: string): boolean {
  return prefix.length > 0 && !prefix.startsWith('/') && !prefix.endsWith('/') && !prefix.includes('AWSLogs');
}

function isWholeNumber(value: number, least: number, most: number): boolean {
  return Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most);
}
