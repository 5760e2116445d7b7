import { createRequire } from 'node:module';
import { ensureChromium } from '../../chromium.mjs';
import { inRoot } from '../../paths.mjs';
import { portalApi } from '../../portalApi.mjs';
import { startScratchPortal } from '../../scratchPortal.mjs';
import { step } from '../../steps.mjs';
import { atMost } from '../table.mjs';
import { buildBackstagePage } from './backstagePage.mjs';
import { adoptLargeFailover } from './largeFailover.mjs';
import {
  measure as measureWork,
  measureOpening,
  scrollThrough,
  watchLongTasks,
} from './measure.mjs';

/** Of one turn of the wheel, in pixels. */
const SCROLL = 1_200;

async function openBrowser(executablePath, portalUrl) {
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
  const opening = await measureWork(page, async () => {
    await page.getByRole('link', { name: session.name }).click();
    await table.getByRole('row').nth(5).waitFor();
  });
  const scrolling = await measureWork(page, () =>
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
  const scrolling = await measureWork(page, () =>
    scrollThrough(page, table, SCROLL),
  );
  return { opening, scrolling };
}

function compare(what, ours, theirs) {
  const longest = Math.round(ours.longest);
  return [
    atMost(200, {
      name: `${what}: longest task`,
      value: longest,
      unit: 'ms',
      note: `${Math.round(
        theirs.longest,
      )} ms in Backstage's own table with the same rows as plain text`,
    }),
    {
      name: `${what}: time, over that of the table`,
      value: ours.ms / theirs.ms,
      met: true,
      note: `${Math.round(ours.ms)} ms against ${Math.round(theirs.ms)} ms`,
    },
  ];
}

/** A session of thousands of instances in Chromium, next to the same rows in Backstage's own table. */
export async function measure({ processes, tools, seed, quick }) {
  const chromium = await ensureChromium(processes, tools);
  const instances = quick ? 300 : 3_000;
  const portal = await step('Starting a portal', () =>
    startScratchPortal({ estate: `large:${instances}`, speed: 60, seed }),
  );
  try {
    const api = portalApi(portal.url, portal.automationToken);
    const session = await step(`Failing over ${instances} servers`, () =>
      adoptLargeFailover(api, portal.simulatorUrl),
    );
    const script = await step('Building a page with Backstage’s table', () =>
      buildBackstagePage(),
    );
    const { browser, page } = await openBrowser(chromium, portal.url);
    try {
      const whole = await api.get(`/failover-sessions/${session.id}`);
      const ours = await measureSession(page, whole);
      const theirs = await measureBackstage(page, script, whole);
      return {
        results: [
          ...compare('opening', ours.opening, theirs.opening),
          ...compare('scrolling to the end', ours.scrolling, theirs.scrolling),
        ],
      };
    } finally {
      await browser.close();
    }
  } finally {
    await portal.stop();
  }
}
