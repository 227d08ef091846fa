import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { EdgeDistributionProps } from '../edge-distribution-props';
import { EdgeRouting, ResidencyRule } from '../edge-routing';
import { KNOWN_REGIONS } from './region-coordinates';
import { MAX_CODE_BYTES, regionRouterCode } from './region-router-code';

/**
 * More origins than that were never meant: the stages end at 5 Regions, and each one is another read of the store in
 * the worst case.
 */
const MAX_REGIONAL_ORIGINS = 9;

const LOAD_BALANCER_ARN = /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/.+$/;

/** Records every problem of the Regions and of the way to lead users to them. */
export function checkRegions(problems: Problems, props: EdgeDistributionProps): void {
  const origins = props.regionalOrigins ?? [];
  if (origins.length === 0) {
    problems.require(
      props.routing === undefined,
      '`routing` must come with `regionalOrigins`, got: no further Region; there is nothing to choose ' +
        'from, so remove it',
    );
    return;
  }
  const before = problems.all.length;
  checkNames(
    problems,
    props.homeRegion,
    origins.map(({ region }) => region),
  );
  checkOrigins(problems, props);
  const regions = [props.homeRegion!, ...origins.map(({ region }) => region)];
  const routing = props.routing ?? EdgeRouting.nearest();
  checkResidency(problems, routing.residency, regions);
  if (problems.all.length === before) {
    checkSize(problems, regions, routing);
  }
}

function checkNames(problems: Problems, home: string | undefined, others: string[]): void {
  problems.require(
    home !== undefined,
    '`homeRegion` must come with `regionalOrigins`, got: nothing; name the Region of `loadBalancerArn`',
  );
  problems.require(
    others.length <= MAX_REGIONAL_ORIGINS,
    `\`regionalOrigins\` must have at most ${MAX_REGIONAL_ORIGINS} entries, got: ${others.length}; use a ` +
      'second distribution',
  );
  if (home !== undefined) {
    checkRegion(problems, 'homeRegion', home);
  }
  others.forEach((region, index) => {
    checkRegion(problems, 'regionalOrigins.region', region);
    problems.require(
      region !== home && others.indexOf(region) === index,
      `\`regionalOrigins.region\` must be unique and not \`homeRegion\`, got: ${got(region)} twice; a ` +
        'Region has one load balancer here',
    );
  });
}

function checkRegion(problems: Problems, name: string, region: string): void {
  problems.require(
    !Token.isUnresolved(region) && KNOWN_REGIONS.includes(region),
    `\`${name}\` must be one of ${KNOWN_REGIONS.join(', ')}, got: ` +
      (`${Token.isUnresolved(region) ? 'a token' : got(region)}; ` + 'the distance to others is not known'),
  );
}

function checkOrigins(problems: Problems, props: EdgeDistributionProps): void {
  for (const { region, loadBalancerArn, originGeneration } of props.regionalOrigins!) {
    problems.require(
      Token.isUnresolved(loadBalancerArn) || LOAD_BALANCER_ARN.test(loadBalancerArn),
      `\`regionalOrigins.loadBalancerArn\` must be the ARN of an Application Load Balancer, got: ` +
        `${got(loadBalancerArn)} for ${region}; correct it`,
    );
    problems.require(
      originGeneration === undefined ||
        (Number.isInteger(originGeneration) && originGeneration >= 1 && originGeneration <= 1000),
      `\`regionalOrigins.originGeneration\` must be a whole number from 1 to 1000, got: ` +
        (`${got(originGeneration)} for ${region}; ` + 'count up by one for each change of the ' + 'origin'),
    );
  }
}

function checkResidency(problems: Problems, residency: ResidencyRule[], regions: string[]): void {
  const countries = residency.flatMap(({ countryCodes }) => countryCodes);
  countries.forEach((country, index) => {
    problems.require(
      /^[A-Z]{2}$/.test(country),
      `\`residency.countryCodes\` must be ISO 3166-1 codes of two capital letters, got: ${got(country)}; ` +
        'for example "DE", or "ZZ" for unknown',
    );
    problems.require(
      countries.indexOf(country) === index,
      `\`residency.countryCodes\` must name each country once, got: ${got(country)} twice; join the rules`,
    );
  });
  for (const rule of residency) {
    const unknown = rule.regions.filter((region) => !regions.includes(region));
    problems.require(
      rule.countryCodes.length > 0 && rule.regions.length > 0,
      '`residency` must have at least one country and one Region in each rule, got: an empty list; a rule ' +
        'without Regions would serve nobody',
    );
    problems.require(
      unknown.length === 0,
      `\`residency.regions\` must be out of ${regions.join(', ')}, got: ${unknown.join(', ')}; give the ` +
        `Region in \`regionalOrigins\` or remove it here`,
    );
  }
}

function checkSize(problems: Problems, regions: string[], routing: EdgeRouting): void {
  const bytes = Buffer.byteLength(regionRouterCode(regions, routing));
  problems.require(
    bytes <= MAX_CODE_BYTES,
    `\`residency\` must fit into a CloudFront Function of ${MAX_CODE_BYTES} bytes, got: ${bytes}; join ` +
      'rules with the same Regions',
  );
}
