import type { AccountCredentials } from './AccountCredentials';
import type { AwsCaller } from './AwsCaller';
import type { AwsClock } from './AwsClock';
import type { FollowedClient } from './followClock';

/** What every client of the SDK is made with. */
export interface ClientOptions {
  region: string;
  endpoint: string | undefined;
  credentials: ReturnType<AccountCredentials['for']>;
  requestHandler: { connectionTimeout: number };
  maxAttempts: number;
}

/** A way to one service of AWS in one account and region. */
export interface Connection {
  /**
   * A client of the SDK, which is closed with all others. It is loaded by who first calls, and not by a portal that starts:
   * the clients take longer to load than all else of this plugin.
   */
  open<C extends FollowedClient & { destroy(): void }>(
    load: () => Promise<new (options: ClientOptions) => C>,
  ): () => Promise<C>;
  call: AwsCaller;
  clock: AwsClock;
}
