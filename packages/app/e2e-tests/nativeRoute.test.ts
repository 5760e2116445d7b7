import { disasterRecovery } from './support/disasterRecovery';
import { failOverOnPages } from './support/failOverOnPages';
import { FailbackStory } from './support/FailbackStory';
import { keyboard } from './support/hands';
import { expect, fastPortal, signIn, test } from './support/portal';

test.use({ portalOptions: { ...fastPortal, seed: 2 } });

test('R10.1, R10.2, R10.4, R10.5, R10.6, R10.7: The whole life of a disaster by keyboard alone, on the native route', async ({
  page,
  portal,
}) => {
  test.setTimeout(300_000);
  const hands = keyboard(page);
  await signIn(page, 'guest');

  const session = await test.step('The plan runs', async () =>
    disasterRecovery(portal).session(await failOverOnPages(page, hands)));
  const story = new FailbackStory(page, hands, session);
  await hands.turnTo(page.getByRole('tab', { name: 'Failover Sessions' }));

  await story.openFromList();
  await story.seeWhyNot('Fail back', /./);
  await story.reviewAndChoose('native');
  await expect(
    page.getByText('No agent is installed on this route.'),
  ).toBeVisible();
  await story.press('Go on to reverse replication');
  await story.replicateBack('native');
  await story.mirror('native');
  await story.watch();
  await story.drill();
  await story.failBack();
  await story.reProtect();
  await story.cleanUp();
});
