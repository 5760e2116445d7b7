import { closeSync, openSync, writeSync } from 'node:fs';

/** What one call was, for the trace. */
export type TraceEntry = {
  simTime: string;
  account?: string;
  region?: string;
  service: string;
  operation: string;
  requestId: string;
  request: unknown;
  response?: unknown;
  status: number;
  error?: { code: string; message: string };
  /** Whether the call changed any state. */
  changed: boolean;
  /** True for a call that reached its service and may change something: those that breakpoints count. */
  mutating?: boolean;
  /** True when a fault, or a breakpoint before it acted, kept the answer from the client. */
  lost?: boolean;
};

/** A line of the trace: an entry with its number and the real time. */
export type TraceLine = TraceEntry & { seq: number; realTime: string };

/** Characters that are kept in memory; older lines are only in the file. */
const KEPT_CHARACTERS = 64 * 1024 * 1024;

/** Everything that was asked, one JSON line a call, in memory and in a file if one is wanted. */
export class Trace {
  readonly #file: number | undefined;
  #lines: string[] = [];
  #characters = 0;
  #sequence = 0;

  private constructor(file: number | undefined) {
    this.#file = file;
  }

  /** A trace that is also written to a file, from its beginning. */
  static create(path?: string): Trace {
    return new Trace(path === undefined ? undefined : openSync(path, 'w'));
  }

  add(entry: TraceEntry): void {
    this.#sequence += 1;
    const line = JSON.stringify({
      seq: this.#sequence,
      realTime: new Date().toISOString(),
      ...entry,
    });
    this.#lines.push(line);
    this.#characters += line.length;
    while (this.#characters > KEPT_CHARACTERS && this.#lines.length > 1) {
      this.#characters -= this.#lines.shift()!.length;
    }
    if (this.#file !== undefined) {
      writeSync(this.#file, `${line}\n`);
    }
  }

  /** The lines in memory, as JSON lines. */
  text(): string {
    return this.#lines.map(line => `${line}\n`).join('');
  }

  /** The lines in memory, parsed. */
  entries(): TraceLine[] {
    return this.#lines.map(line => JSON.parse(line));
  }

  clear(): void {
    this.#lines = [];
    this.#characters = 0;
    this.#sequence = 0;
  }

  close(): void {
    if (this.#file !== undefined) {
      closeSync(this.#file);
    }
  }
}
