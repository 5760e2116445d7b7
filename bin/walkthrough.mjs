// `yarn walkthrough`: takes a fresh simulated estate through the whole life of a disaster, over REST.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { command } from './lib/command.mjs';
import { fillDemo } from './lib/demoEstate.mjs';
import { readOptions } from './lib/options.mjs';
import { portalApi } from './lib/portalApi.mjs';
import { startScratchPortal } from './lib/scratchPortal.mjs';
import { say } from './lib/steps.mjs';
import { checkEndState } from './lib/walkthrough/endState.mjs';
import { lifeOfADisaster } from './lib/walkthrough/life.mjs';
import { simulatedAws } from './lib/walkthrough/simulatedAws.mjs';
import { storyteller } from './lib/walkthrough/story.mjs';

const USAGE = `Usage: yarn walkthrough [--route reinstall|native] [--then reinstall|native]
                        [--trace FILE] [--speed N]

  --route   how replication is reversed: by reinstalling agents, or by DRS itself;
            reinstall unless told
  --then    a second disaster of the same plan after the first, and its route back
  --trace   file for every call to the simulated AWS, as JSON lines
  --speed   simulated seconds a second; 300 unless told`;

/** Asks AWS more often than one would in real life: its time runs fast here. */
function writeConfig(folder) {
  const file = path.join(folder, 'app-config.walkthrough.yaml');
  fs.writeFileSync(
    file,
    JSON.stringify({
      disasterRecovery: { polling: { interval: { milliseconds: 500 } } },
    }),
  );
  return file;
}

function report(checks) {
  say('\nThe simulated AWS at the end:');
  for (const { title, problems } of checks) {
    say(`   ${problems.length === 0 ? '✓' : '✗'} ${title}`);
    problems.forEach(problem => say(`       ${problem}`));
  }
  return checks.every(({ problems }) => problems.length === 0);
}

const ROUTES = ['reinstall', 'native'];

function requireRoute(route) {
  if (!ROUTES.includes(route)) {
    throw new Error(`"${route}" is no route: it is reinstall or native`);
  }
}

/** One disaster, from the run of the plan to the end of the cleanup. */
async function live(planId, route, { life, story }) {
  const execution = await story.chapter('Disaster: the plan runs', () =>
    life.failOver(planId),
  );
  const { id, name } = await story.chapter(
    'The failover appears as a session',
    () => life.findSession(execution.id),
  );
  story.line(`it is called ${name}`);
  if (route === 'reinstall') {
    await story.chapter('Agents are uninstalled, rebooted, reinstalled', () =>
      life.installAgents(id),
    );
    await story.chapter('The configuration is mirrored', () => life.mirror(id));
    await story.chapter('Reverse replication is taken up', () =>
      life.replicateBack(id),
    );
  } else {
    await story.chapter('Reverse replication starts', () =>
      life.replicateBack(id),
    );
    await story.chapter('The configuration is mirrored', () => life.mirror(id));
  }
  await story.chapter('Everything becomes ready for failback', () =>
    life.waitUntilReady(id),
  );
  const lost = await story.chapter('A failback drill', () => life.drill(id));
  await story.chapter('Ready again', () => life.waitUntilReady(id));
  await story.chapter('Failback', () => life.failBack(id));
  await story.chapter('Re-protection', () => life.reProtect(id));
  const session = await story.chapter('Cleanup', () => life.cleanUp(id));
  return { session, lost };
}

await command(async () => {
  const options = readOptions(
    {
      route: { type: 'string', default: 'reinstall' },
      then: { type: 'string' },
      trace: { type: 'string' },
      speed: { type: 'string', default: '300' },
    },
    USAGE,
  );
  const routes = [options.route, ...(options.then ? [options.then] : [])];
  routes.forEach(requireRoute);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'walkthrough-'));
  const portal = await startScratchPortal({
    webApp: false,
    speed: Number(options.speed),
    trace: options.trace && path.resolve(options.trace),
    configs: [writeConfig(folder)],
  });
  try {
    const api = portalApi(portal.url, portal.automationToken);
    const aws = simulatedAws(portal.simulatorUrl);
    const story = storyteller(aws.now);
    const life = lifeOfADisaster(api, story);

    say(
      `\nThe order system runs in us-east-1 and is protected in us-west-2. Route: ${routes.join(
        ', then ',
      )}.`,
    );
    const plans = await story.chapter(
      'Protection Groups and a Recovery Plan are set up',
      async () => {
        await fillDemo(portal.url);
        const { items } = await api.get('/recovery-plans');
        return Object.fromEntries(items.map(item => [item.name, item.id]));
      },
    );
    let good = true;
    let production;
    for (const route of routes) {
      const before = await aws.state();
      const { session, lost } = await live(plans.orders, route, {
        life,
        story,
      });
      good =
        report(
          checkEndState(before, await aws.state(), session, {
            production,
            lost,
          }),
        ) && good;
      production = session.instances.map(
        ({ failback }) => failback.failbackInstanceId,
      );
    }
    say(
      good
        ? `\nFrom disaster to cleaned up in ${await story.end()} of AWS's time, by the ${routes.join(
            ' route, then by the ',
          )} route.`
        : '\nThe end state is not what it should be.',
    );
    return good ? 0 : 1;
  } finally {
    await portal.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
