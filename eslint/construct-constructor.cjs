'use strict';

/** A constructor is a table of contents: one screen. */
const MAX_STATEMENTS = 26;

const PARAMETERS = ['scope', 'id', 'props'];

function nameOf(parameter) {
  const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
  return inner.type === 'AssignmentPattern' ? inner.left.name : inner.name;
}

module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    docs: {
      description:
        'a construct takes (scope, id, props), hands scope and id to super first, and keeps its constructor short',
    },
  },
  create(context) {
    const checkParameters = (constructor) => {
      const names = constructor.value.params.map(nameOf);
      const wrong = names.findIndex((name, index) => name !== undefined && name !== PARAMETERS[index]);
      if (names.length < 2 || names.length > 3 || (wrong !== -1 && wrong < 2)) {
        context.report({
          node: constructor,
          message: `a construct takes (scope, id, props), got: (${names.map((name) => name ?? '{...}').join(', ')})`,
        });
      }
    };
    const checkBody = (constructor) => {
      const { body } = constructor.value.body;
      const first = body[0] && body[0].expression;
      if (!first || first.type !== 'CallExpression' || first.callee.type !== 'Super') {
        context.report({ node: constructor, message: 'the constructor of a construct begins with super(scope, id)' });
      }
      if (body.length > MAX_STATEMENTS) {
        context.report({
          node: constructor,
          message:
            `the constructor of a construct is a table of contents of at most ${MAX_STATEMENTS} ` +
            'statements, ' +
            `got: ${body.length}`,
        });
      }
    };
    return {
      'ExportNamedDeclaration > ClassDeclaration'(node) {
        const constructor = node.body.body.find(
          ({ type, kind }) => type === 'MethodDefinition' && kind === 'constructor',
        );
        if (!constructor || !node.superClass || !['Construct', 'Resource'].includes(node.superClass.name)) {
          return;
        }
        checkParameters(constructor);
        checkBody(constructor);
      },
    };
  },
};
