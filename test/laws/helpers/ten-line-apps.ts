import { createRequire } from 'node:module';
import { transformSync } from '@swc/core';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as library from '../../../lib';
import * as stages from '../../../stages';
import { TEN_LINES } from '../../package/helpers/ten-lines';
import { SynthesizedTemplate, Templates } from './assemble';

const OWN_MODULES: Readonly<Record<string, unknown>> = {
  'cdk-growth-stages': library,
  'cdk-growth-stages/stages': stages,
};

/** The constructs that have a ten-line app. */
export const TEN_LINE_APPS = Object.keys(TEN_LINES);

/** The template of a construct's ten-line app, which imports the sources instead of the package. */
export function tenLineApp(construct: string): Templates {
  const { code } = transformSync(`${TEN_LINES[construct].join('\n')}\nexport const made = stack;`, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const load = createRequire(__filename);
  const exported: { made?: Stack } = {};
  new Function('require', 'exports', code)((name: string) => OWN_MODULES[name] ?? load(name), exported);
  const { Resources = {} } = Template.fromStack(exported.made!).toJSON() as Partial<SynthesizedTemplate>;
  return { [construct]: { Resources } };
}
