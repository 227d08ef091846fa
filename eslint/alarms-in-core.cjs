'use strict';

const { propertyName } = require('./static-text.cjs');

/** The classes of alarms of `aws-cdk-lib/aws-cloudwatch`. */
const ALARMS = ['Alarm', 'CfnAlarm', 'CompositeAlarm', 'CfnCompositeAlarm'];

/** The name of what is called: `Alarm`, `cloudwatch.Alarm`. */
function calledName(callee) {
  return callee.type === 'MemberExpression' ? propertyName(callee.property, callee.computed) : callee.name;
}

module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'alarms are made in lib/core only, so that all are muted, tuned and sent alike' },
  },
  create(context) {
    const report = (node, what) =>
      context.report({
        node,
        message: `${what} must not be used outside lib/core: add the alarm to an AlarmSet, or call createControlAlarm`,
      });
    return {
      NewExpression(node) {
        const name = calledName(node.callee);
        if (ALARMS.includes(name)) {
          report(node, `new ${name}()`);
        }
      },
      // Every metric of AWS CDK makes alarms; a method of the class itself may have that name.
      CallExpression({ callee }) {
        if (
          callee.type === 'MemberExpression' &&
          callee.object.type !== 'ThisExpression' &&
          calledName(callee) === 'createAlarm'
        ) {
          report(callee, 'createAlarm()');
        }
      },
    };
  },
};
