/**
 * The record of the simulated AWS, looked at from now on.
 *
 * @returns a function that gives the calls since then that could change something, those of the portal and nobody else's
 */
export async function mutatingCallsFromNow(simulatorUrl) {
  const read = async () => {
    const response = await fetch(`${simulatorUrl}/_simulator/trace`);
    const lines = (await response.text()).split('\n').filter(Boolean);
    return lines.map(line => JSON.parse(line));
  };
  const last = (await read()).at(-1)?.seq ?? 0;
  return async () =>
    (await read()).filter(({ seq, mutating }) => seq > last && mutating);
}
