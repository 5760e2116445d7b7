/** A wave as the graph draws it. */
export interface GraphWave {
  /** Unique in the graph. */
  id: number;
  /** Ids of the waves that must be complete first. */
  dependsOn: readonly number[];
}

export interface PlacedWave {
  id: number;
  /** Left upper corner, in pixels. */
  x: number;
  y: number;
}

export interface PlacedEdge {
  from: number;
  to: number;
  /** Points on the way, from the right side of the first wave to the left side of the second. */
  points: { x: number; y: number }[];
  /** Whether it closes a cycle: the plan cannot be run like that. */
  closesCycle: boolean;
}

export interface WaveLayout {
  waves: PlacedWave[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

export const WAVE_WIDTH = 172;
export const WAVE_HEIGHT = 64;
const COLUMN_GAP = 44;
const ROW_GAP = 20;
const SWEEPS = 6;

/** How many waves come before each one at least, and which dependencies close a cycle. */
function columnsOf(waves: readonly GraphWave[]) {
  const byId = new Map(waves.map(wave => [wave.id, wave]));
  const columns = new Map<number, number>();
  const cycles = new Set<string>();
  const visit = (wave: GraphWave, path: Set<number>): number => {
    const known = columns.get(wave.id);
    if (known !== undefined) {
      return known;
    }
    const before = [0];
    for (const id of wave.dependsOn) {
      const dependency = byId.get(id);
      if (dependency && (id === wave.id || path.has(id))) {
        cycles.add(`${id}-${wave.id}`);
      } else if (dependency) {
        before.push(1 + visit(dependency, new Set([...path, wave.id])));
      }
    }
    const column = Math.max(...before);
    columns.set(wave.id, column);
    return column;
  };
  for (const wave of waves) {
    visit(wave, new Set());
  }
  return { columns, cycles, byId };
}

/** A place in a column: a wave, or room for an edge that passes by. */
interface Slot {
  key: string;
  before: string[];
}

/** Orders each column so that edges cross little: by the middle of what stands before, again and again. */
function orderColumns(slots: Slot[][]): Map<string, number> {
  const rows = new Map<string, number>();
  const number = (column: Slot[]) =>
    column.forEach((slot, row) => rows.set(slot.key, row));
  slots.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of slots.slice(1)) {
      const middle = (slot: Slot) =>
        slot.before.length === 0
          ? rows.get(slot.key)!
          : slot.before.reduce((sum, key) => sum + rows.get(key)!, 0) /
            slot.before.length;
      const middles = new Map(column.map(slot => [slot.key, middle(slot)]));
      column.sort((a, b) => middles.get(a.key)! - middles.get(b.key)!);
      number(column);
    }
  }
  return rows;
}

/**
 * Places waves from left to right: each in the first column behind everything that it waits for. Edges that skip columns have
 * a row of their own there, so that they do not run through waves.
 */
export function layoutWaves(waves: readonly GraphWave[]): WaveLayout {
  const { columns, cycles, byId } = columnsOf(waves);
  const count = Math.max(0, ...columns.values()) + 1;
  const slots: Slot[][] = Array.from({ length: count }, () => []);
  const slotOf = new Map<number, Slot>();
  for (const wave of waves) {
    const slot = { key: `wave-${wave.id}`, before: [] };
    slotOf.set(wave.id, slot);
    slots[columns.get(wave.id)!].push(slot);
  }

  const ways: { from: number; to: number; keys: string[] }[] = [];
  for (const wave of waves) {
    for (const from of new Set(wave.dependsOn)) {
      if (byId.has(from)) {
        const keys: string[] = [];
        if (!cycles.has(`${from}-${wave.id}`)) {
          let before = `wave-${from}`;
          for (
            let column = columns.get(from)! + 1;
            column < columns.get(wave.id)!;
            column++
          ) {
            const key = `pass-${from}-${wave.id}-${column}`;
            slots[column].push({ key, before: [before] });
            keys.push(key);
            before = key;
          }
          slotOf.get(wave.id)!.before.push(before);
        }
        ways.push({ from, to: wave.id, keys });
      }
    }
  }

  const rows = orderColumns(slots);
  const tallest = Math.max(1, ...slots.map(column => column.length));
  const places = new Map<string, { x: number; y: number }>();
  slots.forEach((column, at) => {
    const top = ((tallest - column.length) * (WAVE_HEIGHT + ROW_GAP)) / 2;
    for (const { key } of column) {
      places.set(key, {
        x: at * (WAVE_WIDTH + COLUMN_GAP),
        y: top + rows.get(key)! * (WAVE_HEIGHT + ROW_GAP),
      });
    }
  });

  const placeOf = (id: number) => places.get(`wave-${id}`)!;
  return {
    waves: waves.map(({ id }) => ({ id, ...placeOf(id) })),
    edges: ways.map(({ from, to, keys }) => ({
      from,
      to,
      closesCycle: cycles.has(`${from}-${to}`),
      points: [
        {
          x: placeOf(from).x + WAVE_WIDTH,
          y: placeOf(from).y + WAVE_HEIGHT / 2,
        },
        ...keys.flatMap(key => {
          const { x, y } = places.get(key)!;
          const middle = y + WAVE_HEIGHT / 2;
          return [
            { x, y: middle },
            { x: x + WAVE_WIDTH, y: middle },
          ];
        }),
        { x: placeOf(to).x, y: placeOf(to).y + WAVE_HEIGHT / 2 },
      ],
    })),
    width: count * (WAVE_WIDTH + COLUMN_GAP) - COLUMN_GAP,
    height: tallest * (WAVE_HEIGHT + ROW_GAP) - ROW_GAP,
  };
}
