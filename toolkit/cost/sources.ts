import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeploymentPoint, ComparedApp, loadApp } from '../assembly';
import { movedTo } from './regions';

/**
 * The stacks that are priced: those of a stage or stage:step, of an assembly or of a template.
 *
 * With a Region, a stage is synthesized with that home Region, which changes places with the old one wherever the
 * configuration names them; of an assembly or a template, the stacks of the home Region and those without a Region get
 * the prices of that Region.
 *
 * @param property the argument that held the place, for messages
 * @param place what the user named
 * @param config the configuration that a stage is synthesized from
 * @param region the Region, absent for that of the configuration or the templates
 */
export function pricedSide(property: string, place: string, config: string, region: string | undefined): ComparedApp {
  if (region === undefined || !isDeploymentPoint(place)) {
    const side = loadApp(property, place, config);
    return region === undefined ? side : { ...side, stacks: movedTo(side.stacks, region) };
  }
  const moved = movedConfiguration(config, region);
  if (moved === undefined) {
    return loadApp(property, place, config);
  }
  const folder = mkdtempSync(join(tmpdir(), 'growth-cost-'));
  try {
    const file = join(folder, 'growth.json');
    writeFileSync(file, moved);
    return loadApp(property, place, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The configuration with another home Region; nothing where it is at home there already, or can not be read, which its
 * reader says better.
 */
function movedConfiguration(config: string, region: string): string | undefined {
  try {
    const text = readFileSync(config, 'utf8');
    const { region: home } = JSON.parse(text) as { readonly region?: unknown };
    return typeof home !== 'string' || home === region
      ? undefined
      : text.replace(new RegExp(`(${home}|${region})(?!\\d)`, 'g'), (name) => (name === home ? region : home));
  } catch {
    return undefined;
  }
}
