const Sequencer = require('@jest/test-sequencer').default;

/** Suites in the order in which they were asked for. */
module.exports = class AsAsked extends Sequencer {
  sort(tests) {
    const order = JSON.parse(process.env.MUTATION_ORDER ?? '[]');
    const rank = ({ path }) => order.indexOf(path);
    return [...tests].sort((left, right) => rank(left) - rank(right));
  }
};
