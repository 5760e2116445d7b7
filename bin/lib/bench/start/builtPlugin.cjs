// Goes into the portal's backend before all else: what is measured here is the plugin as it is installed in production.
const Module = require('node:module');
const path = require('node:path');

const BACKEND = '@internal/plugin-disaster-recovery-backend';
const COMMON = '@internal/plugin-disaster-recovery-common';
const root = path.resolve(__dirname, '../../../..');
const built = name => path.join(root, 'plugins', name, 'dist/index.cjs.js');

/** In place of the packages' sources, which a portal does not run in production, what is built of them; or nothing. */
const places = {
  [COMMON]: built('disaster-recovery-common'),
  [BACKEND]: process.env.BENCH_WITHOUT_PLUGIN
    ? path.join(__dirname, 'nothing.cjs')
    : built('disaster-recovery-backend'),
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveFilename(request, ...rest) {
  return places[request] ?? resolve.call(this, request, ...rest);
};
