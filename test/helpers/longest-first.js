const Sequencer = require('@jest/test-sequencer').default;

/**
 * Suites that take minutes, the longest first: begun last, one of them would keep one core busy while the other has
 * nothing left to do.
 */
const LONG = [
  'test/laws/random.test.ts',
  'test/package/install.test.ts',
  'test/scripts/quickstart.test.ts',
  'test/bin/commands/growth.test.ts',
  'test/examples/saas/application.test.ts',
  'test/laws/conformance.test.ts',
  'test/laws/stages.test.ts',
  'test/toolkit/report/browser.test.ts',
  'test/docs/plan-guides.test.ts',
  'test/toolkit/assembly/deployed.test.ts',
  'test/bin/app.test.ts',
];

const rank = ({ path }) => {
  const position = LONG.findIndex((name) => path.endsWith(name));
  return position < 0 ? LONG.length : position;
};

/** The order of jest, with the long suites in front; a clean clone has no record of how long each of them takes. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
