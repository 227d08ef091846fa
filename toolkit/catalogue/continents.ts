import { got } from '../../lib/core/problems';
import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';

/** The continents of AWS Regions, by the beginning of their names; the last one that fits counts. */
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

/** The continent of a Region; `undefined` if there is no such Region. */
function continentOf(region: string): string | undefined {
  const fits = CONTINENTS.filter(([start]) => (start.endsWith('-') ? region.startsWith(start) : region === start));
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? fits[fits.length - 1]?.[1] : undefined;
}

/** The continents on which Regions lie, each once. */
export function continentsOf(regions: readonly string[]): string[] {
  return [...new Set(regions.flatMap((region) => continentOf(region) ?? []))];
}

/** What is wrong with names of Regions. */
export function regionProblems(regions: readonly string[]): ConfigurationProblem[] {
  const unknown = regions.filter((region) => continentOf(region) === undefined);
  const rule = 'must list AWS Regions near your users, for example eu-west-1';
  return unknown.length === 0 ? [] : [problem({ property: 'regions', rule, given: unknown.map(got).join(', ') })];
}
