import {
  disasterRecovery,
  type SessionFacts,
} from './support/disasterRecovery';
import { expect, fastPortal, signIn, test } from './support/portal';
import { simulatedAws } from './support/simulatedAws';

test.use({ portalOptions: { ...fastPortal, seed: 3 } });
test.describe.configure({ mode: 'serial' });

const SLOW = { timeout: 60_000 };
let session: SessionFacts;

test.beforeAll(async ({ portal }) => {
  session = await disasterRecovery(portal).failOver('orders');
});

test('A user without permission sees everything, and what each action would need', async ({
  page,
}) => {
  await signIn(page, 'vera.viewer');
  await page.goto(`/disaster-recovery/sessions/${session.id}`);
  for (const { hostname } of session.instances) {
    await expect(page.getByRole('button', { name: hostname })).toBeVisible();
  }
  const next = page.getByRole('button', { name: 'Prepare the failback' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next).toHaveAccessibleDescription(
    'You do not have the permission disaster-recovery.failover-session.install-agents.',
  );
  await next.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${session.id}$`));

  await page.goto(
    `/disaster-recovery/sessions/${session.id}/wizard/agents?route=reinstall`,
  );
  const install = page.getByRole('button', {
    name: 'Install agents on 8 instances',
  });
  await expect(install).toHaveAttribute('aria-disabled', 'true');
  await expect(install).toHaveAccessibleDescription(
    'You do not have the permission disaster-recovery.failover-session.install-agents.',
  );

  await page.goto('/disaster-recovery/recovery-plans');
  await page.getByRole('link', { name: 'billing', exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const run = page.getByRole('button', { name: 'Run the drill' });
  await expect(run).toHaveAttribute('aria-disabled', 'true');
  await expect(run).toHaveAccessibleDescription(
    /permission disaster-recovery\.recovery-plan\.run-drill/,
  );
});

test('R10.8, R12.2: An agent that fails says why, and only it is tried again', async ({
  page,
  portal,
  request,
}) => {
  const aws = simulatedAws(portal.simulatorUrl, request);
  const failing = session.instances.find(
    ({ hostname }) => hostname === 'orders-app-2',
  )!.recoveryInstanceId;
  await aws.addFault({
    kind: 'installFails',
    match: { resourceId: failing },
    count: 1,
    message: 'Error: not enough disk space to install the agent',
  });
  const installsOf = async () =>
    (await aws.calls('SendCommand'))
      .filter(({ request: { DocumentName } }) =>
        /InstallDRAgent/.test(DocumentName),
      )
      .flatMap(call => call.request.InstanceIds);

  await signIn(page, 'jane.doe');
  await page.goto(
    `/disaster-recovery/sessions/${session.id}/wizard/agents?route=reinstall`,
  );
  await page
    .getByRole('button', { name: 'Install agents on 8 instances' })
    .click();
  const retry = page.getByRole('button', { name: 'Retry 1 agent' });
  await expect(retry).toBeVisible(SLOW);
  await expect(page.locator('header', { hasText: session.name })).toContainText(
    '1 of 8 failed',
  );
  const before = await installsOf();
  expect(new Set(before).size).toBe(8);

  await test.step('The instance shows what the command wrote', async () => {
    const rows = page
      .getByRole('table', { name: 'Instances' })
      .getByRole('row');
    await expect(rows.nth(1)).toContainText('orders-app-2');
    await expect(rows.nth(1)).toContainText('Failed');
    await rows.nth(1).getByRole('button', { name: 'orders-app-2' }).click();
    const panel = page.getByRole('dialog', { name: 'orders-app-2' });
    await expect(panel.getByRole('alert').first()).toContainText(
      'not enough disk space to install the agent',
    );
    await expect(
      panel.getByRole('region', { name: /^Standard (output|error)$/ }).first(),
    ).toContainText('not enough disk space');
    await expect(
      panel.getByRole('button', { name: 'Retry this instance' }),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  await retry.click();
  await expect(page.getByText('Every agent is installed.')).toBeVisible(SLOW);
  expect((await installsOf()).slice(before.length)).toEqual([failing]);
});

test('A backend that goes away leaves the page as it was, and work goes on when it is back', async ({
  page,
  portal,
  request,
}) => {
  const aws = simulatedAws(portal.simulatorUrl, request);
  const api = disasterRecovery(portal);
  await api.act(session.id, 'mirror-config');
  await api.reach(session.id, 'CONFIG_MIRRORED');
  await signIn(page, 'guest');
  await page.goto(`/disaster-recovery/sessions/${session.id}`);
  // Slow enough that the backend goes while there is something to do.
  await aws.setSpeed(60);
  await page.getByRole('button', { name: 'Start reverse replication' }).click();
  await page
    .getByRole('button', { name: 'Start reverse replication of 8 instances' })
    .click();
  const status = page.locator('header', { hasText: session.name });
  await expect(status).toContainText('Replicating back', SLOW);

  await portal.killBackend();
  await expect(
    page.getByText('The portal’s backend does not answer'),
  ).toBeVisible(SLOW);
  await expect(
    page.getByText(/It tries again every few seconds and goes on by itself/),
  ).toBeVisible();
  await expect(status).toContainText('Replicating back');
  await expect(page.getByRole('table', { name: 'Instances' })).toContainText(
    'orders-db-1',
  );

  await aws.setSpeed(900);
  await portal.restartBackend();
  await expect(
    page.getByText('The portal’s backend does not answer'),
  ).toBeHidden(SLOW);
  await expect(status).toContainText('Ready for failback', SLOW);
});
