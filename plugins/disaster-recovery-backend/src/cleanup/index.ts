export { registerCleanup } from './registerCleanup';
export { addCleanupRoutes } from './router';
