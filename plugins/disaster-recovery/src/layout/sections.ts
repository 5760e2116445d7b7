import type { ComponentType } from 'react';

/** A section of the plugin: a tab in its header, and the pages below that path. */
export interface Section {
  /** Below where the plugin is mounted. The route references in `routes.ts` begin with it. */
  path: string;
  /** As the header shows it. */
  title: string;
  load(): Promise<ComponentType>;
}

/** The sections in the order of the header, for both frontend systems. */
export const sections: Section[] = [
  {
    path: 'sessions',
    title: 'Failover Sessions',
    load: async () =>
      (await import('../failover-sessions/FailoverSessionsSection'))
        .FailoverSessionsSection,
  },
  {
    path: 'protection-groups',
    title: 'Protection Groups',
    load: async () =>
      (await import('../protection-groups/ProtectionGroupsSection'))
        .ProtectionGroupsSection,
  },
  {
    path: 'recovery-plans',
    title: 'Recovery Plans',
    load: async () =>
      (await import('../recovery-plans/RecoveryPlansSection'))
        .RecoveryPlansSection,
  },
  {
    path: 'executions',
    title: 'Executions',
    load: async () =>
      (await import('../executions/ExecutionsSection')).ExecutionsSection,
  },
];
