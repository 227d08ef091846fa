import { strictEqual } from 'node:assert/strict';
import { Lazy } from 'aws-cdk-lib';

/** The next number: all have nine digits, and none is given twice. */
let next = 999_999_999;

/**
 * Runs `action` while AWS CDK numbers its tokens downwards.
 *
 * The numbers count up through the process from a random start, and `${Token[TOKEN.1000]}` sorts before
 * `${Token[TOKEN.999]}`. An order that depends on the text of tokens therefore changes rarely; when the numbers count
 * down, it always does.
 */
export function withTokensInReverse<T>(action: () => T): T {
  const tokens = tokenMap();
  const value = tokens.tokenCounter;
  Object.defineProperty(tokens, 'tokenCounter', { configurable: true, get: () => next--, set: () => undefined });
  try {
    const expected = `\${Token[TOKEN.${next}]}`;
    strictEqual(newToken(), expected, 'AWS CDK takes the numbers of its tokens from somewhere else');
    return action();
  } finally {
    Object.defineProperty(tokens, 'tokenCounter', { configurable: true, writable: true, value });
  }
}

const newToken = () => Lazy.string({ produce: () => '' });

/** Where AWS CDK keeps the tokens of the process; it exists from the first token on. */
function tokenMap(): { tokenCounter: number } {
  newToken();
  return (globalThis as unknown as { __cdkTokenMap: { tokenCounter: number } }).__cdkTokenMap;
}
