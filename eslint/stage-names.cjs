'use strict';

const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { propertyName, staticText } = require('./static-text.cjs');

const STAGES = path.join(__dirname, '../stages');

/** The names of the stages, from the files that tell them. */
const NAMES = readdirSync(STAGES)
  .filter((file) => /^\d+-.*\.ts$/.test(file))
  .map((file) => /^ {2}name: '([a-z-]+)',$/m.exec(readFileSync(path.join(STAGES, file), 'utf8'))[1]);

/** The members of `GrowthStages` that are a single stage. */
const MEMBERS = NAMES.map((name) => name.toUpperCase().replace(/-/g, '_'));

/** Whether a text is the name of a stage, or of one of its steps. */
function isStage(text) {
  return text !== undefined && NAMES.includes(text.split(':')[0]) && /^[a-z-]+(:[a-z0-9-]+)?$/.test(text);
}

/** Values of an enum are words of their own: the storage type `aurora` is no stage. */
function isWordOfItsOwn({ parent }) {
  return parent.type === 'TSEnumMember';
}

module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'a stage is told once, in stages/: no other code names one' },
  },
  create(context) {
    const report = (node, what) =>
      context.report({
        node,
        message:
          `${what} must not be named outside stages/: ask a stage for what differs, and GrowthStages for ` +
          'the stages before and after it',
      });
    const checkText = (node) => {
      const text = staticText(node);
      if (isStage(text) && !isWordOfItsOwn(node)) {
        report(node, `stage "${text}"`);
      }
    };
    /** One such key may be any word; several are a list of the stages. */
    const checkKeys = (node, members) => {
      const keys = members.map(({ key, computed }) => (key ? propertyName(key, computed) : undefined));
      if (keys.filter((key) => NAMES.includes(key)).length > 1) {
        report(node, 'stages');
      }
    };
    return {
      Literal: checkText,
      TemplateLiteral: checkText,
      ObjectExpression: (node) => checkKeys(node, node.properties),
      TSInterfaceBody: (node) => checkKeys(node, node.body),
      TSTypeLiteral: (node) => checkKeys(node, node.members),
      MemberExpression(node) {
        const member = propertyName(node.property, node.computed);
        if (node.object.name === 'GrowthStages' && MEMBERS.includes(member)) {
          report(node, `GrowthStages.${member}`);
        }
      },
    };
  },
};
