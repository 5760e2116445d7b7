const KEY = 'demo-user';

/** The choice is kept in the browser, so that a reload or a second tab does not ask again. */
export const demoUser = {
  get: () => localStorage.getItem(KEY) ?? undefined,
  remember: (name: string) => localStorage.setItem(KEY, name),
  forget: () => localStorage.removeItem(KEY),
};
