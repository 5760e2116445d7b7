import { RECOVERY, SOURCE } from '../../companies/companies.mjs';
import { inEach, once } from './chapters.mjs';

const LAUNCHES = ['failover', 'drill', 'failback'];

const serversOf = async (world, region) => {
  const { drs } = await world.region(region);
  return Object.values(drs.sourceServers)
    .filter(
      ({ tags, hostname, replication }) =>
        hostname.startsWith('orders-') &&
        tags.Team !== 'payroll' &&
        replication.state === 'CONTINUOUS',
    )
    .map(({ id }) => id);
};

/** Another tool drills from the same servers at the same moment. */
const otherJob = region => async world => {
  const ids = await serversOf(world, region);
  await world.other.drs(region, 'StartRecovery', {
    isDrill: true,
    sourceServers: ids.map(sourceServerID => ({ sourceServerID })),
  });
};

const isIdle = async world =>
  [await world.recovery(), await world.source()].every(({ drs }) =>
    Object.values(drs.jobs).every(({ status }) => status === 'COMPLETED'),
  );

/** What happens to launches, by DRS or by others in the account. */
export const launchFaults = [
  {
    name: 'a launch fails without a reason',
    arm: inEach(world => world.fault('launchFails', { count: 1 }), LAUNCHES),
  },
  {
    name: 'completed jobs do not say what they launched',
    arm: { failover: world => world.fault('missingRecoveryInstanceId') },
  },
  {
    name: 'another tool has started a job on the same servers',
    arm: {
      failover: otherJob(RECOVERY),
      drill: otherJob(SOURCE),
    },
    // Who is told to wait for the job waits for it.
    mend: world => world.until(() => isIdle(world), 'the other job to end'),
  },
  {
    name: 'the original machines are gone',
    arm: {
      failover: async world => {
        const { ec2 } = await world.source();
        const ids = Object.values(ec2.instances)
          .filter(({ tags }) => tags.Application === 'orders')
          .map(({ id }) => id);
        world.gone = ids;
        await world.other.ec2(SOURCE, 'TerminateInstances', {
          InstanceIds: ids,
        });
      },
    },
    endState: (session, world) => ({ lost: world.gone }),
  },
  {
    name: 'the source region goes down altogether, and comes back after the failover',
    arm: {
      failover: async world => {
        await world.fault('regionOutage', { match: { region: SOURCE } });
        await world.fault('lostRequest', { match: { region: SOURCE } });
      },
      'install-agents': world => world.mend({ mend: restored(SOURCE) }),
      'start-reverse-replication': world =>
        world.mend({ mend: restored(SOURCE) }),
    },
    mend: restored(SOURCE),
  },
  {
    name: 'the recovery region goes down altogether on the way back',
    during: {
      ready: once(async world => {
        await world.fault('regionOutage', { match: { region: RECOVERY } });
        await world.fault('lostRequest', { match: { region: RECOVERY } });
      }),
    },
    mend: restored(RECOVERY),
  },
  {
    name: 'a recovery instance is terminated behind our back',
    during: {
      ready: once(async world => {
        const { ec2 } = await world.recovery();
        const { id } = Object.values(ec2.instances).find(
          ({ hostname }) => hostname === 'orders-web-3',
        );
        await world.other.ec2(RECOVERY, 'TerminateInstances', {
          InstanceIds: [id],
        });
      }),
    },
    tells: /terminated/,
    endState: () => ({
      except: [
        'every original machine',
        'failback instances run',
        'protected again',
      ],
    }),
  },
  {
    name: 'a machine that failed back is stopped by hand',
    arm: {
      cleanup: async world => {
        const { ec2 } = await world.source();
        world.stopped = Object.values(ec2.instances)
          .filter(({ hostname, launchedAt }) => hostname && launchedAt)
          .filter(({ hostname }) => hostname === 'orders-web-3')
          .sort((a, b) => b.launchedAt - a.launchedAt)[0].id;
        await world.fault('instanceStopped', {
          match: { resourceId: world.stopped },
        });
        await world.until(
          async () =>
            (await world.source()).ec2.instances[world.stopped].state ===
            'stopped',
          'the machine to stop',
        );
      },
    },
    mend: async world => {
      if (!world.stopped) {
        return;
      }
      await world.fault('instanceStarted', {
        match: { resourceId: world.stopped },
      });
      await world.until(
        async () =>
          (await world.source()).ec2.instances[world.stopped].upSince !==
          undefined,
        'the machine to run',
      );
    },
  },
];

function restored(region) {
  return world => world.fault('regionRestored', { match: { region } });
}
