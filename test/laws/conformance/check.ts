import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { GrowthDocument, resolveGrowthConfig } from '../../../config';
import { platformProps } from '../../../config/platform-props';
import { GrowthPlatform } from '../../../lib';
import { DeploymentPoint, GrowthStages } from '../../../stages';
import { at, nameOf, REGIONS, WAY } from '../helpers/assemble';

/** Another environment than production, with everything that production does not have. */
const STAGING: GrowthDocument = {
  ...REGIONS,
  environment: 'staging',
  production: false,
  offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' },
  sizes: {
    monolith: { vm: { maxCapacity: 4 }, cache: { replicasPerShard: 1 }, nat: 'instance' },
    containers: { database: { readReplicas: 0 }, nat: 'gateway-per-az' },
    aurora: { database: { serverless: { minAcu: 0.5, maxAcu: 8 }, ioOptimized: true, readReplicas: 1 } },
    'multi-region': { database: { serverless: { minAcu: 0.5, maxAcu: 8 } } },
  },
  auroraOrigin: 'plain',
  secondaryRegions: [{ ...REGIONS.secondaryRegions![0], headless: true }, REGIONS.secondaryRegions![1]],
  regionRouting: 'failover',
  cacheReplication: 'global',
  globalWriteForwarding: true,
  globalWriterEndpoint: 'notes-staging-global.global-abcdef.global.rds.amazonaws.com',
  residency: [{ countryCodes: ['DE', 'FR'], regions: ['eu-west-1'] }],
  anonymousPaths: ['/api/public/*'],
  domain: { domainName: 'app.example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com' },
  firewall: { enabled: true, countOnly: true },
  onCallHttpsEndpoints: ['https://events.example.com/alarm'],
  sentryDsn: 'https://key@errors.example.com/1',
};

interface Report {
  readonly pluginReports: {
    readonly pluginName: string;
    readonly violations: {
      readonly ruleName: string;
      readonly violatingConstructs?: { readonly constructPath?: string }[];
    }[];
  }[];
}

/** Everything that the official validator and cdk-nag find in an app. */
function findingsOf(app: App): string[] {
  const assembly = synthesized(app);
  const report = JSON.parse(readFileSync(join(assembly, 'validation-report.json'), 'utf8')) as Report;
  const validation = report.pluginReports.flatMap(({ pluginName, violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath }) => `${pluginName} ${ruleName} ${constructPath}`),
    ),
  );
  const nag = new AwsSolutionsChecks(app).validateScope(app).violations;
  return [
    ...validation,
    ...nag.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(
        ({ constructPath, resourceLogicalId }) => `${ruleName} ${constructPath ?? resourceLogicalId}`,
      ),
    ),
  ];
}

/** Strict errors end a synthesis, but the report is written before. */
function synthesized(app: App): string {
  try {
    return app.synth().directory;
  } catch {
    return app.outdir;
  }
}

function newApp(): App {
  return new App({
    treeMetadata: false,
    analyticsReporting: false,
    postCliContext: { '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
}

function platform(document: GrowthDocument, place: DeploymentPoint): App {
  const app = newApp();
  new GrowthPlatform(app, 'Growth', platformProps(resolveGrowthConfig(at(document, place))));
  return app;
}

/**
 * A bucket without access logs or TLS, and a resource with a property that does not exist: proof that both checkers
 * look.
 */
function brokenApp(): App {
  const app = newApp();
  const stack = new Stack(app, 'Broken', { env: { account: '123456789012', region: 'eu-west-1' } });
  new CfnBucket(stack, 'Plain');
  new CfnResource(stack, 'Bucket', { type: 'AWS::S3::Bucket', properties: { NoSuchProperty: true } });
  return app;
}

const APPS: Record<string, () => [string, App][]> = {
  production: () => WAY.map((place) => [nameOf(place), platform(REGIONS, place)]),
  staging: () => GrowthStages.NAMES.map((stage) => [stage, platform(STAGING, { stage })]),
  broken: () => ['one', 'two', 'three', 'four'].map((name) => [name, brokenApp()]),
};

function main(what: string): void {
  const apps = APPS[what]();
  const findings = apps.flatMap(([name, app]) => findingsOf(app).map((finding) => `${name}: ${finding}`));
  process.stdout.write(`\n${JSON.stringify({ checked: apps.map(([name]) => name), findings })}\n`);
}

main(process.argv[2]);
