'use strict';

/** The JSDoc directly before a node; nothing where there is none. */
function docOf(sourceCode, node) {
  const comment = sourceCode.getCommentsBefore(node).at(-1);
  return comment && comment.type === 'Block' && comment.value.startsWith('*') ? comment.value : undefined;
}

module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    docs: {
      description: 'properties of exported interfaces are readonly and documented; optional ones say their default',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const checkMember = (member) => {
      if (member.type !== 'TSPropertySignature') {
        return;
      }
      const name = sourceCode.getText(member.key);
      const doc = docOf(sourceCode, member);
      const say = (message) => context.report({ node: member, message: `\`${name}\` ${message}` });
      if (!member.readonly) {
        say('must be readonly');
      }
      if (doc === undefined) {
        say('must have a doc comment that says its meaning and unit');
      } else if (member.optional && !/@default\s+\S/.test(doc)) {
        say('must say `@default - what happens` without it');
      }
    };
    return {
      'ExportNamedDeclaration > TSInterfaceDeclaration'(node) {
        node.body.body.forEach(checkMember);
      },
    };
  },
};
