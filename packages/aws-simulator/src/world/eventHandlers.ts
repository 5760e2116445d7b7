import * as agents from '../agents/agentLifecycle';
import * as jobs from '../drs/jobs';
import * as jobEvents from '../drs/jobEvents';
import * as launch from '../drs/launchJob';
import { onStopAfterLaunch } from '../drs/launchInstance';
import * as agentContact from '../drs/agentContact';
import * as interruptions from '../drs/interruptions';
import * as replication from '../drs/replication';
import * as machine from '../ec2/machine';
import * as automations from '../ssm/automations';
import * as invocations from '../ssm/invocations';
import type { EventHandler } from './World';

/** What each kind of event does when its time has come. */
export const eventHandlers: Record<string, EventHandler> = {
  'ec2.running': machine.onRunning,
  'ec2.up': machine.onUp,
  'ec2.ssmOnline': machine.onSsmOnline,
  'ec2.stopped': machine.onStopped,
  'ec2.terminated': machine.onTerminated,
  'ec2.forgotten': machine.onForgotten,
  'agent.checkIn': agents.onCheckIn,
  'agent.remoteUninstall': agents.onRemoteUninstall,
  'drs.initiated': replication.onInitiated,
  'drs.stallSync': replication.onStallSync,
  'drs.synchronized': replication.onSynchronized,
  'drs.snapshotted': replication.onSnapshotted,
  'drs.rescanned': replication.onRescanned,
  'drs.agentLost': agentContact.onAgentLost,
  'drs.caughtUp': interruptions.onCaughtUp,
  'drs.stopped': interruptions.onStopped,
  'drs.repointed': agentContact.onRepointed,
  'drs.jobStarted': jobEvents.onJobStarted,
  'drs.terminated': jobEvents.onTerminated,
  'drs.jobEnded': jobEvents.onJobEnded,
  'drs.cleanedUp': launch.onCleanedUp,
  'drs.snapshotTaken': launch.onSnapshotTaken,
  'drs.launchGivenUp': launch.onLaunchGivenUp,
  'drs.converted': launch.onConverted,
  'drs.launched': launch.onLaunched,
  'drs.stopAfterLaunch': onStopAfterLaunch,
  'drs.recordRemoved': jobs.onRecordRemoved,
  'ssm.deliver': invocations.onDeliver,
  'ssm.finish': invocations.onFinish,
  'ssm.reboot': invocations.onReboot,
  'ssm.expire': invocations.onExpire,
  'ssm.automationStep': automations.onStep,
};
