import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import * as ts from 'typescript';
import { platformProps, resolveGrowthConfig } from '../../config';
import { validatePlatform } from '../../lib/platform/private/validate-platform';
import { configArbitrary } from '../helpers/config-arbitrary';

const ROOT = join(__dirname, '../..');

/** The properties of an interface, each with whether it is optional. */
function propertiesOf(path: string, name: string): Record<string, boolean> {
  const source = ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.ES2022, true);
  const declaration = source.statements.find(
    (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === name,
  )!;
  return Object.fromEntries(
    declaration.members
      .filter(ts.isPropertySignature)
      .map((member) => [member.name.getText(), member.questionToken !== undefined]),
  );
}

const PLATFORM = 'lib/platform/growth-platform-props.ts';
const DOCUMENT = 'config/growth-document.ts';
const SECTIONS = 'config/document-sections.ts';

/** What only code can give: a secret is a construct, a shape comes from the step. */
const ONLY_IN_CODE = ['secrets', 'shape'];

/** What the selection of the stage takes. */
const ONLY_IN_DOCUMENT = ['$schema', 'live', 'step', 'users', 'signals', 'sizes'];

test('the configuration has every property of the platform, and requires the same ones', () => {
  const platform = propertiesOf(PLATFORM, 'GrowthPlatformProps');
  const document = propertiesOf(DOCUMENT, 'GrowthDocument');
  ONLY_IN_CODE.forEach((name) => delete platform[name]);
  ONLY_IN_DOCUMENT.forEach((name) => delete document[name]);
  expect({ ...document, stage: false }).toEqual(platform);
});

test.each([
  ['PlatformFirewall', 'DocumentFirewall'],
  ['PlatformOffHours', 'DocumentOffHours'],
])('%s is the same as %s', (platform, document) => {
  expect(propertiesOf(SECTIONS, document)).toEqual(propertiesOf(PLATFORM, platform));
});

test('the platform accepts every configuration that is accepted here', () => {
  fc.assert(
    fc.property(configArbitrary, (config) => {
      const growth = resolveGrowthConfig(config);
      const props = platformProps(growth);
      expect(() => validatePlatform('test', props)).not.toThrow();
      expect(props.stage).toBe(growth.stage);
      ['step', 'users', 'signals', 'sizes'].forEach((name) => expect(props).not.toHaveProperty(name));
    }),
    { numRuns: 300 },
  );
});
