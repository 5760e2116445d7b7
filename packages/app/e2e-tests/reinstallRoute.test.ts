import { disasterRecovery } from './support/disasterRecovery';
import { expectGoodEnd } from './support/endState';
import { failOverOnPages } from './support/failOverOnPages';
import { FailbackStory } from './support/FailbackStory';
import { mouse } from './support/hands';
import { expect, fastPortal, signIn, test } from './support/portal';
import { simulatedAws } from './support/simulatedAws';

test.use({ portalOptions: fastPortal });

test('R10.1, R10.2, R10.3, R10.4, R10.5, R10.6, R10.7: The whole life of a disaster by mouse, on the reinstall route', async ({
  page,
  portal,
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const hands = mouse();
  const aws = simulatedAws(portal.simulatorUrl, request);
  const before = await aws.state();
  await signIn(page, 'guest');

  const session = await test.step('The plan runs', async () =>
    disasterRecovery(portal).session(await failOverOnPages(page, hands)));
  const story = new FailbackStory(page, hands, session);
  await hands.turnTo(page.getByRole('tab', { name: 'Failover Sessions' }));

  await test.step('The session waits in the list', async () => {
    await story.openFromList();
    await story.seeWhyNot('Mirror the configuration', /agents/i);
  });

  await test.step('Agents are installed', async () => {
    await story.reviewAndChoose('reinstall');
    await story.installAgents();
  });

  await test.step('The back button leads through the steps', async () => {
    await page.goBack();
    await expect(page).toHaveURL(/\/wizard\/review$/);
    await page.goForward();
    await expect(page).toHaveURL(/\/wizard\/agents/);
  });

  await test.step('Another machine comes to the same step', async () => {
    const elsewhere = await browser.newContext({ baseURL: portal.url });
    const other = await elsewhere.newPage();
    await signIn(other, 'jane.doe');
    await other.goto(`/disaster-recovery/sessions/${session.id}/wizard`);
    await expect(other).toHaveURL(/\/wizard\/(agents|mirror)$/);
    await expect(
      other.locator('header', { hasText: session.name }),
    ).toContainText(/Installing agents|Agents installed/);
    await elsewhere.close();
  });

  await test.step('The configuration is mirrored', async () => {
    await story.press('Go on to mirroring');
    await story.mirror('reinstall');
  });

  await test.step('Data comes back', async () => {
    await story.replicateBack('reinstall');
    await story.watch();
  });

  await test.step('R5: A failback drill', () => story.drill());
  await test.step('Failback', () => story.failBack());
  await test.step('Re-protection', () => story.reProtect());
  await test.step('Cleanup', () => story.cleanUp());
  await test.step('For AWS it is over too', async () =>
    expectGoodEnd(
      before,
      await aws.state(),
      await disasterRecovery(portal).session(session.id),
    ));

  await test.step('The session is done, and its pages stay', async () => {
    await page.goto('/disaster-recovery/sessions');
    await page.getByRole('tab', { name: 'Done (1)' }).click();
    const row = page.getByRole('row').filter({ hasText: session.name });
    await expect(row).toContainText('Nothing more to do');
    await page.goto(`/disaster-recovery/sessions/${session.id}/operations`);
    await expect(page.getByRole('heading', { level: 3 })).toContainText([
      'Clean up the recovery region',
      'Re-protect',
      'Fail back',
      'Terminate the drill',
      'Fail back',
      'Start reverse replication',
      'Mirror the configuration',
      'Install agents',
    ]);
  });
});
