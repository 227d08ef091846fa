import { Template } from 'aws-cdk-lib/assertions';
import { SynthesizedTemplate } from '../laws/helpers/assemble';
import { inventoryOf } from '../laws/inventory/inventory';
import { LocatedStack } from '../laws/inventory/located';
import { expectGolden } from './golden';

/**
 * Compares every setting of a template with a file, so that a test has to name only those that it is about.
 *
 * @param name the file below `test/lib/golden` without its ending
 * @param template what is made with every option of a construct
 */
export function expectGoldenTemplate(name: string, template: Template): void {
  const synthesized = template.toJSON() as SynthesizedTemplate;
  const paths = new Map(Object.keys(synthesized.Resources).map((id) => [id, id]));
  const stack: LocatedStack = { name: 'own', part: 'own', region: 'any', template: synthesized, paths };
  expectGolden(`lib/golden/${name}`, inventoryOf([stack], [stack]));
}
