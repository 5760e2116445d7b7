import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fillDemo } from '../demoEstate.mjs';
import { portalApi } from '../portalApi.mjs';
import { startScratchPortal } from '../scratchPortal.mjs';
import { lifeOfADisaster } from '../walkthrough/life.mjs';
import { simulatedAws } from '../walkthrough/simulatedAws.mjs';

/** At this speed an action's time runs out no sooner than a busy machine can look after it. */
const SPEED = 120;
const QUIET = { line: () => {} };

/** The two systems of the demo's estate: each has an owner, an account, a group, and a plan of the system's name. */
export const SYSTEMS = {
  orders: { accountId: '111122223333', owner: 'group:default/team-orders' },
  billing: { accountId: '444455556666', owner: 'group:default/team-billing' },
};

/**
 * A portal in which two teams have failed over: each system has a group, a plan, an execution, and a session that waits for
 * somebody. Afterwards AWS's time stands still and nothing is polled, so that whatever changes was changed by a request.
 *
 * @param options - `config` to begin with, `beforeFailover`, which is given the API, `seed`, `trace`
 * @returns the portal, its `api` for an administrator, `ids` by system, a `folder` for files of its configuration, `configure` to start the backend again with another configuration, and `stop`
 */
export async function startTwoTeams({
  config = {},
  beforeFailover = async () => {},
  ...options
} = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-'));
  const file = path.join(folder, 'app-config.prove.yaml');
  const write = (more, interval) =>
    fs.writeFileSync(
      file,
      JSON.stringify({
        ...more,
        disasterRecovery: { ...more.disasterRecovery, polling: { interval } },
      }),
    );
  write(config, { milliseconds: 500 });
  const portal = await startScratchPortal({
    speed: SPEED,
    ...options,
    webApp: false,
    configs: [file],
  });
  const stop = async () => {
    await portal.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const api = portalApi(portal.url, portal.automationToken);
    await fillDemo(portal.url);
    await beforeFailover(api);
    const ids = await failOverBoth(api);
    await simulatedAws(portal.simulatorUrl).setSpeed(0);
    const configure = async more => {
      write(more, { hours: 24 });
      await portal.restartBackend();
    };
    return { portal, api, ids, folder, configure, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function failOverBoth(api) {
  const life = lifeOfADisaster(api, QUIET);
  const { items: plans } = await api.get('/recovery-plans');
  const entries = Object.keys(SYSTEMS).map(async system => {
    const plan = plans.find(({ name }) => name === system);
    const execution = await life.failOver(plan.id);
    const session = await life.findSession(execution.id);
    return [
      system,
      {
        'recovery-plans': plan.id,
        'protection-groups': plan.waves[0].protectionGroupIds[0],
        executions: execution.id,
        'failover-sessions': session.id,
      },
    ];
  });
  return Object.fromEntries(await Promise.all(entries));
}
