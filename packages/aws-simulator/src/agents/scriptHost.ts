import { takeFault } from '../control/faults';
import { Instance } from '../ec2/types';
import { ScriptHost } from '../scripts/types';
import { World } from '../world/World';
import { agentRemoved, agentSeconds } from './agentLifecycle';
import {
  canRun,
  directoryState,
  isUninstalled,
  isUninstalling,
} from './agentState';

/** What scripts see and do on an instance. */
export function scriptHost(world: World, instance: Instance): ScriptHost {
  return {
    platform: instance.platform,
    hostname: instance.hostname,
    bootId: world.random.uuid(`boot:${instance.id}:${instance.bootCount}`),
    bootedAt: instance.upSince ?? world.now,
    hasBatchFiles: world.settings.windowsBatchUninstaller,
    directory: at => directoryState(instance.agent, at),
    isUninstalling: at =>
      instance.agent !== undefined && isUninstalling(instance.agent, at),
    isAgentRunning: at => canRun(instance.agent, at),
    uninstall(at) {
      const agent = instance.agent!;
      const fault = takeFault(world, 'uninstallFails', {
        account: instance.account,
        region: instance.region,
        resourceIds: [instance.id],
      });
      if (fault) {
        return {
          failure:
            fault.message ?? 'Failed to uninstall the AWS Replication Agent.',
        };
      }
      if (!agent.uninstall || isUninstalled(agent, at)) {
        const seconds = agentSeconds(world, instance, 'uninstall', 10, 60);
        agent.uninstall = {
          startedAt: at,
          endsAt: at + Math.round(seconds * 1000),
        };
        agentRemoved(world, instance, at);
      }
      return { endsAt: agent.uninstall.endsAt };
    },
    removeDirectory(at) {
      const { agent } = instance;
      if (!agent || directoryState(agent, at) === 'absent') return;
      agent.directoryRemovedAt = at;
      // An agent whose files are gone is not seen again.
      if (!agent.uninstall) agentRemoved(world, instance, at);
    },
  };
}
