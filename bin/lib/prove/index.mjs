/**
 * What `yarn prove` can prove, in the order of docs/reliability.md. Each module of `load` exports
 * `prove({ processes, tools, seed, quick, say })`, which starts what it needs, stops it, and gives its results:
 *
 * - `rows`: `{ what, tried, held, note?, failures }`, a line of the table each. `tried` and `held` are counts; what did not
 *   hold is told in `failures`, a sentence each.
 * - `details`: Markdown for the section in docs/reliability.md, if there is more to tell than the table.
 */
export const harnesses = {
  crash: {
    title: 'Crashes',
    load: () => import('./crash/index.mjs'),
  },
  replicas: {
    title: 'Two replicas',
    load: () => import('./replicas/index.mjs'),
  },
  aws: {
    title: 'Faults of AWS',
    load: () => import('./aws/index.mjs'),
  },
  portal: {
    title: 'Faults of the portal',
    load: () => import('./portal/index.mjs'),
  },
  guard: {
    title: 'Destruction guard',
    load: () => import('./guard/index.mjs'),
  },
  input: {
    title: 'Bad input',
    load: () => import('./input/index.mjs'),
  },
  access: {
    title: 'Who may do what',
    load: () => import('./access/index.mjs'),
  },
  policy: {
    title: 'Least privilege in AWS',
    load: () => import('./policy/index.mjs'),
  },
};
