const fs = require('node:fs');

/** Writes down each suite when it ends: jest prints no results at all if it stops at the first failure. */
module.exports = class SuiteReporter {
  onTestResult({ path: name }, { failureMessage, numFailingTests, perfStats, testExecError }) {
    const isFailed = numFailingTests > 0 || testExecError !== undefined;
    const result = { name, isFailed, message: failureMessage ?? '', timeSpentMs: perfStats.end - perfStats.start };
    fs.appendFileSync(process.env.MUTATION_RESULTS, `${JSON.stringify(result)}\n`);
  }
};
