import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../paths.mjs';
import { say } from '../steps.mjs';

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

/** Whether a page still shows what it shows before its content. */
const isLoading = () =>
  document.querySelector('[aria-busy="true"], .MuiSkeleton-root') !== null;

async function open(browser, portalUrl, theme, width) {
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript(
    chosen => localStorage.setItem('theme', chosen),
    theme,
  );
  await page.goto(portalUrl);
  await page.getByRole('button', { name: 'guest' }).click();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  return { page, theme, width };
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
      for (const { page, theme, width } of views) {
        await page.goto(`${portalUrl}${address}`);
        await page.getByRole('heading').first().waitFor();
        await page.waitForFunction(() => document.fonts.ready);
        await page.waitForFunction(`!(${isLoading})()`);
        await prepare?.(page);
        // Charts and tables measure themselves after they are drawn.
        await page.waitForTimeout(700);
        await page.screenshot({
          path: path.join(folder, `${name}-${theme}-${width}.png`),
        });
      }
      say(`   ${name}`);
    },
    close: () => browser.close(),
  };
}
