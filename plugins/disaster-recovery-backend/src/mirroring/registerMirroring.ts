import {
  MirrorConfigHandler,
  type MirroringDependencies,
} from './MirrorConfigHandler';

/** Registers the mirroring of configurations as an operation of sessions: before the engine starts. */
export function registerMirroring(dependencies: MirroringDependencies): void {
  dependencies.sessions.operations.register(
    MirrorConfigHandler.create(dependencies),
  );
}
