import { notificationChannel } from './notificationChannel';

describe('notificationChannel', () => {
  const NEWS = {
    title: 'Orders has failed back',
    link: '/disaster-recovery/failover-sessions/1',
    severity: 'normal' as const,
    scope: 'failover-session:1:failback',
  };

  it.each([
    [
      'group:default/orders',
      { type: 'entity', entityRef: 'group:default/orders' },
    ],
    [undefined, { type: 'broadcast' }],
  ])('tells the owner, and everybody of what has none', async (owner, to) => {
    const sent: unknown[] = [];
    const channel = notificationChannel({
      send: async notification => {
        sent.push(notification);
      },
    });
    await channel.send([{ at: new Date(), content: { ...NEWS, owner } }]);
    expect(sent).toEqual([
      { recipients: to, payload: { ...NEWS, topic: 'disaster-recovery' } },
    ]);
  });

  it.each([
    ['status 404', true],
    ['status 400', true],
    ['status 429', false],
    ['status 408', false],
    ['status 503', false],
    ['TypeError: fetch failed', false],
  ])('takes "%s" for a refusal: %s', (words, isRefusal) => {
    const { isRefusal: judge } = notificationChannel({ send: async () => {} });
    const error = new Error(
      `Failed to send notifications: Error: Request failed with ${words}`,
    );
    expect(judge!(error)).toBe(isRefusal);
  });
});
