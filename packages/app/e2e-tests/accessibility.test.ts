import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { disasterRecovery } from './support/disasterRecovery';
import {
  failedBackPages,
  livelyPages,
  type TourPage,
} from './support/everyPage';
import {
  startLivingFailovers,
  type LivingFailovers,
} from './support/livingFailovers';
import { expect, fastPortal, signIn, test } from './support/portal';
import { simulatedAws } from './support/simulatedAws';

test.use({ portalOptions: { ...fastPortal, seed: 4, speed: 300 } });
test.describe.configure({ mode: 'serial' });
// A record of each page would take longer than looking at it.
test.use({ trace: 'off' });

let world: LivingFailovers;

/** Fails the test at its end: one page's faults do not hide those of the next. */
const inTheEnd = expect.configure({ soft: true });

/** Backstage's own: the portal's sidebar, the tabs of a plugin's header, and the catalog's spinner. */
const NOT_OURS = [
  'nav[aria-label="sidebar nav"]',
  '.bui-Tab',
  '.MuiCircularProgress-root',
];

/** Goes to a page as a link of the portal does: to load the portal anew for each takes as long as looking at it. */
async function goTo(page: Page, path: string) {
  await page.evaluate(to => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** What axe finds serious on the page that is open, as one line for each. */
async function seriousFaults(page: Page, colorScheme: 'light' | 'dark') {
  const axe = NOT_OURS.reduce(
    (builder, part) => builder.exclude(part),
    // What is in order need not be told apart node by node, which takes most of its time.
    new AxeBuilder({ page }).options({ resultTypes: ['violations'] }),
  );
  if (await page.getByRole('dialog').isVisible()) {
    // What is dimmed behind it is not there to be read.
    axe.include('[role="dialog"]');
  }
  // What else there is to find does not depend on colors.
  const { violations } = await (colorScheme === 'dark'
    ? axe.withRules('color-contrast')
    : axe
  ).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        node => `${id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`,
      ),
    );
}

async function setTheme(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('body')).toHaveAttribute(
    'data-theme-mode',
    colorScheme,
  );
}

/** Goes to a page; what axe finds serious on it in light or dark fails the test, once all pages were looked at. */
async function expectAccessible(page: Page, tourPage: TourPage) {
  // Before the page is there: what Backstage is still loading when the theme changes keeps the colors of the other.
  await setTheme(page, 'light');
  await goTo(page, tourPage.path);
  await expect(
    page.getByRole('heading', { name: tourPage.heading, exact: true }).first(),
  ).toBeVisible();
  await expect(
    page.getByText(tourPage.content).filter({ visible: true }).first(),
  ).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await setTheme(page, colorScheme);
    // A page that is drawn anew in the other theme, or only now gets its last part, is half in each for a moment. What is
    // wrong with it stays.
    await inTheEnd
      .poll(() => seriousFaults(page, colorScheme), {
        message: `${tourPage.name}, ${colorScheme}`,
        timeout: 15_000,
      })
      .toEqual([]);
  }
}

/**
 * What of the page that is open is cut off at the right in a narrow window, or can be read only by scrolling. A graph of waves
 * may be as long as it is.
 */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const scrolls = (element: Element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth + 1;
    const sticksOut = (element: Element) => {
      const { width, right } = element.getBoundingClientRect();
      return width > 1 && right > window.innerWidth + 1;
    };
    return [...document.querySelectorAll('body *')]
      .filter(element => !element.closest('[role="group"], svg'))
      .filter(element => scrolls(element) || sticksOut(element))
      .slice(0, 3)
      .map(element => element.outerHTML.slice(0, 120));
  });

async function expectToFit(page: Page, tourPage: TourPage) {
  const wide = page.viewportSize()!;
  await page.setViewportSize({ width: 768, height: 900 });
  await expect(
    page.getByText(tourPage.content).filter({ visible: true }).first(),
  ).toBeVisible();
  // A table finds out what room it has after the window has changed.
  await expect
    .poll(() => cutOff(page), { message: `${tourPage.name}, cut off` })
    .toEqual([]);
  await page.setViewportSize(wide);
}

async function tour(
  page: Page,
  pages: TourPage[],
  look: (page: Page, tourPage: TourPage) => Promise<void>,
) {
  await signIn(page, 'jane.doe');
  // The portal leads visitors on to their failovers: that is over before anybody goes elsewhere.
  await expect(
    page
      .getByRole('heading', { name: 'Failover Sessions', exact: true })
      .first(),
  ).toBeVisible();
  for (const tourPage of pages) {
    await test.step(tourPage.name, () => look(page, tourPage));
  }
}

test.beforeAll(async ({ portal, request }) => {
  world = await startLivingFailovers(
    disasterRecovery(portal),
    simulatedAws(portal.simulatorUrl, request),
  );
});

test('Pages of living failovers have no serious fault for keyboards, screen readers and eyes, and fit a window of 768 pixels', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await tour(page, livelyPages(world), async (...there) => {
    await expectAccessible(...there);
    await expectToFit(...there);
  });
});

test('Pages after a failback have no serious fault either', async ({
  page,
  portal,
  request,
}) => {
  const api = disasterRecovery(portal);
  await simulatedAws(portal.simulatorUrl, request).setSpeed(300);
  await api.finish(world.ready.id, 'execute-failback', { mode: 'RECOVERY' });
  await api.reach(world.ready.id, 'FAILBACK_COMPLETE');
  await tour(page, failedBackPages(world), expectAccessible);
});
