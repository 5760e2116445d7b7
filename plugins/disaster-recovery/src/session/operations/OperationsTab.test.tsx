import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Operation } from '@internal/plugin-disaster-recovery-common';
import { renderPage } from '../../__testUtils__/renderPage';
import {
  operationFixture,
  sessionFixture,
} from '../../__testUtils__/sessionFixtures';
import { OperationsTab } from './OperationsTab';

/** An operation on many machines, as the API answers when the steps of so many of them are wanted. */
function onMany(targetCount: number, targets = targetCount): Operation {
  return {
    ...operationFixture({ status: 'SUCCEEDED' }),
    targetCount,
    steps: Array.from(
      { length: Math.min(targets, targetCount) },
      (_, index) => ({
        id: `step-${index}`,
        target: `i-${index}`,
        targetName: `server-${index}`,
        name: 'CHECK_SSM',
        title: 'Check SSM',
        status: 'SUCCEEDED',
      }),
    ),
  };
}

describe('OperationsTab', () => {
  it('reads the steps of a few machines, and those of all when they are wanted', async () => {
    renderPage(<OperationsTab session={sessionFixture()} />, {
      api: {
        listOperations: async (_, query) => ({
          items: [onMany(30, query?.targets)],
        }),
      },
    });
    expect(
      await screen.findByRole('region', { name: 'server-19' }),
    ).toBeVisible();
    expect(screen.queryByRole('region', { name: 'server-20' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /30/ }));
    expect(
      await screen.findByRole('region', { name: 'server-29' }),
    ).toBeVisible();
  });
});
