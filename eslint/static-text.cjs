'use strict';

/** The text of a node that is a text in the source, in quotes or in backticks; nothing where it is worked out. */
function staticText(node) {
  if (node && node.type === 'Literal' && typeof node.value === 'string') {
    return node.value;
  }
  return node && node.type === 'TemplateLiteral' && node.expressions.length === 0
    ? node.quasis[0].value.cooked
    : undefined;
}

/**
 * The name of the property that a member expression reads or a pattern takes, however it is written; nothing where it
 * is worked out.
 */
function propertyName(key, computed) {
  return computed || key.type !== 'Identifier' ? staticText(key) : key.name;
}

module.exports = { staticText, propertyName };
