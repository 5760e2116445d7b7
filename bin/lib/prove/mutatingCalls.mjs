async function readTrace(simulatorUrl) {
  const response = await fetch(`${simulatorUrl}/_simulator/trace`);
  const lines = (await response.text()).split('\n').filter(Boolean);
  return lines.map(line => JSON.parse(line));
}

/** The calls to the simulated AWS that could change something, those of the portal and nobody else's. */
export async function mutatingCalls(simulatorUrl) {
  return (await readTrace(simulatorUrl)).filter(({ mutating }) => mutating);
}

/** As `mutatingCalls`, of those from now on: gives a function that gives them. */
export async function mutatingCallsFromNow(simulatorUrl) {
  const last = (await readTrace(simulatorUrl)).at(-1)?.seq ?? 0;
  return async () =>
    (await mutatingCalls(simulatorUrl)).filter(({ seq }) => seq > last);
}
