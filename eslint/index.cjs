'use strict';

/** The house rules; CONTRIBUTING.md says why. */
module.exports = {
  rules: {
    'alarms-in-core': require('./alarms-in-core.cjs'),
    'construct-constructor': require('./construct-constructor.cjs'),
    'import-direction': require('./import-direction.cjs'),
    pure: require('./pure.cjs'),
    'readonly-documented-props': require('./readonly-documented-props.cjs'),
    'stage-names': require('./stage-names.cjs'),
  },
};
