import { createBackend } from '@backstage/backend-defaults';
import { readinessHealthFactory } from '@internal/plugin-disaster-recovery-backend';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('./demo-sign-in'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@internal/plugin-disaster-recovery-backend'));
// Ready is what can carry failovers on, and not what has merely started.
backend.add(readinessHealthFactory);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permission-policy'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

// A portal that did not start must end: whoever watches it would wait for a readiness that never comes.
backend.start().catch(() => {
  process.exit(1);
});
