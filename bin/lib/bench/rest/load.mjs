/** The value that so many hundredths of the values do not exceed. */
export function percentile(values, hundredths) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * hundredths) / 100) - 1];
}

async function timeOne(url, token) {
  const start = performance.now();
  // No signal: it would keep every answer in memory until its time has passed, and whoever measures would stop to clean up.
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  const ms = performance.now() - start;
  if (!response.ok) {
    throw new Error(`GET ${url} was answered ${response.status}`);
  }
  return ms;
}

/** Asks so many times, some readers at a time. @returns how many milliseconds each answer took */
async function ask(url, { token, readers, times }) {
  const taken = [];
  let left = times;
  await Promise.all(
    Array.from({ length: readers }, async () => {
      while (left > 0) {
        left -= 1;
        taken.push(await timeOne(url, token));
      }
    }),
  );
  return taken;
}

/**
 * Asks two routes in turns under the same load, so that what else the machine does meets both.
 *
 * @returns the milliseconds of `ours` and of `theirs`
 */
export async function askInTurns(ours, theirs, { token, readers, times }) {
  const block = { token, readers, times: Math.ceil(times / 10) };
  const taken = { ours: [], theirs: [] };
  // The first answers also fill caches and compile code: they are nobody's p99.
  await ask(ours, { token, readers, times: readers });
  await ask(theirs, { token, readers, times: readers });
  while (taken.ours.length < times) {
    taken.ours.push(...(await ask(ours, block)));
    taken.theirs.push(...(await ask(theirs, block)));
  }
  return taken;
}
