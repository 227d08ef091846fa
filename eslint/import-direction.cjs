'use strict';

const path = require('node:path');

/** Imports go one way: bin -> stages -> lib -> aws-cdk-lib. What each layer may import of the others. */
const LAYERS = { lib: ['lib'], stages: ['lib', 'stages'], bin: ['lib', 'stages', 'bin'] };

/** Only these may talk to AWS. */
const MAY_USE_SDK = /^(bin\/(?!config\/)|test\/|examples\/|scripts\/|bench\/)/;

/** Packages that the pure layers may import. */
const PURE_PACKAGES = /^(aws-cdk-lib|constructs)(\/|$)/;

/** Where in the project a file is, with forward slashes. */
function inProject(filename, cwd) {
  return path.relative(cwd, filename).split(path.sep).join('/');
}

function layerOf(file) {
  return file.split('/')[0];
}

/** The capability folder of a file of the library; nothing for `core`, `platform` and the barrel, which every capability or no capability may use. */
function capabilityOf(file) {
  const [layer, folder] = file.split('/');
  return layer === 'lib' && folder !== undefined && !['core', 'platform', 'index', 'index.ts'].includes(folder) ? folder : undefined;
}

/** What is wrong with an import; nothing where it is allowed. */
function problem(file, target) {
  const layer = layerOf(file);
  const allowed = LAYERS[layer];
  if (allowed && LAYERS[layerOf(target)] && !allowed.includes(layerOf(target))) {
    return `${layer} must not import ${layerOf(target)}: imports go bin -> stages -> lib`;
  }
  const [own, other] = [capabilityOf(file), capabilityOf(target)];
  if (own && (other ? other !== own : target.startsWith('lib/platform'))) {
    return `lib/${own} must not import ${target.split('/').slice(0, 2).join('/')}: capabilities meet in lib/platform`;
  }
  const [, home] = /^(.*?)\/private\//.exec(target) ?? [];
  if (home !== undefined && !file.startsWith(`${home}/`) && !(home === 'lib/core' && layer === 'lib') && !file.startsWith('test/')) {
    return `${target} is private to ${home}`;
  }
  return undefined;
}

function packageProblem(file, name) {
  if (name.startsWith('@aws-sdk/') && !MAY_USE_SDK.test(file)) {
    return `${file.split('/').slice(0, 2).join('/')} must not import ${name}: only the command may talk to AWS`;
  }
  const layer = layerOf(file);
  return (layer === 'lib' || layer === 'stages') && !PURE_PACKAGES.test(name) ? `${layer} must not import ${name}: it is pure, and takes only aws-cdk-lib and constructs` : undefined;
}

module.exports = {
  meta: { type: 'problem', schema: [], docs: { description: 'imports go bin -> stages -> lib -> aws-cdk-lib; capabilities of the library meet in lib/platform' } },
  create(context) {
    const file = inProject(context.filename, context.cwd);
    const check = (node) => {
      const source = node.source && node.source.value;
      if (typeof source !== 'string') {
        return;
      }
      const message = source.startsWith('.') ? problem(file, inProject(path.resolve(path.dirname(context.filename), source), context.cwd)) : packageProblem(file, source);
      if (message) {
        context.report({ node, message });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};
