export interface ManagedInstance {
  instanceId: string;
  pingStatus: string;
  /** By AWS's clock, and so the same whenever it is read: for comparing pings. */
  lastPingAt?: Date;
  /** The same by the portal's clock. */
  heardAt?: Date;
  platform?: 'LINUX' | 'WINDOWS';
  agentVersion?: string;
}

export interface CommandInvocation {
  commandId: string;
  instanceId: string;
  status: string;
  statusDetails?: string;
  responseCode?: number;
  /** Of the plugin that ran; empty strings when it said nothing. */
  stdout: string;
  stderr: string;
  /** Whether SSM will change it no more. */
  ended: boolean;
  succeeded: boolean;
}

export interface AutomationExecution {
  id: string;
  status: string;
  failureMessage?: string;
  outputs: Record<string, string[]>;
  ended: boolean;
  succeeded: boolean;
}

/** Systems Manager in one account and region. */
export interface Ssm {
  /** Those of the ids that are registered; absence means not managed. */
  listManagedInstances(ids: string[]): Promise<ManagedInstance[]>;
  /** Never retried by itself: use an intent, found again by `comment` (100 characters at most). */
  sendCommand(request: {
    documentName: string;
    documentVersion?: string;
    instanceIds?: string[];
    targets?: { key: string; values: string[] }[];
    parameters: Record<string, string[]>;
    comment: string;
    timeoutSeconds: number;
  }): Promise<{ commandId: string }>;
  findCommandByComment(
    comment: string,
    since: Date,
  ): Promise<{ commandId: string } | undefined>;
  /**
   * What became of a command, on all of its instances or on some. Empty right after SendCommand: SSM is eventually
   * consistent.
   */
  listCommandInvocations(
    commandId: string,
    instanceIds?: string[],
  ): Promise<CommandInvocation[]>;
  /** On all of its instances or on some. */
  cancelCommand(commandId: string, instanceIds?: string[]): Promise<void>;
  /** Undefined when there is no such document. */
  getDocument(
    name: string,
  ): Promise<{ name: string; type: string; parameters: string[] } | undefined>;
  /** Idempotent by `clientToken`, a UUID. */
  startAutomation(request: {
    documentName: string;
    documentVersion?: string;
    parameters: Record<string, string[]>;
    clientToken: string;
  }): Promise<{ automationExecutionId: string }>;
  getAutomation(id: string): Promise<AutomationExecution>;
  stopAutomation(id: string): Promise<void>;
}
