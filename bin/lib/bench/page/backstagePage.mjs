import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';

/** Bundles the page with Backstage's own table, in memory. */
export async function buildBackstagePage() {
  const { build } = createRequire(inRoot('package.json'))('esbuild');
  const { outputFiles } = await build({
    entryPoints: [inRoot('bin/lib/bench/page/backstageTable.jsx')],
    absWorkingDir: inRoot('packages/app'),
    nodePaths: [inRoot('node_modules')],
    outdir: 'bench',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    logLevel: 'error',
    loader: {
      '.svg': 'dataurl',
      '.png': 'dataurl',
      '.woff': 'dataurl',
      '.woff2': 'dataurl',
      '.ttf': 'dataurl',
    },
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env': '{}',
      global: 'window',
    },
  });
  return outputFiles.find(file => file.path.endsWith('.js')).text;
}
