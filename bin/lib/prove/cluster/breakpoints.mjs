const WAIT_SECONDS = 30;

/** The simulated AWS's breakpoints: a call is held where a crash of its caller would be worst. */
export function breakpoints(simulatorUrl) {
  const ask = async body => {
    const response = await fetch(`${simulatorUrl}/_simulator/breakpoints`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`Breakpoints: ${text}`);
    }
    return JSON.parse(text);
  };
  return {
    add: async spec => (await ask({ action: 'add', ...spec })).breakpoint.id,
    /** Waits for the held call, for as long as `goesOn` says. Undefined when nothing came. */
    async wait(breakpoint, goesOn) {
      while (goesOn()) {
        const { held } = await ask({
          action: 'wait',
          breakpoint,
          timeoutSeconds: WAIT_SECONDS / 10,
        });
        if (held.length > 0) {
          return held[0];
        }
      }
      return undefined;
    },
    release: id => ask({ action: 'release', id }),
    drop: id => ask({ action: 'drop', id }),
    clear: id => ask({ action: 'clear', id }),
  };
}
