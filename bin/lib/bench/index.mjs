/**
 * What `yarn bench` can measure, in the order of docs/performance.md. Each module of `load` exports
 * `measure({ processes, tools, seed, quick, say })`, which starts what it needs, stops it, and gives its results:
 *
 * - `results`: `{ name, value, unit?, target?, met, note? }`, a line of the table each. `value` is a number, `target` says
 *   what it must be, in words ("at most 1.02"); what has no target is told for information and counts as met.
 * - `details`: Markdown for the section in docs/performance.md, if there is more to tell than the table.
 *
 * Values are ratios of things that were measured in the same run wherever that says more: machines are noisy.
 */
export const benches = {
  makespan: {
    title: 'Makespan',
    load: () => import('./makespan/index.mjs'),
  },
  calls: {
    title: 'Calls to AWS',
    load: () => import('./calls/index.mjs'),
  },
  limits: {
    title: 'Rate limits of AWS',
    load: () => import('./limits/index.mjs'),
  },
  backend: {
    title: 'The backend under load',
    load: () => import('./backend/index.mjs'),
  },
  rest: {
    title: 'REST on large tables',
    load: () => import('./rest/index.mjs'),
  },
  start: {
    title: 'Start and size',
    load: () => import('./start/index.mjs'),
  },
  growth: {
    title: 'Growth',
    load: () => import('./growth/index.mjs'),
  },
  page: {
    title: 'A session page with 3,000 instances',
    load: () => import('./page/index.mjs'),
  },
};
