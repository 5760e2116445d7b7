import { takeFault, peekFault } from '../control/faults';
import { createServer } from '../drs/createServer';
import { initiate, referenceTo, rescan } from '../drs/replication';
import { SourceServer } from '../drs/types';
import { hasPolicy } from '../ec2/machine';
import { Instance, Tags } from '../ec2/types';
import { World } from '../world/World';
import { obstacleToInstall } from './agentState';

/** How an installer ended. */
export type InstallResult = {
  exitCode: number;
  stdout: string;
  stderr: string;
};

const OBSTACLES = {
  notRestarted: 'The server has not been restarted since agent uninstallation',
  previouslyInstalled:
    'Cannot install agent, as this server was previously installed to replicate into another region or account. To allow installation, first disconnect and delete the previously installed source server.',
};

function parseTags(text: string): Tags {
  return Object.fromEntries(
    text
      .split(',')
      .filter(Boolean)
      .map(pair => pair.split('=') as [string, string]),
  );
}

/** Why the installer refuses; undefined when it does not. */
function refusal(
  world: World,
  instance: Instance,
  region: string,
): string | undefined {
  const place = { account: instance.account, region };
  const { drs } = world.region(instance.account, region);
  if (!drs.initialized || peekFault(world, 'regionUninitialized', place)) {
    return 'AWS Replication Agent installation failed due to the account not being initialized';
  }
  if (!hasPolicy(world, instance, 'drs')) {
    return 'User is not authorized to perform: drs:GetAgentInstallationAssetsForDrs';
  }
  const isSame =
    instance.agent?.boundTo.region === region &&
    instance.agent.boundTo.account === instance.account;
  const obstacle = obstacleToInstall(instance.agent, world.now);
  if (obstacle && !(obstacle === 'previouslyInstalled' && isSame)) {
    return OBSTACLES[obstacle];
  }
  return undefined;
}

/** The server that this very machine had in the region before, if any. */
function earlierServer(
  world: World,
  instance: Instance,
  region: string,
): SourceServer | undefined {
  return Object.values(
    world.region(instance.account, region).drs.sourceServers,
  ).find(server => server.machine.instanceId === instance.id);
}

/** Runs the agent installer on an instance, at its end: all or nothing. */
export function installAgent(
  world: World,
  instance: Instance,
  parameters: { region: string; tags: string },
): InstallResult {
  const fault = takeFault(world, 'installFails', {
    account: instance.account,
    region: instance.region,
    resourceIds: [instance.id],
  });
  const refused = fault
    ? fault.message ?? ''
    : refusal(world, instance, parameters.region);
  if (refused !== undefined) {
    const isSilent = fault !== undefined && fault.message === undefined;
    return {
      exitCode: 1,
      stdout: isSilent
        ? ''
        : `${refused}\nInstallation of the AWS Replication Agent has failed.\n`,
      stderr: isSilent ? '' : 'failed to run commands: exit status 1\n',
    };
  }
  const owner = { account: instance.account, region: parameters.region };
  let server = earlierServer(world, instance, parameters.region);
  if (server && server.replication.everSynced) {
    // The installer on a machine that replicates registers it again, and all is compared anew.
    rescan(world, server);
  } else {
    server ??= createServer(world, owner, instance, {
      direction: 'FAILOVER',
      tags: parseTags(parameters.tags),
    });
    initiate(world, server);
  }
  instance.agent = {
    mode: 'source',
    boundTo: referenceTo(server),
    checkedInAt: world.now,
  };
  return {
    exitCode: 0,
    stdout: [
      'The installation of the AWS Replication Agent has started.',
      'Identifying volumes for replication.',
      `All volumes for replication were successfully identified.`,
      `The following is the source server ID: ${server.id}.`,
      'The AWS Replication Agent was successfully installed.',
      '',
    ].join('\n'),
    stderr: '',
  };
}
