/**
 * How a property is checked: as often as it says itself, unless `yarn prove guard` asks for more, and from the seed that it
 * gives.
 */
export function propertyRuns(numRuns: number): {
  numRuns: number;
  seed?: number;
} {
  const { PROPERTY_RUNS, PROPERTY_SEED } = process.env;
  return {
    numRuns: PROPERTY_RUNS ? Number(PROPERTY_RUNS) : numRuns,
    ...(PROPERTY_SEED && { seed: Number(PROPERTY_SEED) }),
  };
}
