#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { ConfigurationError, loadGrowthConfig } from '../config';
import { platformProps } from '../config/platform-props';
import { GrowthPlatform } from '../lib';

/**
 * The CDK app: reads the configuration, chooses the stage and builds the platform. Nothing is synthesized from a bad
 * configuration.
 */
function main(): void {
  // Only a platform that is complete is written, see the catch below.
  const app = new App({ autoSynth: false, postCliContext: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  new GrowthPlatform(app, 'Growth', platformProps(loadGrowthConfig(app)));
  app.synth();
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
