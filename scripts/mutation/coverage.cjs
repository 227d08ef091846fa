const fs = require('node:fs');
const path = require('node:path');

/** Writes which mutants a suite runs: while it is loaded, in its hooks and in its tests alike. */
afterAll(() => {
  const { MUTATION_COVERAGE } = process.env;
  const covered = globalThis.__stryker__?.mutantCoverage?.static;
  if (MUTATION_COVERAGE && covered) {
    const name = path.relative(process.cwd(), expect.getState().testPath).replaceAll(path.sep, '+');
    fs.writeFileSync(path.join(MUTATION_COVERAGE, `${name}.json`), JSON.stringify(covered));
  }
});
