import { Call } from '../Call';
import { throttled } from '../wire/protocolErrors';

/** A bucket of requests that AWS still takes. */
type Bucket = { tokens: number; at: number };

/**
 * The request rates of the setting `requestRates`: a token bucket for each account, region and service, filled by simulated
 * time. A request that finds it empty is throttled.
 */
export class RequestRates {
  readonly #buckets = new Map<string, Bucket>();

  /** @throws AwsError the service's own throttling error */
  take(call: Call): void {
    const rate = call.world.settings.requestRates[call.service];
    if (!rate) return;
    const { perSecond, burst = perSecond } = rate;
    const key = `${call.account}/${call.region}/${call.service}`;
    const { now } = call;
    const before = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const filled = ((now - before.at) / 1000) * perSecond;
    const tokens = Math.min(burst, before.tokens + filled);
    const isTaken = tokens >= 1;
    this.#buckets.set(key, { tokens: isTaken ? tokens - 1 : tokens, at: now });
    if (!isTaken) throw throttled(call.service, 1);
  }

  clear(): void {
    this.#buckets.clear();
  }
}
