// `yarn benchmark`: a session of thousands of instances in Chromium, next to the same rows in Backstage's own table.
import { createRequire } from 'node:module';
import { buildBackstagePage } from './lib/benchmark/backstagePage.mjs';
import { adoptLargeFailover } from './lib/benchmark/largeFailover.mjs';
import {
  measure,
  measureOpening,
  scrollThrough,
  watchLongTasks,
} from './lib/benchmark/measure.mjs';
import { findChromium } from './lib/chromium.mjs';
import { command } from './lib/command.mjs';
import { readOptions } from './lib/options.mjs';
import { inRoot } from './lib/paths.mjs';
import { portalApi } from './lib/portalApi.mjs';
import { startScratchPortal } from './lib/scratchPortal.mjs';
import { say, step } from './lib/steps.mjs';

const USAGE = `Usage: yarn benchmark [--instances N]

  --instances   how many instances the session has; 3000 unless told`;

/** Of one turn of the wheel, in pixels. */
const SCROLL = 1_200;

async function openBrowser(portalUrl) {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error(
      'The benchmark needs a Chromium: install one, or name it in PLAYWRIGHT_CHROMIUM_PATH.',
    );
  }
  const { chromium } = createRequire(inRoot('package.json'))(
    '@playwright/test',
  );
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  const page = await browser.newPage({
    baseURL: portalUrl,
    viewport: { width: 1280, height: 900 },
  });
  await page.addInitScript(watchLongTasks);
  return { browser, page };
}

async function measureSession(page, session) {
  await page.goto('/');
  await page.getByRole('button', { name: 'guest' }).click();
  await page.getByRole('link', { name: session.name }).waitFor();
  const table = page.getByRole('table', { name: 'Instances' });
  // From the list, as one does it: what is measured is the page, not the portal's own start.
  const opening = await measure(page, async () => {
    await page.getByRole('link', { name: session.name }).click();
    await table.getByRole('row').nth(5).waitFor();
  });
  const scrolling = await measure(page, () =>
    scrollThrough(page, table, SCROLL),
  );
  return { opening, scrolling };
}

async function measureBackstage(page, script, session) {
  await page.route('**/backstage-table*', route =>
    route.fulfill(
      route.request().url().endsWith('.js')
        ? { contentType: 'text/javascript', body: script }
        : {
            contentType: 'text/html',
            body: '<!doctype html><div id="root"></div><script src="/backstage-table.js"></script>',
          },
    ),
  );
  await page.goto('/backstage-table');
  await page.waitForFunction(() => window.drawTable);
  const rows = session.instances.map(instance => ({
    id: instance.recoveryInstanceId,
    name: instance.hostname,
    role: [instance.waveName, instance.protectionGroupName].join(' '),
    state: instance.agent.status,
    progress: '0 %',
    behind: '–',
    backlog: '–',
    left: '–',
  }));
  const table = page.getByRole('table').last();
  const opening = await measureOpening(page, async () => {
    await page.evaluate(all => window.drawTable(all), rows);
    await table.getByRole('row').nth(5).waitFor();
  });
  const scrolling = await measure(page, () =>
    scrollThrough(page, table, SCROLL),
  );
  return { opening, scrolling };
}

function report(what, ours, theirs) {
  const ms = value => `${Math.round(value)} ms`.padStart(9);
  const line = (name, key) => {
    const ratio =
      ours[key] > 0 ? `${(theirs[key] / ours[key]).toFixed(1)} times` : '–';
    say(`   ${name.padEnd(22)}${ms(ours[key])}${ms(theirs[key])}   ${ratio}`);
  };
  say(`\n${what.padEnd(25)}  session   table   ratio`);
  line('time', 'ms');
  line('longest task', 'longest');
  line('long tasks together', 'together');
}

await command(async () => {
  const { instances } = readOptions(
    { instances: { type: 'string', default: '3000' } },
    USAGE,
  );
  const portal = await step('Starting a portal', () =>
    startScratchPortal({ estate: `large:${Number(instances)}`, speed: 60 }),
  );
  try {
    const api = portalApi(portal.url, portal.automationToken);
    const session = await step(`Failing over ${instances} servers`, () =>
      adoptLargeFailover(api, portal.simulatorUrl),
    );
    const script = await step('Building a page with Backstage’s table', () =>
      buildBackstagePage(),
    );
    const { browser, page } = await openBrowser(portal.url);
    const whole = await api.get(`/failover-sessions/${session.id}`);
    const ours = await measureSession(page, whole);
    const theirs = await measureBackstage(page, script, whole);
    await browser.close();
    say(
      `\n${instances} instances: the session’s page with all it shows, and Backstage’s own table with the same rows as plain text.`,
    );
    report('Opening', ours.opening, theirs.opening);
    report('Scrolling to the end', ours.scrolling, theirs.scrolling);
  } finally {
    await portal.stop();
  }
});
