/** A wave as the graph of waves sees it. */
export interface GraphWave {
  number: number;
  name: string;
  dependsOn: number[];
}

/**
 * The cycles among waves: one for each knot of waves that wait for each other, in the order in which they wait.
 *
 * @returns lists of waves; empty when the graph is acyclic. Unknown dependencies are passed over.
 */
export function findCycles<W extends GraphWave>(waves: W[]): W[][] {
  const byNumber = new Map(waves.map(wave => [wave.number, wave]));
  const finished = new Set<number>();
  const cycles: W[][] = [];
  const visit = (wave: W, path: W[]) => {
    if (finished.has(wave.number)) {
      return;
    }
    const start = path.findIndex(({ number }) => number === wave.number);
    if (start >= 0) {
      cycles.push(path.slice(start));
      return;
    }
    for (const number of wave.dependsOn) {
      const dependency = byNumber.get(number);
      if (dependency) {
        visit(dependency, [...path, wave]);
      }
    }
    finished.add(wave.number);
  };
  for (const wave of byNumber.values()) {
    visit(wave, []);
  }
  return cycles;
}

/**
 * How many waves must come before each one, along its longest chain: waves of one depth may run side by side.
 *
 * @param waves - an acyclic graph
 */
export function waveDepths(waves: GraphWave[]): Map<number, number> {
  const byNumber = new Map(waves.map(wave => [wave.number, wave]));
  const depths = new Map<number, number>();
  const depthOf = (number: number): number => {
    const known = depths.get(number);
    if (known !== undefined) {
      return known;
    }
    const dependencies = byNumber.get(number)?.dependsOn ?? [];
    const depth = Math.max(-1, ...dependencies.map(depthOf)) + 1;
    depths.set(number, depth);
    return depth;
  };
  for (const wave of waves) {
    depthOf(wave.number);
  }
  return depths;
}
