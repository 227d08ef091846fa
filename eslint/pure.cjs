'use strict';

/** What reads the world instead of the input. */
const IMPURE = [
  ['process', 'env'],
  ['process', 'argv'],
  ['process', 'cwd'],
  ['process', 'platform'],
  ['process', 'hrtime'],
  ['Date', 'now'],
  ['Math', 'random'],
  ['performance', 'now'],
];

module.exports = {
  meta: { type: 'problem', schema: [], docs: { description: 'synthesis is pure: no environment, no clock, no chance' } },
  create(context) {
    const report = (node, what) => context.report({ node, message: `${what} must not be used here: the same input gives the same template` });
    return {
      MemberExpression(node) {
        const [object, property] = [node.object.name, node.property.name];
        const found = IMPURE.find(([name, member]) => name === object && member === property);
        if (found) {
          report(node, `${object}.${property}`);
        }
      },
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) {
          report(node, 'new Date()');
        }
      },
    };
  },
};
