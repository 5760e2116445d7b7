import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';
import { waitFor } from '../../waitFor.mjs';
import { insist, isUnsent } from './patientApi.mjs';
import { RECOVERY, SOURCE } from './companies.mjs';

const require = createRequire(
  inRoot('plugins/disaster-recovery-backend/package.json'),
);

/** Speaks to the simulated AWS itself, past the portal. */
function controlOf(url) {
  return async (path, body) => {
    const response = await insist(
      () =>
        fetch(`${url}/_simulator/${path}`, {
          method: body ? 'POST' : 'GET',
          body: body && JSON.stringify(body),
        }),
      isUnsent,
    );
    if (!response.ok) {
      throw new Error(
        `${path} of the simulated AWS answered ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return response.json();
  };
}

/** The SDK in the hands of somebody else in the account. */
function otherTool(url, accessKeyId, requests) {
  const send = async (packageName, client, region, command, input) => {
    const sdk = require(packageName);
    const answer = await new sdk[client]({
      region,
      endpoint: url,
      credentials: { accessKeyId, secretAccessKey: 'no-secret-is-checked' },
    }).send(new sdk[`${command}Command`](input));
    requests.add(answer.$metadata.requestId);
    return answer;
  };
  return {
    drs: (...call) => send('@aws-sdk/client-drs', 'DrsClient', ...call),
    ec2: (...call) => send('@aws-sdk/client-ec2', 'EC2Client', ...call),
  };
}

/**
 * One company's part of the simulated AWS, for those who let things go wrong in it.
 *
 * @returns `fault` to add one in its account, `other`, the hands of another tool, `state` of the account, and `mend`, which
 *   makes AWS well again as the fault says, or else by taking away every fault of the account
 */
export function worldOf(simulatorUrl, { accountId, otherKeyId }) {
  const control = controlOf(simulatorUrl);
  const othersRequests = new Set();
  const world = {
    accountId,
    othersRequests,
    other: otherTool(simulatorUrl, otherKeyId, othersRequests),
    fault: (kind, { match, ...rest } = {}) =>
      control('faults', {
        action: 'add',
        kind,
        match: { account: accountId, ...match },
        ...rest,
      }),
    async clear() {
      const { faults } = await control('faults', { action: 'list' });
      for (const { id, match } of faults) {
        if (match.account === accountId) {
          await control('faults', { action: 'clear', id });
        }
      }
    },
    state: async () => control(`state?account=${accountId}`),
    /** The state as the whole world would show it, with this account alone. */
    world: async () => ({ accounts: { [accountId]: await world.state() } }),
    async mend(fault, page) {
      await world.clear();
      await fault.mend?.(world, page);
    },
    until: (ask, what) => waitFor(ask, { seconds: 60, every: 300, what }),
    /** The account's things of a region: `drs`, `ec2`, `ssm`. */
    async region(region) {
      return (await world.state()).regions[region];
    },
    source: () => world.region(SOURCE),
    recovery: () => world.region(RECOVERY),
  };
  return world;
}
