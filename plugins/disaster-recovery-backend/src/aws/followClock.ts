import type { Clock } from '../database/DatabaseClock';
import type { AwsClock } from './AwsClock';

interface Answer {
  response: unknown;
}

type Step = (args: never) => Promise<Answer>;

/** The part of an SDK client that is needed here, alike in all generations of the SDK. */
export interface FollowedClient {
  middlewareStack: {
    add(
      middleware: (next: Step) => Step,
      options: { step: 'deserialize'; priority: 'low'; name: string },
    ): void;
  };
}

function dateOf(response: unknown): number {
  const { headers } = response as { headers?: Record<string, string> };
  return Date.parse(headers?.date ?? '');
}

/** Reads AWS's clock from each answer that a client gets, errors among them. */
export function followClock(
  client: FollowedClient,
  clock: AwsClock,
  portalClock: Clock,
): void {
  client.middlewareStack.add(
    next => async args => {
      const now = () => portalClock.now().getTime();
      const sentAt = now();
      const output = await next(args);
      const awsSecond = dateOf(output.response);
      if (!Number.isNaN(awsSecond)) {
        clock.observe({ awsSecond, sentAt, receivedAt: now() });
      }
      return output;
    },
    // Nearest to the wire, before an error is made of the answer.
    { step: 'deserialize', priority: 'low', name: 'followClock' },
  );
}
