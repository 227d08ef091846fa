// @ts-check
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Stryker has no mutator for numbers, and half of this library are numbers: prices, thresholds, sizes, periods. */
const numberMutator = {
  name: 'NumericLiteral',
  *mutate({ node }) {
    if (node.type === 'NumericLiteral') {
      yield { type: 'NumericLiteral', value: node.value + 1 };
    }
  },
};

/** Three words or more without the signs of an expression: descriptions, reasons and the like, not names or values. */
const PROSE = /^[^{}()[\]=<>]*[a-z,.;:]+ [^{}()[\]=<>]*[a-z]+ [^{}()[\]=<>]+$/i;

function isProse({ type, value, quasis }) {
  const text = type === 'TemplateLiteral' ? quasis.map((quasi) => quasi.value.raw).join('x') : String(value);
  return PROSE.test(text);
}

/** A number from 0 to 1 that is always the same for one mutant and one seed. */
function draw(seed, mutator, { loc, extra }, replacement) {
  const { start, end } = loc;
  const key = [seed, mutator, start.line, start.column, end.line, end.column, extra?.raw, replacement.type];
  return createHash('sha256').update(key.join(' ')).digest().readUInt32BE() / 2 ** 32;
}

/** The mutants of one mutator that are not prose, and that the seed draws. */
const sampled = (mutator, seed, share) => ({
  name: mutator.name,
  *mutate(nodePath) {
    if (mutator.name === 'StringLiteral' && isProse(nodePath.node)) {
      return;
    }
    for (const replacement of mutator.mutate(nodePath)) {
      if (share >= 1 || draw(seed, mutator.name, nodePath.node, replacement) < share) {
        yield replacement;
      }
    }
  },
});

/**
 * Adds numbers to what Stryker mutates, and leaves out prose and whatever the seed does not draw.
 *
 * Stryker has no extension point for this; its list of mutators is an array that the process shares.
 *
 * @param {string} seed what makes one sample differ from another
 * @param {number} share the share of all mutants, 1 for all
 */
export async function prepareMutators(seed, share) {
  const instrumenter = createRequire(import.meta.url).resolve('@stryker-mutator/instrumenter');
  const list = path.join(path.dirname(instrumenter), 'mutators', 'mutate.js');
  const { allMutators } = await import(pathToFileURL(list).href);
  const all = [...allMutators, numberMutator];
  allMutators.splice(0, allMutators.length, ...all.map((mutator) => sampled(mutator, seed, share)));
}
