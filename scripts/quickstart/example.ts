import { Synthesis, synthesisOf } from '../../toolkit/plan/synthesis';

/** The example of this repository. */
const FILE = 'examples/saas/growth.json';

/** A Region of the example. */
interface ExampleRegion {
  readonly region: string;
  readonly availabilityZones: readonly string[];
}

/** The example as it is. */
export function example(): Synthesis {
  return synthesisOf(FILE);
}

/**
 * The example with another home Region; where that is one of its further Regions, the old home takes its place.
 *
 * @param region the Region
 */
export function exampleIn(region: string): Synthesis {
  const { document, ...rest } = example();
  const { secondaryRegions, ...home } = document as unknown as ExampleRegion & {
    readonly secondaryRegions: readonly ExampleRegion[];
  };
  const zones = ['a', 'b', 'c'].map((letter) => `${region}${letter}`);
  const others = secondaryRegions.map((other) =>
    other.region === region ? { region: home.region, availabilityZones: home.availabilityZones } : other,
  );
  return {
    ...rest,
    configuration: `${FILE} in ${region}`,
    document: { ...home, region, availabilityZones: zones, secondaryRegions: others },
  };
}
