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
  /** Opens a client of the SDK, which is closed with all others. */
  open<C extends FollowedClient & { destroy(): void }>(
    Client: new (options: ClientOptions) => C,
  ): C;
  call: AwsCaller;
  clock: AwsClock;
}
