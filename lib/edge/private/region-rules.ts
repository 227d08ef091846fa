import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';
import { EdgeDistributionProps } from '../edge-distribution-props';
import { EdgeRouting, ResidencyRule } from '../edge-routing';
import { KNOWN_REGIONS } from './region-coordinates';
import { MAX_CODE_BYTES, regionRouterCode } from './region-router-code';

/** In the worst case, a request reads the key value store once per origin. The stages use at most 5 Regions. */
const MAX_REGIONAL_ORIGINS = 9;

const LOAD_BALANCER_ARN = /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/.+$/;

/** Records all problems of the Regions and of the routing between them. */
export function checkRegions(problems: Problems, props: EdgeDistributionProps): void {
  const origins = props.regionalOrigins ?? [];
  if (origins.length === 0) {
    problems.require(
      props.routing === undefined,
      '`routing` must be set together with `regionalOrigins`, got: no other Region; remove `routing`',
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
    '`homeRegion` must be set together with `regionalOrigins`, got: nothing; set it to the Region of `loadBalancerArn`',
  );
  problems.require(
    others.length <= MAX_REGIONAL_ORIGINS,
    `\`regionalOrigins\` must have at most ${MAX_REGIONAL_ORIGINS} entries, got: ${others.length}; use a second ` +
      'distribution',
  );
  if (home !== undefined) {
    checkRegion(problems, 'homeRegion', home);
  }
  others.forEach((region, index) => {
    checkRegion(problems, 'regionalOrigins.region', region);
    problems.require(
      region !== home && others.indexOf(region) === index,
      `\`regionalOrigins.region\` must be unique and not \`homeRegion\`, got: ${got(region)} twice`,
    );
  });
}

function checkRegion(problems: Problems, name: string, region: string): void {
  problems.require(
    !Token.isUnresolved(region) && KNOWN_REGIONS.includes(region),
    `\`${name}\` must be one of ${KNOWN_REGIONS.join(', ')}, got: ` +
      `${Token.isUnresolved(region) ? 'a token' : got(region)}; the location of other Regions is not known`,
  );
}

function checkOrigins(problems: Problems, props: EdgeDistributionProps): void {
  for (const { region, loadBalancerArn, originGeneration } of props.regionalOrigins!) {
    problems.require(
      Token.isUnresolved(loadBalancerArn) || LOAD_BALANCER_ARN.test(loadBalancerArn),
      '`regionalOrigins.loadBalancerArn` must be the ARN of an Application Load Balancer, got: ' +
        `${got(loadBalancerArn)} for ${region}`,
    );
    problems.require(
      originGeneration === undefined ||
        (Number.isInteger(originGeneration) && originGeneration >= 1 && originGeneration <= 1000),
      '`regionalOrigins.originGeneration` must be a whole number from 1 to 1000, got: ' +
        `${got(originGeneration)} for ${region}; increase it by one for each change of the origin`,
    );
  }
}

function checkResidency(problems: Problems, residency: ResidencyRule[], regions: string[]): void {
  const countries = residency.flatMap(({ countryCodes }) => countryCodes);
  countries.forEach((country, index) => {
    problems.require(
      /^[A-Z]{2}$/.test(country),
      `\`residency.countryCodes\` must be ISO 3166-1 codes of two capital letters, got: ${got(country)}; for example ` +
        '"DE", or "ZZ" for unknown',
    );
    problems.require(
      countries.indexOf(country) === index,
      `\`residency.countryCodes\` must name each country once, got: ${got(country)} twice; merge the rules`,
    );
  });
  for (const rule of residency) {
    const unknown = rule.regions.filter((region) => !regions.includes(region));
    problems.require(
      rule.countryCodes.length > 0 && rule.regions.length > 0,
      '`residency` must have at least one country and one Region in each rule, got: an empty list',
    );
    problems.require(
      unknown.length === 0,
      `\`residency.regions\` must be among ${regions.join(', ')}, got: ${unknown.join(', ')}; add the Region to ` +
        '`regionalOrigins` or remove it from the rule',
    );
  }
}

function checkSize(problems: Problems, regions: string[], routing: EdgeRouting): void {
  const bytes = Buffer.byteLength(regionRouterCode(regions, routing));
  problems.require(
    bytes <= MAX_CODE_BYTES,
    `\`residency\` must fit into a CloudFront Function of ${MAX_CODE_BYTES} bytes, got: ${bytes}; merge rules with ` +
      'the same Regions',
  );
}
