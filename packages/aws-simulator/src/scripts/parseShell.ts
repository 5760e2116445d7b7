/** A shell script, as far as the simulator understands shell. */
export type ShellNode =
  | { kind: 'sequence'; items: ShellNode[] }
  | { kind: 'and' | 'or'; left: ShellNode; right: ShellNode }
  | { kind: 'not'; node: ShellNode }
  | { kind: 'pipe'; items: ShellNode[] }
  | {
      kind: 'if';
      branches: { test: ShellNode; body: ShellNode }[];
      otherwise?: ShellNode;
    }
  | { kind: 'loop'; until: boolean; test: ShellNode; body: ShellNode }
  | { kind: 'for'; variable: string; words: string[]; body: ShellNode }
  | { kind: 'function'; name: string; body: ShellNode }
  | { kind: 'command'; words: string[] };

type Token = { text: string; isOperator: boolean };

/** End of a quoted text or substitution that begins at `start`. */
function endOf(script: string, start: number): number {
  const character = script[start];
  if (character === "'") {
    const end = script.indexOf("'", start + 1);
    return end < 0 ? script.length : end + 1;
  }
  let index = start + 1;
  if (character === '"') {
    while (index < script.length && script[index] !== '"') {
      if (script[index] === '\\') index += 2;
      else if (script.startsWith('$(', index)) index = endOf(script, index);
      else index += 1;
    }
    return index + 1;
  }
  if (character === '`') {
    const end = script.indexOf('`', index);
    return end < 0 ? script.length : end + 1;
  }
  // $( … ), with others inside.
  let depth = 0;
  index = start + 1;
  while (index < script.length) {
    if (script[index] === "'" || script[index] === '"') {
      index = endOf(script, index);
      continue;
    }
    if (script[index] === '(') depth += 1;
    if (script[index] === ')') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
    index += 1;
  }
  return index;
}

function tokenize(script: string): Token[] {
  const tokens: Token[] = [];
  let word = '';
  const flush = () => {
    if (word) tokens.push({ text: word, isOperator: false });
    word = '';
  };
  let index = 0;
  while (index < script.length) {
    const character = script[index];
    const two = script.slice(index, index + 2);
    if (character === '\\' && script[index + 1] === '\n') {
      index += 2;
    } else if (character === '#' && word === '') {
      while (index < script.length && script[index] !== '\n') index += 1;
    } else if (
      character === "'" ||
      character === '"' ||
      character === '`' ||
      two === '$('
    ) {
      const end = endOf(script, index);
      word += script.slice(index, end);
      index = end;
    } else if (character === '\\') {
      word += script.slice(index, index + 2);
      index += 2;
    } else if (
      /^\d?>>?&?\d?$/.test(two) ||
      character === '>' ||
      character === '<'
    ) {
      const [redirection] = script
        .slice(index)
        .match(/^\d?(>>?|<)(&\d|\s*[^\s;|&]+)?/)!;
      flush();
      index += redirection.length;
    } else if (two === '&>') {
      const [redirection] = script.slice(index).match(/^&>\s*[^\s;|&]+/)!;
      flush();
      index += redirection.length;
    } else if (two === '&&' || two === '||' || two === ';;') {
      flush();
      tokens.push({ text: two, isOperator: true });
      index += 2;
    } else if (';|&\n()'.includes(character)) {
      flush();
      tokens.push({
        text: character === '\n' ? ';' : character,
        isOperator: true,
      });
      index += 1;
    } else if (/\s/.test(character)) {
      flush();
      index += 1;
    } else {
      word += character;
      index += 1;
    }
  }
  flush();
  return tokens;
}

class Parser {
  readonly #tokens: Token[];
  #position = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#position]?.text;
  }

  #isOperator(...texts: string[]): boolean {
    const token = this.#tokens[this.#position];
    return (
      token !== undefined && token.isOperator && texts.includes(token.text)
    );
  }

  #isWord(...texts: string[]): boolean {
    const token = this.#tokens[this.#position];
    return (
      token !== undefined && !token.isOperator && texts.includes(token.text)
    );
  }

  #skipSeparators(): void {
    while (this.#isOperator(';', '&')) this.#position += 1;
  }

  #expect(word: string): void {
    this.#skipSeparators();
    if (this.#peek() === word) this.#position += 1;
  }

  sequence(...ends: string[]): ShellNode {
    const items: ShellNode[] = [];
    this.#skipSeparators();
    while (this.#peek() !== undefined && !ends.includes(this.#peek()!)) {
      items.push(this.#andOr());
      this.#skipSeparators();
    }
    return { kind: 'sequence', items };
  }

  #andOr(): ShellNode {
    let left = this.#pipeline();
    while (this.#isOperator('&&', '||')) {
      const kind = this.#peek() === '&&' ? 'and' : 'or';
      this.#position += 1;
      this.#skipSeparators();
      left = { kind, left, right: this.#pipeline() };
    }
    return left;
  }

  #pipeline(): ShellNode {
    if (this.#isWord('!')) {
      this.#position += 1;
      return { kind: 'not', node: this.#pipeline() };
    }
    const items = [this.#command()];
    while (this.#isOperator('|')) {
      this.#position += 1;
      items.push(this.#command());
    }
    return items.length === 1 ? items[0] : { kind: 'pipe', items };
  }

  #block(open: string, ...ends: string[]): ShellNode {
    this.#expect(open);
    return this.sequence(...ends);
  }

  #command(): ShellNode {
    if (this.#isWord('if')) return this.#if();
    if (this.#isWord('while', 'until')) return this.#loop();
    if (this.#isWord('for')) return this.#for();
    if (this.#isWord('{') || this.#isOperator('(')) {
      const end = this.#peek() === '{' ? '}' : ')';
      this.#position += 1;
      const body = this.sequence(end);
      this.#position += 1;
      return body;
    }
    const words: string[] = [];
    while (
      this.#peek() !== undefined &&
      !this.#tokens[this.#position].isOperator
    ) {
      words.push(this.#peek()!);
      this.#position += 1;
    }
    if (words.length === 1 && this.#isOperator('(')) {
      // name() { … }
      this.#position += 2;
      this.#skipSeparators();
      return { kind: 'function', name: words[0], body: this.#command() };
    }
    if (words.length === 0) this.#position += 1;
    return { kind: 'command', words };
  }

  #if(): ShellNode {
    const branches: { test: ShellNode; body: ShellNode }[] = [];
    let otherwise: ShellNode | undefined;
    do {
      this.#position += 1;
      const test = this.sequence('then');
      branches.push({ test, body: this.#block('then', 'elif', 'else', 'fi') });
    } while (this.#isWord('elif'));
    if (this.#isWord('else')) otherwise = this.#block('else', 'fi');
    this.#expect('fi');
    return { kind: 'if', branches, otherwise };
  }

  #loop(): ShellNode {
    const until = this.#peek() === 'until';
    this.#position += 1;
    const test = this.sequence('do');
    const body = this.#block('do', 'done');
    this.#expect('done');
    return { kind: 'loop', until, test, body };
  }

  #for(): ShellNode {
    const variable = this.#tokens[this.#position + 1]?.text ?? '';
    this.#position += 2;
    this.#expect('in');
    const words: string[] = [];
    while (this.#peek() !== undefined && !this.#isOperator(';')) {
      words.push(this.#peek()!);
      this.#position += 1;
    }
    const body = this.#block('do', 'done');
    this.#expect('done');
    return { kind: 'for', variable, words, body };
  }
}

/** Reads a shell script. */
export function parseShell(script: string): ShellNode {
  return new Parser(tokenize(script)).sequence();
}
