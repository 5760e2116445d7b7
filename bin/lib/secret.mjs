import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A secret of this machine's own: made once, kept in the file, readable by its owner only. */
export function keptSecret(file) {
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, crypto.randomBytes(32).toString('base64url'), {
      mode: 0o600,
    });
  }
  return fs.readFileSync(file, 'utf8');
}
