import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Why something is not ready; nothing when it is. */
export type ReadinessProbe = () => Promise<string | undefined>;

/** What has to be well for the process to be ready, told by the plugins that know. */
export interface ReadinessService {
  /** Adds a probe. It answers soon, whatever happens. */
  add(name: string, probe: ReadinessProbe): void;
  /** What is not well, as `name: reason`. */
  problems(): Promise<string[]>;
}

/** The probes of one process. */
export class ReadinessProbes implements ReadinessService {
  readonly #probes = new Map<string, ReadinessProbe>();

  add(name: string, probe: ReadinessProbe): void {
    this.#probes.set(name, probe);
  }

  async problems(): Promise<string[]> {
    const answers = await Promise.all(
      [...this.#probes].map(async ([name, probe]) => {
        const reason = await probe();
        return reason === undefined ? [] : [`${name}: ${reason}`];
      }),
    );
    return answers.flat();
  }
}

/** Shared by all plugins of a backend, so that its health can ask them. */
export const readinessServiceRef = createServiceRef<ReadinessService>({
  id: 'disaster-recovery.readiness',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new ReadinessProbes(),
    }),
});
