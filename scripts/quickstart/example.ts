import { inRegion } from '../../config';
import { Configuration, readConfiguration } from '../../toolkit/assembly';

/** The example of this repository. */
const FILE = 'examples/saas/growth.json';

/** The example as it is. */
export function example(): Configuration {
  return readConfiguration('example', FILE);
}

/** The example at home in another Region. */
export function exampleIn(region: string): Configuration {
  const { document, source } = example();
  return { document: inRegion(document, region), source: `${source} in ${region}` };
}
