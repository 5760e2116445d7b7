// `yarn screenshots`: takes the pictures of docs/images from a fresh portal on its demo estate.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { command } from './lib/command.mjs';
import { readOptions } from './lib/options.mjs';
import { inRoot } from './lib/paths.mjs';
import { portalApi } from './lib/portalApi.mjs';
import { startScratchPortal } from './lib/scratchPortal.mjs';
import { openCamera } from './lib/screenshots/camera.mjs';
import { takeScenes } from './lib/screenshots/scenes.mjs';
import { setUp } from './lib/setUp.mjs';
import { say } from './lib/steps.mjs';
import { lifeOfADisaster } from './lib/walkthrough/life.mjs';
import { simulatedAws } from './lib/walkthrough/simulatedAws.mjs';

const USAGE = `Usage: yarn screenshots [--folder FOLDER]

  --folder   where the pictures go; docs/images unless told`;

await command(async processes => {
  const options = readOptions(
    { folder: { type: 'string', default: inRoot('docs/images') } },
    USAGE,
  );
  const chromium = await ensureChromium(processes, await setUp(processes));
  fs.mkdirSync(options.folder, { recursive: true });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'screenshots-'));
  const config = path.join(folder, 'app-config.screenshots.yaml');
  fs.writeFileSync(
    config,
    JSON.stringify({
      disasterRecovery: { polling: { interval: { milliseconds: 500 } } },
    }),
  );
  const portal = await startScratchPortal({
    speed: 600,
    filled: true,
    configs: [config],
  });
  const camera = await openCamera(chromium, portal.url, options.folder);
  try {
    const api = portalApi(portal.url, portal.automationToken);
    const aws = simulatedAws(portal.simulatorUrl);
    say(`\nTaking pictures into ${options.folder}:`);
    await takeScenes({
      api,
      aws,
      camera,
      life: lifeOfADisaster(api, { line: () => {} }),
    });
  } finally {
    await camera.close();
    await portal.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
