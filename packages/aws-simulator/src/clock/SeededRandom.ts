import { createHash } from 'node:crypto';

const ALPHANUMERIC =
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Chance that depends only on the seed and on what it is for, never on how many
 * draws came before: two runs in which calls arrive in another order still give a
 * server the same boot time.
 */
export class SeededRandom {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  #digest(key: string): Buffer {
    return createHash('sha256').update(`${this.#seed}:${key}`).digest();
  }

  /** A number in [0, 1). */
  fraction(key: string): number {
    return this.#digest(key).readUInt32BE(0) / 2 ** 32;
  }

  /** A number in [minimum, maximum), to three decimals. */
  between(key: string, minimum: number, maximum: number): number {
    const value = minimum + this.fraction(key) * (maximum - minimum);
    return Math.round(value * 1000) / 1000;
  }

  hex(key: string, length: number): string {
    return this.#digest(key).toString('hex').slice(0, length);
  }

  alphanumeric(key: string, length: number): string {
    return [...this.#digest(key)]
      .slice(0, length)
      .map(byte => ALPHANUMERIC[byte % ALPHANUMERIC.length])
      .join('');
  }

  uuid(key: string): string {
    const hex = this.hex(key, 32);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `a${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-');
  }
}
