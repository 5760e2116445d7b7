import { Agent } from './types';

/** Whether the uninstaller has come to its end. */
export function isUninstalled(agent: Agent, at: number): boolean {
  return agent.uninstall !== undefined && agent.uninstall.endsAt <= at;
}

export function isUninstalling(agent: Agent, at: number): boolean {
  return agent.uninstall !== undefined && agent.uninstall.endsAt > at;
}

/**
 * What is in the agent's directory. A directory removed while the uninstaller still runs
 * comes back, empty: the dying agent writes its log once more.
 */
export function directoryState(
  agent: Agent | undefined,
  at: number,
): 'present' | 'empty' | 'absent' {
  if (!agent) {
    return 'absent';
  }
  const removedAt = agent.directoryRemovedAt;
  if (isUninstalled(agent, at)) {
    return removedAt !== undefined && removedAt >= agent.uninstall!.endsAt
      ? 'absent'
      : 'empty';
  }
  return removedAt === undefined ? 'present' : 'absent';
}

/** Whether there is an agent that can run: installed, with its files. */
export function canRun(agent: Agent | undefined, at: number): agent is Agent {
  return (
    agent !== undefined &&
    !isUninstalled(agent, at) &&
    directoryState(agent, at) === 'present'
  );
}

/** What is still in the way of an installer that wants to start afresh; undefined when nothing is. */
export function obstacleToInstall(
  agent: Agent | undefined,
  at: number,
): 'notRestarted' | 'previouslyInstalled' | undefined {
  if (!agent) {
    return undefined;
  }
  if (!isUninstalled(agent, at)) {
    return 'previouslyInstalled';
  }
  if (!agent.rebootedSinceUninstall) {
    return 'notRestarted';
  }
  return directoryState(agent, at) === 'absent'
    ? undefined
    : 'previouslyInstalled';
}
