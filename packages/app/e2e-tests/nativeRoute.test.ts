import { disasterRecovery } from './support/disasterRecovery';
import { expectGoodEnd } from './support/endState';
import { failOverOnPages } from './support/failOverOnPages';
import { FailbackStory } from './support/FailbackStory';
import { keyboard } from './support/hands';
import { expect, fastPortal, signIn, test } from './support/portal';
import { simulatedAws } from './support/simulatedAws';

test.use({ portalOptions: { ...fastPortal, seed: 2 } });

test('R10.1, R10.2, R10.4, R10.5, R10.6, R10.7: The whole life of a disaster by keyboard alone, on the native route', async ({
  page,
  portal,
  request,
}) => {
  test.setTimeout(300_000);
  const hands = keyboard(page);
  const aws = simulatedAws(portal.simulatorUrl, request);
  const before = await aws.state();
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
  await test.step('For AWS it is over too', async () =>
    expectGoodEnd(
      before,
      await aws.state(),
      await disasterRecovery(portal).session(session.id),
    ));
});
