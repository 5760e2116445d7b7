import type { AgentStepName } from '@internal/plugin-disaster-recovery-common';

/** A command that was sent to an instance and whose end is waited for. */
export interface SentCommand {
  commandId: string;
  sentAt: string;
}

/** What the agent work on an instance has to remember from one look to the next. */
export interface AgentWorkState {
  /** The command of the current step. */
  command?: SentCommand;
  /** The intent by which that command is being sent, to this instance and perhaps others. */
  request?: string;
  /** How many commands were sent in this attempt: their intents are numbered by it. */
  commands: number;
  /** Tells this boot of the operating system from the next: read before the reboot. */
  bootId?: string;
  /** The boot during which the agent was uninstalled; `unknown` when the command said nothing. Kept across attempts. */
  uninstalledInBoot?: string;
  /** The last ping that SSM had from before the reboot, by AWS's clock. */
  pingBeforeReboot?: string;
  /** When EC2 was last asked to reboot it, and how often. */
  rebootRequestedAt?: string;
  reboots: number;
}

/** The agent work on one instance, as its row holds it. */
export interface AgentWork {
  sessionId: string;
  recoveryInstanceId: string;
  operationId: string;
  step: AgentStepName;
  outcome?: 'SUCCEEDED' | 'FAILED';
  /** Undefined while it waits for its turn. */
  stepStartedAt?: Date;
  state: AgentWorkState;
}
