import { RECOVERY, SOURCE } from '../../companies/companies.mjs';
import { once } from './chapters.mjs';

/** The reversed source server of a machine, as DRS of the source region has it. */
const reversedOf = async (world, hostname) => {
  const { drs } = await world.source();
  return Object.values(drs.sourceServers).find(
    server =>
      server.hostname === hostname && server.machine.region === RECOVERY,
  );
};

const startAgain = (world, page) => page && world.life.startAgain(page);

/** What happens to data on its way back. */
export const replicationFaults = [
  {
    name: 'initial sync stalls in the middle',
    tells: /NOT_CONVERGING|writes faster/,
    arm: {
      'install-agents': world =>
        world.fault('stallSync', { match: { region: SOURCE } }),
      'start-reverse-replication': world =>
        world.fault('stallSync', { match: { region: SOURCE } }),
    },
    mend: startAgain,
  },
  {
    name: 'all blocks are compared again after CONTINUOUS',
    during: {
      'ready again': once(async world => {
        const { id } = await reversedOf(world, 'orders-web-3');
        await world.fault('rescan', { match: { resourceId: id } });
      }),
    },
  },
  {
    name: 'lag comes back after READY',
    arm: {
      failback: async world => {
        const { id } = await reversedOf(world, 'orders-db-1');
        await world.fault('lag', { match: { resourceId: id }, seconds: 1800 });
      },
    },
  },
  {
    name: 'replication stalls after READY',
    tells: /UNSTABLE_NETWORK|breaks again/,
    arm: {
      drill: async world => {
        const { id } = await reversedOf(world, 'orders-db-1');
        await world.fault('stall', { match: { resourceId: id } });
      },
    },
    mend: startAgain,
  },
  {
    name: 'a reversed source server is deleted by hand',
    during: {
      'ready again': once(async world => {
        const { id } = await reversedOf(world, 'orders-web-3');
        await world.other.drs(SOURCE, 'DisconnectSourceServer', {
          sourceServerID: id,
        });
        await world.other.drs(SOURCE, 'DeleteSourceServer', {
          sourceServerID: id,
        });
      }),
    },
    mend: startAgain,
    repeats: 1,
  },
  {
    name: 'DRS of the source region is not initialized',
    tells: /not initialized/,
    arm: {
      session: world =>
        world.fault('regionUninitialized', { match: { region: SOURCE } }),
    },
  },
];
