// Goes into the portal's backend before all else: in place of the plugin there is nothing, where that is asked for. Where it is
// not, every module is looked up as it is there, for looking up through a hook costs.
const { registerHooks } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const BACKEND = '@internal/plugin-disaster-recovery-backend';
const { href: url } = pathToFileURL(path.join(__dirname, 'nothing.cjs'));

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === BACKEND && process.env.BENCH_WITHOUT_PLUGIN
      ? { url, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
