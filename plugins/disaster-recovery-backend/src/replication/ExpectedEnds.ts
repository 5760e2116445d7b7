import { isAboutToChange, nextExpectedMs, type Pace } from './nextLookMs';
import type { Observation } from './observeInstance';

type Seen = Pick<Observation, 'recoveryInstanceId' | 'progress' | 'expectedAt'>;

/**
 * When the machines of a watch are expected to be in step, as they were seen last.
 *
 * @remarks
 * Kept in memory alone: a process that does not know it looks at them with all others, and knows it then.
 */
export class ExpectedEnds {
  readonly #byMachine = new Map<string, Date>();

  /** Takes in what a look told; machines that it did not ask for are expected when they were. */
  note(observations: Seen[]): void {
    for (const { recoveryInstanceId, progress, expectedAt } of observations) {
      if (expectedAt) {
        this.#byMachine.set(recoveryInstanceId, expectedAt);
      } else if (progress) {
        this.#byMachine.delete(recoveryInstanceId);
      }
    }
  }

  /** Forgets all: the next look asks for everything. */
  clear(): void {
    this.#byMachine.clear();
  }

  /** Whether a machine is looked at now, between two looks at everything. */
  isDue({ recoveryInstanceId, progress }: Seen, pace: Pace): boolean {
    const expectedAt = this.#byMachine.get(recoveryInstanceId);
    return isAboutToChange({ progress, expectedAt }, pace);
  }

  /** In how many milliseconds DRS is asked again for what is expected. */
  nextLookMs(pace: Pace): number {
    return nextExpectedMs(this.#byMachine.values(), pace);
  }
}
