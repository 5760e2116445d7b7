import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../waitFor.mjs';

const PLACE = { accountId: '111122223333', region: 'us-west-2' };
const POLL_MS = 500;
const ENDED = ['COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED'];

/** The id that the estate `large:N` gives the source server of its nth machine, from 0. */
export const sourceServerId = number =>
  `s-0${(number + 1).toString(16).padStart(16, '0')}`;

/** Where the estate `large:N` launches its nth machine, from 0. */
const settingsOf = number => ({
  subnetId: `subnet-20${(Math.floor(number / 200) + 1)
    .toString(16)
    .padStart(15, '0')}`,
  securityGroupIds: [`sg-20${'1'.padStart(15, '0')}`],
  instanceProfileArn: `arn:aws:iam::${PLACE.accountId}:instance-profile/server`,
  instanceType: 'm5.large',
  rightSizingMethod: 'NONE',
  copyTags: true,
});

/** Makes Protection Groups and Recovery Plans of the estate `large:N`, from servers that no other plan has yet, from the `first` on. */
export function largePlans(api, first = 0) {
  let used = first;

  async function group(name, count) {
    const numbers = Array.from({ length: count }, () => used++);
    // As DRS has them: what it would take to change them is not what is measured.
    const common = settingsOf(numbers[0]);
    return api.post('/protection-groups', {
      name,
      ...PLACE,
      sourceRegion: 'us-east-1',
      selection: { by: 'ids', sourceServerIds: numbers.map(sourceServerId) },
      launchConfig: { recovery: common, origin: {} },
      serverOverrides: Object.fromEntries(
        numbers
          .map(number => [number, settingsOf(number)])
          .filter(([, { subnetId }]) => subnetId !== common.subnetId)
          .map(([number, { subnetId }]) => [
            sourceServerId(number),
            { recovery: { subnetId } },
          ]),
      ),
    });
  }

  return {
    /** A plan that launches so many servers in so many waves, one after the other. */
    async make(servers, waves) {
      const name = `${servers} servers in ${waves} waves, from ${used}`;
      const made = [];
      for (let number = 1; number <= waves; number += 1) {
        const count =
          Math.floor((servers * number) / waves) -
          Math.floor((servers * (number - 1)) / waves);
        const { id } = await group(`${name}, wave ${number}`, count);
        made.push({
          number,
          name: `Wave ${number}`,
          protectionGroupIds: [id],
          dependsOn: number === 1 ? [] : [number - 1],
        });
      }
      return api.post('/recovery-plans', { name, waves: made });
    },
  };
}

/** Waits until the groups of a plan have been looked at, as those of every plan that is older than a minute. */
export async function settled(api, plan) {
  for (const id of plan.waves.flatMap(wave => wave.protectionGroupIds)) {
    await waitFor(
      async () =>
        (
          await api.get(`/protection-groups/${id}`)
        ).servers.every(({ driftCheckedAt }) => driftCheckedAt),
      { seconds: 300, every: 500, what: 'The first look at a group' },
    );
  }
}

/** Waits until an execution has ended, and checks that it launched everything. */
export async function executionEnd(api, id) {
  for (;;) {
    const execution = await api.get(`/executions/${id}`);
    if (ENDED.includes(execution.status)) {
      if (execution.status !== 'COMPLETED') {
        throw new Error(
          `${execution.planName} ended ${execution.status}: ${execution.lastError?.message}`,
        );
      }
      return execution;
    }
    await delay(POLL_MS);
  }
}
