/** A term that must not come back, with the one that takes its place. `docs/glossary.md` explains both. */
export interface Term {
  readonly pattern: RegExp;
  readonly better: string;
}

const term = (pattern: RegExp, better: string): Term => ({ pattern, better });

export const OLD_TERMS: readonly Term[] = [
  term(/\bin no sum\b/, 'not included in the total'),
  term(/\bwhat always runs\b|\bused or not\b/, 'fixed cost'),
  term(/\bmade anew\b|\bmade again\b|\banew\b/, 'replaced, created again'),
  term(/\bholds nothing\b/, 'stateless'),
  term(/\bfor ever\b/, 'permanently; never changes'),
  term(/\bcan not\b/, 'cannot'),
  term(/\ba text\b(?! (file|in ASCII))/, 'a string'),
  term(/\bwhich is not there\b|\bis not there\b|\bare not there\b/, 'does not exist, is missing'),
  term(/\b(nothing|absent) where\b/, 'undefined if, absent if'),
  term(/\bbirths?\b|\bborn\b/, 'origin, created'),
  term(/\bsurroundings\b/, 'shared resources'),
  term(/\bwhoever\b|\bwhosoever\b/, 'if you; users who'),
  term(/\bdear(er|est)?\b/, 'expensive, most expensive'),
  term(/\bby (themselves|himself)\b|(?<!restarts |again )\bby itself\b/, 'by default, automatically, alone'),
  term(/\b(a|the|no|quick) way back\b|\bway back to\b/, 'rollback, roll back'),
  term(/\bplaces? (of|on) the way\b|\bplaces? before\b|\bnext place\b/, 'stage, step, deployment point'),
  term(/\bmark(s|ed)? (a |the )?(Regions? )?out\b/, 'out-of-service flag, take out of service'),
  term(/\bbear(s|ing)? (a|the|its|this) (load|traffic)\b/, 'handle'),
  term(/\b(goes|go|keeps) on costing\b|\bcosts on\b(?! both)/, 'still costs money'),
  term(/\bnot proved against AWS\b/, 'not verified on AWS'),
  term(/\bstop-watch\b/, 'and time it'),
  term(/\bon the average\b/, 'on average'),
  term(/\babove the fewest\b|\bthe fewest (machines|tasks|nodes)\b/, 'the minimum'),
  term(/\bas the usage says\b/, 'from --usage'),
  term(/\bwhat if: no part of the bill\b/, 'possible savings'),
  term(/\blive a step\b/i, 'deploy a step'),
  term(/\bgive .{1,40} in its usage\b/, 'set ... with --usage'),
];
