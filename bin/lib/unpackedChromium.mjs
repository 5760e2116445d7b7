import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const folder = inRoot('.cache/chromium');

/** The program that `unpackChromium` makes. */
export const unpackedChromium = path.join(folder, 'chromium');

function* foldersWithLibraries(place) {
  const entries = fs.readdirSync(place, { withFileTypes: true });
  if (entries.some(entry => entry.name.includes('.so'))) {
    yield place;
  }
  for (const entry of entries) {
    if (entry.isDirectory()) {
      yield* foldersWithLibraries(path.join(place, entry.name));
    }
  }
}

function librariesBelow(unpacked) {
  return ['lib', 'usr/lib']
    .map(name => path.join(unpacked, name))
    .filter(place => fs.existsSync(place))
    .flatMap(place => [...foldersWithLibraries(place)]);
}

/**
 * Debian's Chromium for those who may not install packages: apt fetches it, and whatever it needs that the system does not
 * have, with its lists and caches in a folder of ours; nothing is installed, only unpacked.
 *
 * @param packages - of Debian; the first one is Chromium's, and its program has its name
 */
export async function unpackChromium(packages, processes, { env }) {
  const apt = path.join(folder, 'apt');
  const unpacked = path.join(folder, 'root');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(apt, 'lists/partial'), { recursive: true });
  fs.mkdirSync(path.join(apt, 'archives/partial'), { recursive: true });
  fs.mkdirSync(unpacked, { recursive: true });

  const settings = [
    `Dir::State=${apt}`,
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${apt}`,
    'Debug::NoLocking=1',
  ].flatMap(setting => ['-o', setting]);
  for (const args of [
    ['update'],
    [
      'install',
      '--download-only',
      '--reinstall',
      '--yes',
      '--no-install-recommends',
      ...packages,
    ],
  ]) {
    await processes.run(
      `apt-get-${args[0]}`,
      'apt-get',
      [...settings, ...args],
      { env },
    );
  }
  for (const name of fs.readdirSync(path.join(apt, 'archives'))) {
    if (name.endsWith('.deb')) {
      await processes.run(
        'unpack-chromium',
        'dpkg-deb',
        ['--extract', path.join(apt, 'archives', name), unpacked],
        { env },
      );
    }
  }
  fs.rmSync(apt, { recursive: true, force: true });

  const fonts = path.join(unpacked, 'etc/fonts');
  fs.writeFileSync(
    unpackedChromium,
    [
      '#!/bin/sh',
      `export LD_LIBRARY_PATH='${librariesBelow(unpacked).join(':')}'`,
      ...(fs.existsSync(fonts) ? [`export FONTCONFIG_PATH='${fonts}'`] : []),
      `exec '${path.join(unpacked, 'usr/lib/chromium', packages[0])}' "$@"`,
      '',
    ].join('\n'),
    { mode: 0o755 },
  );
}
