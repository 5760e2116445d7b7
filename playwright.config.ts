import { defineConfig, devices } from '@playwright/test';

/**
 * Browser tests. Each worker starts a portal of its own (packages/app/e2e-tests/support/portal.ts), so there is no server
 * to start here. PLAYWRIGHT_CHROMIUM_PATH names the browser where it is not Playwright's own.
 */
export default defineConfig({
  testDir: 'packages',
  testMatch: '*/e2e-tests/**/*.test.ts',
  // The repository's own tools are modules that Node loads as they are.
  build: { external: ['**/bin/lib/*.mjs'] },
  outputDir: '.data/browser-tests',
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: process.env.PLAYWRIGHT_REPORT
    ? [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_REPORT }]]
    : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    actionTimeout: 20_000,
    // What moves takes half a core to draw, and shows a test nothing.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
