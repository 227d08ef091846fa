'use strict';

const path = require('node:path');
const { propertyName, staticText } = require('./static-text.cjs');

/** The layers, from the bottom up. A layer may import itself and the layers before it. */
const LAYERS = ['lib', 'stages', 'config', 'toolkit', 'bin'];

/** Only these may talk to AWS. */
const MAY_USE_SDK = /^(toolkit\/live\/|toolkit\/.*\.bundle\.ts$|test\/|examples\/|scripts\/|bench\/)/;

/** Layers that read nothing of the world, with the packages that each may import. */
const PURE_LAYERS = {
  lib: ['aws-cdk-lib', 'constructs'],
  stages: ['aws-cdk-lib', 'constructs'],
  config: ['aws-cdk-lib', 'constructs', 'ajv', 'jsonc-parser'],
  toolkit: ['aws-cdk-lib', 'constructs', 'cli-table3', 'd3-scale', 'd3-shape', 'elkjs', 'node:crypto'],
};

/** What of a pure layer reads files, starts processes or talks to AWS. */
const READERS = /^(config\/sources\.ts$|toolkit\/(assembly|live)\/|toolkit\/.*\.bundle\.ts$)/;

/** Where in the project a file is, with forward slashes. */
function inProject(filename, cwd) {
  return path.relative(cwd, filename).split(path.sep).join('/');
}

function layerOf(file) {
  return file.split('/')[0];
}

/**
 * The capability folder of a file of the library; nothing for `core`, `platform` and the barrel, which every capability
 * or no capability may use.
 */
function capabilityOf(file) {
  const [layer, folder] = file.split('/');
  return layer === 'lib' && folder !== undefined && !['core', 'platform', 'index', 'index.ts'].includes(folder)
    ? folder
    : undefined;
}

/** The packages that a file may import; `undefined` if it may import any. */
function packagesOf(file) {
  return READERS.test(file) ? undefined : PURE_LAYERS[layerOf(file)];
}

/** What is wrong with an import; nothing where it is allowed. */
function problem(file, target) {
  const layer = layerOf(file);
  const [own, other] = [LAYERS.indexOf(layer), LAYERS.indexOf(layerOf(target))];
  if (own >= 0 && other > own) {
    return `${layer} must not import ${layerOf(target)}: imports go ${[...LAYERS].reverse().join(' -> ')}`;
  }
  const [capability, imported] = [capabilityOf(file), capabilityOf(target)];
  if (capability && (imported ? imported !== capability : target.startsWith('lib/platform'))) {
    return (
      `lib/${capability} must not import ${target.split('/').slice(0, 2).join('/')}: capabilities meet in ` +
      'lib/platform'
    );
  }
  const [, home] = /^(.*?)\/private\//.exec(target) ?? [];
  if (
    home !== undefined &&
    !file.startsWith(`${home}/`) &&
    !(home === 'lib/core' && layer === 'lib') &&
    !file.startsWith('test/')
  ) {
    return `${target} is private to ${home}`;
  }
  return undefined;
}

function packageProblem(file, name) {
  if (name.startsWith('@aws-sdk/') && !MAY_USE_SDK.test(file)) {
    return `${file.split('/').slice(0, 2).join('/')} must not import ${name}: only the command may talk to AWS`;
  }
  const packages = packagesOf(file);
  return packages && !packages.some((own) => name === own || name.startsWith(`${own}/`))
    ? `${layerOf(file)} must not import ${name}: it is pure, and takes only ${packages.join(' and ')}`
    : undefined;
}

/**
 * Whether a call loads a module: `require(...)`, `module.require(...)`; a method of another object that is called so
 * does not.
 */
function loads(callee) {
  return (
    callee.name === 'require' ||
    (callee.type === 'MemberExpression' &&
      callee.object.name === 'module' &&
      propertyName(callee.property, callee.computed) === 'require')
  );
}

module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    docs: {
      description:
        'imports go bin -> toolkit -> config -> stages -> lib -> aws-cdk-lib; capabilities of the library ' +
        'meet in lib/platform',
    },
  },
  create(context) {
    const file = inProject(context.filename, context.cwd);
    const check = (node, from) => {
      const source = staticText(from);
      if (source === undefined) {
        return;
      }
      const message = source.startsWith('.')
        ? problem(file, inProject(path.resolve(path.dirname(context.filename), source), context.cwd))
        : packageProblem(file, source);
      if (message) {
        context.report({ node, message });
      }
    };
    const packages = packagesOf(file);
    /** What is loaded while the code runs; what a worked out name loads nobody can check. */
    const checkLoading = (node, from) => {
      if (packages && staticText(from) === undefined) {
        context.report({
          node,
          message:
            `${layerOf(file)} must not import by a name that is worked out: it is pure, and takes only ` +
            packages.join(' and '),
        });
      }
      check(node, from);
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      TSExternalModuleReference: (node) => check(node, node.expression),
      ImportExpression: (node) => checkLoading(node, node.source),
      CallExpression(node) {
        if (loads(node.callee)) {
          checkLoading(node, node.arguments[0]);
        }
      },
    };
  },
};
