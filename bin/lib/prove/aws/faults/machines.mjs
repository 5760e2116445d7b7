import { inEach } from './chapters.mjs';

const onWeb = async world => {
  const { ec2 } = await world.recovery();
  return Object.values(ec2.instances).find(
    ({ hostname, state, tags }) =>
      hostname === 'orders-web-3' && state === 'running' && tags,
  ).id;
};

const REINSTALL = ['reinstall'];

/** A fault of one recovery instance, from the moment that it is there. */
const ofWeb = (kind, more = {}) => ({
  arm: {
    'install-agents': async world =>
      world.fault(kind, { match: { resourceId: await onWeb(world) }, ...more }),
  },
});

/** What happens on machines, and between them and Systems Manager. */
export const machineFaults = [
  {
    name: 'SSM gives no output',
    arm: { failover: world => world.fault('emptyOutput') },
  },
  {
    name: 'a wave action never ends',
    arm: {
      failover: world =>
        world.fault('commandHangs', {
          match: { resourceId: 'Orders-WarmCaches' },
        }),
    },
  },
  {
    name: 'a wave action fails',
    tells: /cache server is gone/,
    arm: {
      failover: world =>
        world.fault('commandFails', {
          match: { resourceId: 'Orders-WarmCaches' },
          message: 'cache server is gone',
        }),
    },
  },
  {
    name: 'a wave automation fails',
    tells: /zone is locked/,
    arm: {
      failover: world =>
        world.fault('automationFails', { message: 'zone is locked' }),
    },
  },
  {
    name: 'a command on an instance never ends',
    routes: REINSTALL,
    ...ofWeb('commandHangs'),
  },
  {
    name: 'an instance never comes back from its reboot',
    routes: REINSTALL,
    ...ofWeb('rebootHangs'),
    // Its owner forces it off and on.
    mend: async world => {
      const id = await onWeb(world);
      await world.fault('instanceStopped', { match: { resourceId: id } });
      await world.until(
        async () =>
          (await world.recovery()).ec2.instances[id].state === 'stopped',
        'the instance to stop',
      );
      await world.fault('instanceStarted', { match: { resourceId: id } });
    },
  },
  {
    name: 'the uninstaller fails',
    routes: REINSTALL,
    ...ofWeb('uninstallFails'),
  },
  {
    name: 'the installer fails and says nothing',
    routes: REINSTALL,
    ...ofWeb('installFails'),
  },
  {
    name: 'an instance is not managed by Systems Manager',
    routes: REINSTALL,
    tells: /SSM|Systems Manager/,
    ...ofWeb('notManaged'),
  },
  {
    name: 'agents take ten times as long',
    arm: { failover: world => world.fault('slowAgents', { factor: 10 }) },
  },
  {
    name: 'the agent of an instance is never heard',
    arm: {
      failover: async world => {
        const { drs } = await world.recovery();
        const server = Object.values(drs.sourceServers).find(
          ({ hostname }) => hostname === 'orders-web-3',
        );
        await world.fault('agentNeverChecksIn', {
          match: { resourceId: server.id },
        });
      },
    },
    // Its owner opens the way to DRS, and restarts the machine.
    mend: async world => {
      const id = await onWeb(world);
      await world.other.ec2('us-west-2', 'RebootInstances', {
        InstanceIds: [id],
      });
    },
    repeats: 0,
  },
  {
    name: 'termination is refused',
    arm: inEach(
      world => world.fault('terminateRefused', { count: 2 }),
      ['terminate-drill', 'cleanup'],
    ),
  },
];
