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
    load: async () => (await import('./pages')).loadSessions(),
  },
  {
    path: 'protection-groups',
    title: 'Protection Groups',
    load: async () => (await import('./pages')).loadGroups(),
  },
  {
    path: 'recovery-plans',
    title: 'Recovery Plans',
    load: async () => (await import('./pages')).loadPlans(),
  },
  {
    path: 'executions',
    title: 'Executions',
    load: async () => (await import('./pages')).loadExecutions(),
  },
];
