import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { loadGrowthConfig } from '../config';
import { Io, json } from '../output/io';

/** The options of `growth validate`. */
export interface ValidateOptions {
  readonly config: string;
  readonly stage?: string;
  readonly users?: string;
  readonly step?: string;
  readonly json?: boolean;
}

/** `growth validate`: every problem of a configuration at once, without synthesizing anything. */
export function validate({ config, json: asJson, ...overrides }: ValidateOptions, io: Io): void {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const growth = loadGrowthConfig(new App({ context: { growth: resolve(config), ...given } }));
  growth.tooEarly.forEach(({ subject, why, how }) => io.err(`too early for ${subject}: ${why}; ${how}`));
  const summary = { stage: growth.stage.name, ...(growth.step ? { step: growth.step.name } : {}), application: growth.config.application, environment: growth.config.environment };
  io.out(asJson ? json(summary) : `${config} is valid: ${summary.application} ${summary.environment} at ${summary.step ? `step ${summary.step} to ` : ''}stage ${summary.stage}`);
}
