import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { inRoot } from '../../paths.mjs';
import { readMappings } from './readMappings.mjs';

const STATIC = inRoot('packages/app/dist/static');
const OWN = /plugins\/disaster-recovery(-common)?\/(src|dist)\//;

/** The characters of a chunk that a source map says came from each source. */
function charactersBySource(code, { sources, mappings }) {
  const lines = code.split('\n');
  const from = new Map();
  readMappings(mappings).forEach((segments, line) =>
    segments.forEach(({ column, source }, index) => {
      const end = segments[index + 1]?.column ?? lines[line].length;
      if (source !== undefined) {
        const name = sources[source];
        const before = from.get(name) ?? '';
        from.set(name, before + lines[line].slice(column, end));
      }
    }),
  );
  return from;
}

/**
 * The plugin's own code in the production build: what is of it in each chunk, by the chunk's source map.
 *
 * @returns for each chunk with some of it, the `chunk`, its own code's `bytes` compressed, and whether the page loads it at
 *   once (`initial`) or when it is needed
 */
export function frontendSize() {
  const index = fs.readFileSync(inRoot('packages/app/dist/index.html'), 'utf8');
  return fs
    .readdirSync(STATIC)
    .filter(
      name =>
        name.endsWith('.js') && fs.existsSync(path.join(STATIC, `${name}.map`)),
    )
    .flatMap(chunk => {
      const code = fs.readFileSync(path.join(STATIC, chunk), 'utf8');
      const map = JSON.parse(
        fs.readFileSync(path.join(STATIC, `${chunk}.map`), 'utf8'),
      );
      const own = [...charactersBySource(code, map)]
        .filter(([source]) => OWN.test(source))
        .map(([, text]) => text)
        .join('');
      return own === ''
        ? []
        : [
            {
              chunk,
              bytes: zlib.gzipSync(own).length,
              initial: index.includes(chunk),
            },
          ];
    })
    .sort((one, other) => other.bytes - one.bytes);
}
