import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

afterAll(() => {
  for (const file of made.splice(0)) {
    rmSync(dirname(file), { recursive: true, force: true });
  }
});

/** Where a file with this name may be written: in a folder of its own, which goes when the tests of a file are over. */
export function scratchFile(name: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'simulator-')), name);
  made.push(file);
  return file;
}
