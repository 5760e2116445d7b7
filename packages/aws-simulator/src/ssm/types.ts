export type DocumentParameter = {
  type: string;
  description?: string;
  default?: unknown;
  allowedValues?: string[];
  allowedPattern?: string;
};

/** A step of a document. */
export type DocumentStep = {
  name: string;
  action: string;
  /** Of Command documents: only on this platform. */
  platform?: 'Linux' | 'Windows';
  /** Seconds that it takes, where no script says so: [least, most]. */
  seconds?: [number, number];
  description?: string;
};

export type SsmDocument = {
  name: string;
  owner: string;
  type: 'Command' | 'Automation';
  version: string;
  schemaVersion: string;
  description: string;
  platforms: string[];
  parameters: Record<string, DocumentParameter>;
  steps: DocumentStep[];
  createdAt: number;
};

export type InvocationStatus =
  | 'Pending'
  | 'InProgress'
  | 'Delayed'
  | 'Success'
  | 'Cancelled'
  | 'TimedOut'
  | 'Failed'
  | 'Cancelling';

export type PluginResult = {
  name: string;
  status: InvocationStatus;
  statusDetails: string;
  responseCode: number;
  startedAt?: number;
  endedAt?: number;
  stdout: string;
  stderr: string;
};

/** A command on one instance. */
export type Invocation = {
  instanceId: string;
  status: InvocationStatus;
  statusDetails: string;
  plugins: PluginResult[];
  visibleAt: number;
  startedAt?: number;
  endedAt?: number;
  /** Raised by each change that makes planned events void. */
  epoch: number;
  /** Times that the script ran: exit 194 or 3010 reboots, and runs it again. */
  runs: number;
};

export type Command = {
  id: string;
  documentName: string;
  documentVersion: string;
  parameters: Record<string, string[]>;
  comment: string;
  requestedAt: number;
  expiresAt: number;
  timeoutSeconds: number;
  targets: { Key: string; Values: string[] }[];
  instanceIds: string[];
  maxConcurrency: string;
  maxErrors: string;
  invocations: Record<string, Invocation>;
};

export type AutomationStep = {
  name: string;
  action: string;
  status: string;
  startedAt?: number;
  endedAt?: number;
  failure?: string;
};

export type Automation = {
  id: string;
  documentName: string;
  documentVersion: string;
  parameters: Record<string, string[]>;
  status: string;
  startedAt: number;
  endedAt?: number;
  failure?: string;
  steps: AutomationStep[];
  executedBy: string;
  epoch: number;
  clientToken?: string;
};

export type SsmState = {
  /** Documents of the account; Amazon's own are everywhere. */
  documents: Record<string, SsmDocument>;
  commands: Record<string, Command>;
  automations: Record<string, Automation>;
};
