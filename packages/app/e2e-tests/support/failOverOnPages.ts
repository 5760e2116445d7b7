import { expect, Page } from '@playwright/test';
import type { Hands } from './hands';

const LAUNCHES = { timeout: 90_000 };

/**
 * Runs the plan "orders" as a recovery from its own page, and follows the execution to its end and to its session.
 *
 * @returns the id of the session that comes of it
 */
export async function failOverOnPages(
  page: Page,
  hands: Hands,
): Promise<string> {
  await hands.turnTo(page.getByRole('tab', { name: 'Recovery Plans' }));
  await hands.press(page.getByRole('link', { name: 'orders', exact: true }));
  await hands.press(page.getByRole('button', { name: 'Run', exact: true }));

  await expect(page).toHaveURL(/\/run/);
  await hands.choose(page.getByRole('radio', { name: /^Recovery/ }));
  await expect(page.getByText('Nothing is destroyed.')).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'What happens, in this order' }),
  ).toContainText('after Database');
  await hands.press(page.getByRole('button', { name: 'Run the recovery' }));

  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(
    'Database: 2 instances are launched in us-west-2.',
  );
  await expect(
    dialog.getByRole('button', { name: 'Run the recovery' }),
  ).toHaveAttribute('aria-disabled', 'true');
  await hands.write(dialog.getByRole('textbox'), 'orders');
  await hands.press(dialog.getByRole('button', { name: 'Run the recovery' }));

  await expect(page).toHaveURL(/\/executions\/[^/]+/);
  await expect(page.locator('header', { hasText: 'orders' })).toContainText(
    'Completed',
    LAUNCHES,
  );
  await hands.press(page.getByRole('button', { name: 'Open its session' }));
  await expect(page).toHaveURL(/\/sessions\/[^/]+/);
  return new URL(page.url()).pathname.split('/sessions/')[1].split('/')[0];
}
