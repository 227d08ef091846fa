import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { got, Problems } from '../../core/problems';
import { EdgeDistributionProps } from '../edge-distribution-props';
import { checkDomain } from './domain-rules';
import { requireGlobalRegion } from './global-region';
import { checkRegions } from './region-rules';

const LOAD_BALANCER_ARN = /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/.+$/;
const WEB_ACL_ARN = /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/.+$/;

/** A CloudFront path pattern (DownloadDistValuesCacheBehavior, "Path pattern"): at most 255 of these characters. */
const PATH_PATTERN = /^\/[A-Za-z0-9_.*?$/~"'@:+&-]{1,254}$/;
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Throws one error that lists all problems of the properties. */
export function checkDistribution(scope: Construct, props: EdgeDistributionProps): void {
  const problems = new Problems();
  requireGlobalRegion(
    problems,
    scope,
    'CloudFront reads certificates, web ACLs and log deliveries from that Region only',
  );
  checkOrigin(problems, props);
  checkNumbers(problems, props);
  checkReferences(problems, props);
  checkAnonymousPaths(problems, props.anonymousPaths ?? []);
  checkRegions(problems, props);
  if (props.domain) {
    checkDomain(problems, props.domain);
  }
  problems.throwIfAny(scope.node.path);
}

function checkOrigin(problems: Problems, props: EdgeDistributionProps): void {
  const https = props.originIsHttps ?? false;
  const expected = https ? 443 : 80;
  problems.require(
    props.originPort === undefined || Token.isUnresolved(props.originPort) || props.originPort === expected,
    `\`originPort\` must be ${expected} for ${https ? 'HTTPS' : 'HTTP'}, got: ${got(props.originPort)}; use 80, or ` +
      '443 with `originIsHttps: true`',
  );
  problems.require(
    !https || props.domain !== undefined,
    '`originIsHttps` must be set together with `domain`, got: true without a domain; set `domain` or use HTTP, ' +
      'because no certificate can cover a cloudfront.net name',
  );
}

function checkNumbers(problems: Problems, props: EdgeDistributionProps): void {
  checkWhole(
    problems,
    'originGeneration',
    props.originGeneration,
    [1, 1000],
    'increase it by one for each change of the origin',
  );
  checkWhole(
    problems,
    'originReadTimeoutSeconds',
    props.originReadTimeoutSeconds,
    [1, 120],
    'move longer requests to the queue',
  );
  checkWhole(problems, 'accessLogRetentionDays', props.accessLogRetentionDays, [1, 3653]);
  problems.require(
    props.accessLogs !== false || props.accessLogRetentionDays === undefined,
    `\`accessLogRetentionDays\` must not be set if \`accessLogs\` is false, got: ${got(props.accessLogRetentionDays)}`,
  );
  problems.require(
    props.comment === undefined || Token.isUnresolved(props.comment) || props.comment.length <= 128,
    `\`comment\` must be at most 128 characters, got: ${props.comment?.length} characters`,
  );
}

function checkWhole(
  problems: Problems,
  name: string,
  value: number | undefined,
  range: [number, number],
  advice?: string,
): void {
  const [low, high] = range;
  problems.require(
    value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= low && value <= high),
    `\`${name}\` must be a whole number from ${low} to ${high}, got: ${got(value)}${advice ? `; ${advice}` : ''}`,
  );
}

function checkReferences(problems: Problems, props: EdgeDistributionProps): void {
  checkPattern(
    problems,
    'loadBalancerArn',
    props.loadBalancerArn,
    LOAD_BALANCER_ARN,
    'the ARN of an Application Load Balancer',
  );
  checkPattern(problems, 'assetsBucketName', props.assetsBucketName, BUCKET_NAME, 'the name of an S3 bucket');
  checkPattern(
    problems,
    'webAclArn',
    props.webAclArn,
    WEB_ACL_ARN,
    'the ARN of a web ACL with the scope CLOUDFRONT in us-east-1',
  );
}

function checkPattern(
  problems: Problems,
  name: string,
  value: string | undefined,
  pattern: RegExp,
  what: string,
): void {
  problems.require(
    value === undefined || Token.isUnresolved(value) || pattern.test(value),
    `\`${name}\` must be ${what}, got: ${got(value)}`,
  );
}

function checkAnonymousPaths(problems: Problems, paths: string[]): void {
  problems.require(
    paths.length <= 20,
    `\`anonymousPaths\` must have at most 20 entries, got: ${paths.length}; use patterns such as "/api/catalog/*"`,
  );
  paths.forEach((path, index) => {
    problems.require(
      PATH_PATTERN.test(path) && /^\/[A-Za-z0-9_.~-]/.test(path),
      `\`anonymousPaths\` must be path patterns that start with a slash and a letter, got: ${got(path)}; for example ` +
        '"/api/catalog/*"',
    );
    problems.require(
      !/^\/assets([/*?]|$)/.test(path),
      `\`anonymousPaths\` must not be below \`/assets\`, got: ${got(path)}; the bucket serves that path`,
    );
    problems.require(paths.indexOf(path) === index, `\`anonymousPaths\` must be unique, got: ${got(path)} twice`);
  });
}
