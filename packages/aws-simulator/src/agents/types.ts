/** A DRS source server, wherever it is. */
export type ServerReference = {
  account: string;
  region: string;
  serverId: string;
};

/** The replication agent on one instance. */
export type Agent = {
  /**
   * source: feeds `boundTo`. recovery: found on a disk that DRS launched, and waits to
   * serve the reverse direction; `boundTo` is the server that it was replicated from.
   */
  mode: 'source' | 'recovery';
  boundTo: ServerReference;
  /** When it first reached DRS after the last boot; undefined until it has. */
  checkedInAt?: number;
  /** When it was last seen, once it no longer is. */
  lastSeenAt?: number;
  /** An uninstaller at work, or done: the agent is gone from `endsAt`. */
  uninstall?: { startedAt: number; endsAt: number };
  /** When somebody removed the agent's directory. */
  directoryRemovedAt?: number;
  /** The instance has booted after the uninstaller ended: the driver is unloaded. */
  rebootedSinceUninstall?: boolean;
};
