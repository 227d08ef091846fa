import { deepStrictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import { GrowthDocument } from '../../../config';
import schema from '../../../schemas/growth.schema.json';
import { DeploymentPoint, GrowthPath, StageTransitions } from '../../../stages';
import { configArbitrary, withGlobalWriter } from '../../helpers/config-arbitrary';
import { Schema } from '../../helpers/schema';
import { at, platformApp, synthesize } from '../helpers/assemble';
import { collisions } from '../helpers/identity';
import { broken, lostData } from '../helpers/laws';
import { withTokensInReverse } from '../helpers/token-order';

/** A configuration, and where on its way it stands before it goes one on. */
const moves = fc.tuple(configArbitrary, fc.nat());

/**
 * The way of a configuration: an environment whose cluster was born empty has no instance, and so no steps before stage
 * aurora.
 */
function wayOf({ auroraOrigin }: GrowthDocument): DeploymentPoint[] {
  if (auroraOrigin !== 'plain') {
    return GrowthPath.points(auroraOrigin);
  }
  return GrowthPath.points().filter(
    ({ stage, step }) => stage === 'multi-region' || (stage === 'aurora' && step === undefined),
  );
}

/** What the schema says never changes, and what decides which stage is built and how large it is. */
const FIXED = [
  ...Object.entries(schema.properties)
    .filter(([, { description }]: [string, Schema]) => /never changes?\b/i.test(description ?? ''))
    .map(([name]) => name),
  ...['account', 'production', 'offHours', 'secondaryRegions', 'signals', 'sizes', 'stage', 'step', 'users'],
];

/** A configuration, and the same one with everything changed that a user may change at any time. */
const changes = fc
  .tuple(configArbitrary, configArbitrary)
  .map(([document, other]): [GrowthDocument, GrowthDocument] => {
    const fixed = Object.fromEntries(FIXED.map((name) => [name, document[name as keyof GrowthDocument]]));
    return [document, withGlobalWriter(withoutAbsent({ ...other, ...fixed }))];
  });

function withoutAbsent(document: GrowthDocument): GrowthDocument {
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) => value !== undefined),
  ) as unknown as GrowthDocument;
}

/** The templates at a place, and every law that they break. */
function brokenAt(document: GrowthDocument, place: DeploymentPoint) {
  const here = withGlobalWriter(at(document, place));
  const templates = synthesize(here);
  return { templates, problems: broken(templates, here, place.stage) };
}

/** Every law holds where a configuration is and at the next place of the way, and no data is lost in between. */
function keepsLaws([document, position]: [GrowthDocument, number]): void {
  const way = wayOf(document);
  const index = position % (way.length - 1);
  const next = way[index + 1];
  const before = brokenAt(document, way[index]);
  const after = brokenAt(document, next);
  const removes =
    StageTransitions.leadingTo(next.stage, document.auroraOrigin)?.steps.find(({ name }) => name === next.step)
      ?.removes ?? [];
  const lost = lostData(before.templates, after.templates).filter(
    (loss) => !(removes.includes('AWS::RDS::DBInstance') && /DatabaseInstance\w+: removed/.test(loss)),
  );
  deepStrictEqual(
    [...before.problems, ...after.problems, ...lost, ...collisions(before.templates, after.templates)],
    [],
  );
}

/**
 * What a changed option may remove: the retained logs of what was switched off, the CloudFront origin of the other
 * protocol, the subscription of an address that was removed, the records of the previous domain.
 */
const REMOVED_BY_OPTIONS =
  /(FirewallLogs|MigrationRunnerLogs|VpcOrigin|OnCallTopic|AliasRecords)\w*: removed|AliasRecords\w*: Name replaces/;

/** An option that may change at any time loses no data when it changes. */
function losesNothing([before, after]: [GrowthDocument, GrowthDocument]): void {
  const lost = lostData(synthesize(before), synthesize(after));
  deepStrictEqual(
    lost.filter((loss) => !REMOVED_BY_OPTIONS.test(loss)),
    [],
  );
}

/** The templates of a configuration, byte for byte. */
const bytesOf = (document: GrowthDocument) =>
  platformApp(document)
    .app.synth()
    .stacks.map(({ template }) => JSON.stringify(template));

/** Law 5: the same configuration gives the same bytes, whatever numbers AWS CDK gives its tokens. */
function isPure(document: GrowthDocument): void {
  const first = bytesOf(document);
  deepStrictEqual(
    withTokensInReverse(() => bytesOf(document)),
    first,
  );
}

const CHECKS = {
  moves: (seed: number, numRuns: number) =>
    fc.assert(fc.property(moves, keepsLaws), { seed, numRuns, endOnFailure: true }),
  changes: (seed: number, numRuns: number) =>
    fc.assert(fc.property(changes, losesNothing), { seed, numRuns, endOnFailure: true }),
  pure: (seed: number, numRuns: number) =>
    fc.assert(fc.property(configArbitrary, isPure), { seed, numRuns, endOnFailure: true }),
};

/** Runs one check in a process of its own, where a synthesis takes a third of the time that it takes inside jest. */
function main([name, runs]: readonly string[]): void {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`random ${name}: seed ${seed}, ${runs} runs\n`);
  CHECKS[name as keyof typeof CHECKS](seed, Number(runs));
}

main(process.argv.slice(2));
