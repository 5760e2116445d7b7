import { adoptLargeFailover } from '../../../bin/lib/bench/page/largeFailover.mjs';
import { disasterRecovery } from './support/disasterRecovery';
import { expect, fastPortal, signIn, test } from './support/portal';
import { simulatedAws } from './support/simulatedAws';

test.use({
  portalOptions: { ...fastPortal, filled: false, estate: 'large:3000' },
});

test('R9.2: A session of 3,000 instances opens with its counts, and the failed ones first', async ({
  page,
  portal,
  request,
}) => {
  const api = disasterRecovery(portal);
  const { id } = await adoptLargeFailover(api, portal.simulatorUrl);
  const aws = simulatedAws(portal.simulatorUrl, request);
  const { instances } = await api.session(id);
  const failing = [instances[7], instances[1_500], instances[2_999]];
  await aws.addFault({ kind: 'installFails' });
  await aws.setSpeed(1_800);
  await api.finish(id, 'install-agents', {
    instanceIds: failing.map(instance => instance.recoveryInstanceId),
  });

  await signIn(page, 'guest');
  await page.goto(`/disaster-recovery/sessions/${id}`);
  const summary = page.getByRole('list', { name: 'Summary' });
  await expect(summary).toContainText('3 Failed');
  await expect(summary).toContainText(/2,?997 Waiting/);

  const table = page.getByRole('table', { name: 'Instances' });
  await expect(table).toHaveAttribute('aria-rowcount', '3001');
  const rows = table.getByRole('row');
  for (const row of [1, 2, 3]) {
    await expect(rows.nth(row)).toContainText('Failed');
  }
  await expect(rows.nth(4)).toContainText('Waiting');
  // Of thousands only those that can be seen are drawn.
  expect(await rows.count()).toBeLessThan(100);

  await test.step('The last row is reached by scrolling', async () => {
    await table.hover();
    await page.mouse.wheel(0, 3_000 * 100);
    await expect(
      table.locator('[role="row"][aria-rowindex="3001"]'),
    ).toBeVisible();
  });
  await test.step('One of them is found by its name', async () => {
    const wanted = instances[2_000].hostname;
    await page
      .getByRole('searchbox', { name: 'Find an instance' })
      .fill(wanted);
    await page.getByRole('button', { name: wanted, exact: true }).click();
    await expect(page.getByRole('dialog', { name: wanted })).toContainText(
      instances[2_000].recoveryInstanceId,
    );
  });
});
