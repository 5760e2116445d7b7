import type {
  RecoveryPlan,
  WaveAction,
} from '@internal/plugin-disaster-recovery-common';
import type { testPortals } from '../../__testUtils__';
import { TestLife } from './TestLife';

/** The machines that fail over. */
export const HOSTS = ['orders-db-1', 'orders-app-1', 'orders-app-2'];

const warmUp: WaveAction = {
  name: 'Warm caches',
  kind: 'COMMAND',
  documentName: 'Orders-WarmCaches',
  parameters: { Cache: ['catalog'] },
  targets: { kind: 'waveInstances' },
  timeoutSeconds: 300,
  onFailure: 'continue',
};

/** Two groups and a plan of two waves; one machine of the second group stays at home. */
export async function failedOver(
  portals: ReturnType<typeof testPortals>,
  options: { leave?: string[]; config?: Record<string, unknown> } = {},
) {
  const portal = await portals.start({
    simulator: { speed: 1800 },
    config: options.config,
  });
  const life = new TestLife(portal);
  const groups = [
    await life.group('Orders DB', ['orders-db-1']),
    await life.group('Orders app', [
      'orders-app-1',
      'orders-app-2',
      'orders-app-3',
    ]),
  ];
  const plan: RecoveryPlan = await portal.client.createRecoveryPlan({
    name: 'Orders',
    description: 'The order system',
    waves: [
      {
        number: 1,
        name: 'Database',
        protectionGroupIds: [groups[0].id],
        dependsOn: [],
        pauseBefore: false,
        preActions: [],
        postActions: [],
        failurePolicy: 'failFast',
      },
      {
        number: 2,
        name: 'Application',
        protectionGroupIds: [groups[1].id],
        dependsOn: [1],
        pauseBefore: true,
        preActions: [],
        postActions: [warmUp],
        failurePolicy: 'continue',
      },
    ],
  });
  const launched = await life.failOver(HOSTS);
  await life.reverse(
    HOSTS.filter(host => !options.leave?.includes(host)).map(
      host => launched.get(host)!,
    ),
  );
  return { portal, life, groups, plan, launched };
}
