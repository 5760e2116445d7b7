/** Thrown by `break`. */
export const BREAK = new Error('break outside of a loop');

/** Thrown by `continue`. */
export const CONTINUE = new Error('continue outside of a loop');

/** Thrown by `return` of a shell function. */
export class Return extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`return ${code}`);
    this.code = code;
  }
}

/** A PowerShell error that ends the script, unless it is caught there. */
export class Terminating extends Error {}
