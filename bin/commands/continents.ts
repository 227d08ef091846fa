/** The continents of AWS Regions, by the beginning of their names; the longest one that fits counts. */
const CONTINENTS: readonly (readonly [string, string])[] = [
  ['us-', 'North America'],
  ['ca-', 'North America'],
  ['mx-', 'North America'],
  ['sa-', 'South America'],
  ['eu-', 'Europe'],
  ['af-', 'Africa'],
  ['me-', 'Asia'],
  ['il-', 'Asia'],
  ['cn-', 'Asia'],
  ['ap-', 'Asia'],
  // Sydney, Melbourne, New Zealand.
  ['ap-southeast-2', 'Oceania'],
  ['ap-southeast-4', 'Oceania'],
  ['ap-southeast-6', 'Oceania'],
];

/** The continent of a Region; nothing where the name is none of a Region. */
function continentOf(region: string): string | undefined {
  const fits = CONTINENTS.filter(([start]) => (start.endsWith('-') ? region.startsWith(start) : region === start));
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? fits[fits.length - 1]?.[1] : undefined;
}

/** The continents on which Regions lie, each once. */
export function continentsOf(regions: readonly string[]): string[] {
  return [...new Set(regions.flatMap((region) => continentOf(region) ?? []))];
}

/** What is wrong with names of Regions. */
export function regionProblems(regions: readonly string[]): string[] {
  const unknown = regions.filter((region) => continentOf(region) === undefined);
  return unknown.length === 0
    ? []
    : [
        `\`regions\` must be names of AWS Regions near the users, for example eu-west-1, got: ` +
          `${unknown.map((region) => JSON.stringify(region)).join(', ')}`,
      ];
}
