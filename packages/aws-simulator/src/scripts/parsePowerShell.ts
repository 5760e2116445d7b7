/** A PowerShell script, as far as the simulator understands PowerShell. */
export type PowerShellNode =
  | { kind: 'sequence'; items: PowerShellNode[] }
  | {
      kind: 'if';
      branches: { test: string; body: PowerShellNode }[];
      otherwise?: PowerShellNode;
    }
  | {
      kind: 'while';
      test: string;
      body: PowerShellNode;
      isFirstUntested?: boolean;
      until?: boolean;
    }
  | {
      kind: 'for';
      start: string;
      test: string;
      step: string;
      body: PowerShellNode;
    }
  | { kind: 'foreach'; variable: string; list: string; body: PowerShellNode }
  | {
      kind: 'try';
      body: PowerShellNode;
      handler?: PowerShellNode;
      last?: PowerShellNode;
    }
  | { kind: 'function'; name: string; body: PowerShellNode }
  | { kind: 'command'; text: string };

const PAIRS: Record<string, string> = { '(': ')', '{': '}' };

class Parser {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text.replace(/<#[\s\S]*?#>/g, '').replace(/`\r?\n/g, ' ');
  }

  #skipSpace(): void {
    for (;;) {
      const [space] = this.#text.slice(this.#position).match(/^[\s;]*/)!;
      this.#position += space.length;
      if (this.#text[this.#position] !== '#') return;
      const end = this.#text.indexOf('\n', this.#position);
      this.#position = end < 0 ? this.#text.length : end;
    }
  }

  #word(pattern: RegExp): boolean {
    const match = this.#text.slice(this.#position).match(pattern);
    if (match) this.#position += match[0].length;
    return match !== null;
  }

  /** Skips a quoted text that begins here, if one does. */
  #skipQuoted(): boolean {
    const quote = this.#text[this.#position];
    if (quote !== '"' && quote !== "'") return false;
    let index = this.#position + 1;
    while (index < this.#text.length && this.#text[index] !== quote) {
      index += quote === '"' && this.#text[index] === '`' ? 2 : 1;
    }
    this.#position = index + 1;
    return true;
  }

  /** The inside of a pair of brackets that begins here. */
  #inside(open: '(' | '{'): string {
    this.#skipSpace();
    if (this.#text[this.#position] !== open) return '';
    const start = this.#position + 1;
    let depth = 0;
    while (this.#position < this.#text.length) {
      if (this.#skipQuoted()) continue;
      const character = this.#text[this.#position];
      if (character === open) depth += 1;
      if (character === PAIRS[open]) depth -= 1;
      this.#position += 1;
      if (depth === 0) break;
    }
    return this.#text.slice(start, this.#position - 1);
  }

  #block(): PowerShellNode {
    return parsePowerShell(this.#inside('{'));
  }

  /** A keyword after a closed block; what follows belongs to the same statement. */
  #continues(pattern: RegExp): boolean {
    const before = this.#position;
    this.#skipSpace();
    if (this.#word(pattern)) return true;
    this.#position = before;
    return false;
  }

  sequence(): PowerShellNode {
    const items: PowerShellNode[] = [];
    this.#skipSpace();
    while (this.#position < this.#text.length) {
      items.push(this.#statement());
      this.#skipSpace();
    }
    return { kind: 'sequence', items };
  }

  #statement(): PowerShellNode {
    if (this.#word(/^if(?=\s*\()/i)) return this.#if();
    if (this.#word(/^while(?=\s*\()/i)) {
      return { kind: 'while', test: this.#inside('('), body: this.#block() };
    }
    if (this.#word(/^do(?=\s*\{)/i)) {
      const body = this.#block();
      const until = this.#continues(/^until/i);
      if (!until) this.#continues(/^while/i);
      return {
        kind: 'while',
        test: this.#inside('('),
        body,
        isFirstUntested: true,
        until,
      };
    }
    if (this.#word(/^for(?=\s*\()/i)) {
      const [start = '', test = '', step = ''] = this.#inside('(').split(';');
      return { kind: 'for', start, test, step, body: this.#block() };
    }
    if (this.#word(/^foreach(?=\s*\()/i)) {
      const [, variable = '', list = ''] =
        this.#inside('(').match(/^\s*\$(\w+)\s+in\s+([\s\S]+)$/i) ?? [];
      return { kind: 'foreach', variable, list, body: this.#block() };
    }
    if (this.#word(/^try(?=\s*\{)/i)) return this.#try();
    const named = this.#text
      .slice(this.#position)
      .match(/^function\s+([\w-]+)\s*(\([^)]*\))?/i);
    if (named) {
      this.#position += named[0].length;
      return { kind: 'function', name: named[1], body: this.#block() };
    }
    return { kind: 'command', text: this.#simple() };
  }

  #if(): PowerShellNode {
    const branches = [{ test: this.#inside('('), body: this.#block() }];
    while (this.#continues(/^elseif(?=\s*\()/i)) {
      branches.push({ test: this.#inside('('), body: this.#block() });
    }
    const otherwise = this.#continues(/^else(?=\s*\{)/i)
      ? this.#block()
      : undefined;
    return { kind: 'if', branches, otherwise };
  }

  #try(): PowerShellNode {
    const body = this.#block();
    let handler: PowerShellNode | undefined;
    while (this.#continues(/^catch(\s*\[[\w.]+\])?(?=\s*\{)/i))
      handler = this.#block();
    const last = this.#continues(/^finally(?=\s*\{)/i)
      ? this.#block()
      : undefined;
    return { kind: 'try', body, handler, last };
  }

  /** A command up to its end: a new line or a semicolon outside of brackets and quotes. */
  #simple(): string {
    const start = this.#position;
    let depth = 0;
    while (this.#position < this.#text.length) {
      if (this.#skipQuoted()) continue;
      const character = this.#text[this.#position];
      if ('({['.includes(character)) depth += 1;
      if (')}]'.includes(character)) depth -= 1;
      const before = this.#text.slice(start, this.#position).trimEnd();
      if (
        depth <= 0 &&
        (character === ';' || (character === '\n' && !/[|,]$/.test(before)))
      )
        break;
      this.#position += 1;
    }
    return this.#text.slice(start, this.#position).trim();
  }
}

/** Reads a PowerShell script. */
export function parsePowerShell(script: string): PowerShellNode {
  return new Parser(script).sequence();
}
