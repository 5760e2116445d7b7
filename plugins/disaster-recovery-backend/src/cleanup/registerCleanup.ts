import type { CleanupDependencies } from './CleanupExecutor';
import { CleanupHandler } from './CleanupHandler';

/** Registers cleanup as an operation of sessions: before the engine starts. */
export function registerCleanup(dependencies: CleanupDependencies): void {
  dependencies.sessions.operations.register(
    CleanupHandler.create(dependencies),
  );
}
