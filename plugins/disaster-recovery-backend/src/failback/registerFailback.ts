import { ExecuteFailback } from './ExecuteFailback';
import type { FailbackDependencies } from './FailbackDependencies';
import { ReProtect } from './ReProtect';
import { TerminateDrill } from './TerminateDrill';

/** Registers failback, its drills, and re-protection with the operations of sessions. */
export function registerFailback(dependencies: FailbackDependencies): void {
  const { operations } = dependencies.sessions;
  operations.register(new ExecuteFailback(dependencies));
  operations.register(new TerminateDrill(dependencies));
  operations.register(new ReProtect(dependencies));
}
