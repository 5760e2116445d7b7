/** An object all of whose methods answer later. */
type Answering<T> = {
  [K in keyof T]: (...args: never[]) => Promise<unknown>;
};

/**
 * Stands for an object that is made when a method of it is called for the first time, and once: what takes long to load is
 * loaded by who needs it, and not by a portal that starts.
 *
 * @param make - makes the object; what it throws the call throws, and the next call tries again
 */
export function whenUsed<T extends object & Answering<T>>(
  make: () => Promise<T>,
): T {
  let made: Promise<T> | undefined;
  const get = () => {
    made ??= make().catch(error => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return new Proxy({} as T, {
    get: (_, name) => {
      // Whoever awaits it, or prints it, asks for what it does not have.
      if (typeof name === 'symbol' || name === 'then') {
        return undefined;
      }
      return async (...args: never[]) =>
        (await get())[name as keyof T](...args);
    },
  });
}
