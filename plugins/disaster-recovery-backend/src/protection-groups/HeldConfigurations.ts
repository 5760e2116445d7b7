import type { AwsRegion, DrsLaunchConfiguration } from '../aws';
import type { Clock } from '../database/DatabaseClock';

interface Held {
  at: number;
  configuration: DrsLaunchConfiguration;
}

/**
 * What DRS was last seen to hold for each server. DRS tells it for one server at a time only: asking for hundreds right
 * before a launch costs as many calls, and the time that they take.
 */
export class HeldConfigurations {
  readonly #maxAgeMs: number;
  readonly #clock: Clock;
  readonly #held = new Map<string, Held>();

  /** @param maxAgeMs - how long it is taken for true; the schedule reads everything anew more often than that */
  constructor(maxAgeMs: number, clock: Clock) {
    this.#maxAgeMs = maxAgeMs;
    this.#clock = clock;
  }

  find(aws: AwsRegion, id: string): DrsLaunchConfiguration | undefined {
    const held = this.#held.get(keyOf(aws, id));
    return held && held.at > this.#clock.now().getTime() - this.#maxAgeMs
      ? held.configuration
      : undefined;
  }

  /** Asks DRS, and keeps what it says. @throws AwsOperationError */
  async read(aws: AwsRegion, id: string): Promise<DrsLaunchConfiguration> {
    const key = keyOf(aws, id);
    this.#held.delete(key);
    const configuration = await aws.drs.getLaunchConfiguration(id);
    this.#held.set(key, {
      at: this.#clock.now().getTime(),
      configuration,
    });
    return configuration;
  }
}

function keyOf({ accountId, region }: AwsRegion, id: string): string {
  return `${accountId}/${region}/${id}`;
}
