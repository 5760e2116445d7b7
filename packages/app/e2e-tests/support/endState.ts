import { expect } from '@playwright/test';
import { checkEndState } from '../../../../bin/lib/walkthrough/endState.mjs';

/**
 * That a disaster is over for AWS too, whatever the pages say: every machine is back as it was, protected again, and nothing
 * is left behind.
 *
 * @param before - the state of the simulated AWS before the disaster
 * @param after - its state now
 */
export function expectGoodEnd(
  before: unknown,
  after: unknown,
  session: object,
) {
  expect(
    checkEndState(before, after, session).flatMap(({ title, problems }) =>
      problems.map(problem => `${title}: ${problem}`),
    ),
  ).toEqual([]);
}
