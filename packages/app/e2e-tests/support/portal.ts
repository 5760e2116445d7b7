import path from 'node:path';
import { expect, Page, test as base } from '@playwright/test';
import {
  ScratchPortal,
  ScratchPortalOptions,
  startScratchPortal,
} from '../../../../bin/lib/scratchPortal.mjs';

export { expect };

/** One of the users that the demo's sign-in page offers; see app-config.demo.yaml. */
export type DemoUser = 'guest' | 'jane.doe' | 'vera.viewer';

/**
 * A portal with the example company's groups and plans, whose simulated AWS does in a second what takes a quarter of an
 * hour.
 */
export const fastPortal: ScratchPortalOptions = {
  filled: true,
  speed: 900,
  configs: [path.join(__dirname, 'app-config.yaml')],
};

/** Enters the portal as this user, and waits for its sidebar. */
export async function signIn(page: Page, user: DemoUser = 'guest') {
  await page.goto('/');
  await page.getByRole('button', { name: user }).click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
}

/**
 * Playwright's test with a real portal for each worker: its own database and its own simulated AWS on random ports, with
 * `baseURL` pointing at it. A file that needs another estate says so with
 * `test.use({ portalOptions: { estate: 'large' } })`.
 */
export const test = base.extend<
  {},
  { portalOptions: ScratchPortalOptions; portal: ScratchPortal }
>({
  portalOptions: [{}, { option: true, scope: 'worker' }],
  portal: [
    async ({ portalOptions }, provide) => {
      const portal = await startScratchPortal(portalOptions);
      await provide(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ portal }, provide) => {
    await provide(portal.url);
  },
});
