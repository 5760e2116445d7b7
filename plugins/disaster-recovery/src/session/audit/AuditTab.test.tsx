import type { AuditEvent } from '@internal/plugin-disaster-recovery-common';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { sessionFixture } from '../../__testUtils__/sessionFixtures';
import { AuditTab } from './AuditTab';

function event(id: string, message: string): AuditEvent {
  return {
    id,
    at: '2026-11-23T12:00:00.000Z',
    actor: 'user:default/jane',
    action: 're-protect.succeeded',
    outcome: 'SUCCEEDED',
    resourceType: 'failover-session',
    resourceId: 'session-1',
    message,
  };
}

describe('the record of a session', () => {
  it('names operations as their buttons do, and leaves other words as they are', async () => {
    renderPage(<AuditTab session={sessionFixture()} />, {
      api: {
        listSessionEvents: async () => ({
          items: [
            event('1', 're-protect succeeded'),
            event('2', 'orders: Re-protected'),
          ],
          totalItems: 2,
        }),
      },
    });
    const table = await screen.findByRole('table', { name: 'Audit' });
    expect(within(table).getByText('Re-protect succeeded')).toBeVisible();
    expect(within(table).getByText('orders: Re-protected')).toBeVisible();
  });
});
