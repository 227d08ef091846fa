import { existsSync } from 'node:fs';
import { applyEdits, JSONPath, modify } from 'jsonc-parser';
import { DEFAULT_FILE } from '../../config';
import { isJsonObject, jsonType } from '../../config/json';
import { parseJson } from '../../config/read-json';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { readJson, readText } from '../output/file';
import { layoutOf } from '../output/layout';
import { CDK_FILE } from './configuration';

/** The CDK app of this package, which reads the configuration and builds the platform. */
const APP = 'npx growth-app';

/** The feature flag with which the AWS CDK checks templates. */
const CHECKS = '@aws-cdk/core:validateAgainstDefaultRules';

const REMEDY = 'correct it, or name another folder with --directory';

/** What `cdk.json` will hold, and what the user still has to do. */
export interface CdkSettings {
  readonly text: string;
  readonly advice: readonly string[];
}

/**
 * `cdk.json` with what the platform needs. What is there stays as it is, in its layout: an app of the user keeps its
 * place and gets the path of the configuration only.
 *
 * @param file the path of `cdk.json`, which need not exist
 */
export function cdkSettings(file: string): CdkSettings {
  if (!existsSync(file)) {
    return { text: `${json({ app: APP, context: { [CHECKS]: true } })}\n`, advice: [] };
  }
  const text = readText(CDK_FILE, file, REMEDY);
  const settings = readJson<unknown>(CDK_FILE, file, REMEDY);
  if (!isJsonObject(settings)) {
    throw new RefusedError(`${file} must hold an object, got: a ${jsonType(settings)}; correct it`);
  }
  if (isJsonObject(settings.context) && settings.context.growth !== undefined) {
    throw new RefusedError(`${file} has a configuration already, \`growth\` in its context; edit that one`);
  }
  const { app = APP } = settings;
  const added: readonly (readonly [JSONPath, unknown])[] =
    app === APP
      ? [
          [['app'], APP],
          [['context', CHECKS], true],
        ]
      : [[['context', 'growth'], DEFAULT_FILE]];
  return { text: added.reduce(withValue, text), advice: app === APP ? [] : adviceFor(file, app) };
}

/** The text with a value where there was none. */
function withValue(text: string, [path, value]: readonly [JSONPath, unknown]): string {
  const present = path.reduce<unknown>((found, key) => (isJsonObject(found) ? found[key] : undefined), parseJson(text));
  return present === undefined ? applyEdits(text, modify(text, path, value, layoutOf(text))) : text;
}

function adviceFor(file: string, app: unknown): string[] {
  return [
    `${file} keeps its \`app\` ${JSON.stringify(app)}. To build the platform there, add to it: ` +
      "new GrowthPlatform(app, 'Growth', platformProps(loadGrowthConfig(app)))",
    `To deploy the platform beside it instead: npx cdk deploy --all --app '${APP}'`,
  ];
}
