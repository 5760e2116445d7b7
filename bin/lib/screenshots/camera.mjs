import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../paths.mjs';
import { say } from '../steps.mjs';
import { waitFor } from '../waitFor.mjs';

const THEMES = ['light', 'dark'];
const WIDTHS = [1280, 768];
const HEIGHT = 900;

const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a page must have been at rest: charts and tables measure themselves after they are drawn. */
const REST_MS = 700;
const PATIENCE_SECONDS = 120;

/** Whether a page still shows what it shows before its content. */
const isLoading = () =>
  document.querySelector('[aria-busy="true"], .MuiSkeleton-root') !== null;

/** Waits until a page has asked for nothing, and shown its content, for a while. `asked` are its open requests. */
async function settle({ page, asked }) {
  await page.waitForFunction(() => document.fonts.ready);
  let since = Date.now();
  await waitFor(
    async () => {
      if (asked.size > 0 || (await page.evaluate(isLoading))) {
        since = Date.now();
      }
      return Date.now() - since >= REST_MS;
    },
    { seconds: PATIENCE_SECONDS, every: 50, what: 'A page at rest' },
  );
}

async function open(browser, portalUrl, theme, width) {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const asked = new Set();
  page.on('request', request => asked.add(request));
  for (const end of ['requestfinished', 'requestfailed']) {
    page.on(end, request => asked.delete(request));
  }
  await page.addInitScript(
    chosen => localStorage.setItem('theme', chosen),
    theme,
  );
  await page.goto(portalUrl);
  await page.getByRole('button', { name: 'guest' }).click();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  return { page, asked, theme, width };
}

/**
 * A browser, by the path of its program, that takes each page in light and dark, at two widths, into a folder.
 *
 * @returns `take`, which takes a page by its path under the portal, and `close`
 */
export async function openCamera(executablePath, portalUrl, folder) {
  const { chromium } = createRequire(inRoot('package.json'))(
    '@playwright/test',
  );
  const browser = await chromium.launch({ executablePath, args: CHROMIUM });
  const views = [];
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      views.push(await open(browser, portalUrl, theme, width));
    }
  }
  return {
    async take(name, address, prepare) {
      for (const view of views) {
        const { page, theme, width } = view;
        await page.goto(`${portalUrl}${address}`);
        await page.getByRole('heading').first().waitFor();
        await settle(view);
        await prepare?.(page);
        await settle(view);
        await page.screenshot({
          path: path.join(folder, `${name}-${theme}-${width}.png`),
        });
      }
      say(`   ${name}`);
    },
    close: () => browser.close(),
  };
}
