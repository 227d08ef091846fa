'use strict';

const { propertyName } = require('./static-text.cjs');

/** What reads or changes the world instead of the input and the result. */
const IMPURE = [
  ['process', 'env'],
  ['process', 'argv'],
  ['process', 'cwd'],
  ['process', 'chdir'],
  ['process', 'exit'],
  ['process', 'exitCode'],
  ['process', 'on'],
  ['process', 'pid'],
  ['process', 'stdin'],
  ['process', 'stdout'],
  ['process', 'stderr'],
  ['process', 'platform'],
  ['process', 'hrtime'],
  ['process', 'getBuiltinModule'],
  ['Date', 'now'],
  ['Math', 'random'],
  ['performance', 'now'],
  ['crypto', 'randomUUID'],
  ['crypto', 'getRandomValues'],
];

/** The global object, by which every global name can be reached, too. */
const GLOBALS = ['globalThis', 'global'];

/** The global name that a node stands for: `process`, `globalThis.process`; nothing for anything else. */
function globalName(node) {
  if (node.type === 'Identifier') {
    return node.name;
  }
  return node.type === 'MemberExpression' && GLOBALS.includes(node.object.name)
    ? propertyName(node.property, node.computed)
    : undefined;
}

module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'synthesis and engines are pure: no environment, no clock, no chance, no printing' },
  },
  create(context) {
    const report = (node, what) =>
      context.report({ node, message: `${what} must not be used here: the same input gives the same result` });
    const check = (node, object, member) => {
      if (IMPURE.some(([name, own]) => name === object && own === member)) {
        report(node, `${object}.${member}`);
      }
    };
    /** `const { env } = process`. */
    const checkPattern = (pattern, value) => {
      if (pattern.type === 'ObjectPattern' && value) {
        const taken = pattern.properties.filter(({ type }) => type === 'Property');
        taken.forEach((property) => check(property, globalName(value), propertyName(property.key, property.computed)));
      }
    };
    return {
      MemberExpression(node) {
        const [object, member] = [globalName(node.object), propertyName(node.property, node.computed)];
        if (object === 'process' && member === undefined) {
          report(node, 'process[...]');
        }
        check(node, object, member);
      },
      VariableDeclarator: ({ id, init }) => checkPattern(id, init),
      AssignmentExpression: ({ left, right }) => checkPattern(left, right),
      NewExpression(node) {
        if (globalName(node.callee) === 'Date' && node.arguments.length === 0) {
          report(node, 'new Date()');
        }
      },
      // Without `new` it is the time of now as text, whatever its arguments.
      CallExpression(node) {
        if (globalName(node.callee) === 'Date') {
          report(node, 'Date()');
        }
      },
    };
  },
};
