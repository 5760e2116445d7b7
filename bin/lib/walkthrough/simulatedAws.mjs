/** What scripts ask of the simulated AWS itself, past the product: its clock, its faults, and the truth at the end. */
export function simulatedAws(url) {
  const get = async path => {
    const response = await fetch(`${url}${path}`);
    if (!response.ok) {
      throw new Error(`${path} was answered ${response.status}`);
    }
    return response.json();
  };
  const post = async (path, body) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `${path} was answered ${response.status}: ${await response.text()}`,
      );
    }
    return response.json();
  };
  return {
    /** Simulated seconds a second. */
    setSpeed: speed => post('/_simulator/clock', { speed }),
    addFault: fault => post('/_simulator/faults', { action: 'add', ...fault }),
    /** Steers breakpoints; the answer is what the control API says. */
    breakpoints: body => post('/_simulator/breakpoints', body),
    clearFaults: () => post('/_simulator/faults', { action: 'clear' }),
    /** Simulated time, in milliseconds. */
    now: async () => Date.parse((await get('/_simulator/clock')).now),
    state: () => get('/_simulator/state'),
  };
}
