import { parseShell, ShellNode } from './parseShell';
import { BREAK, CONTINUE, Return } from './jumps';
import { LINUX_COMMANDS } from './linuxCommands';
import { ScriptRun } from './ScriptRun';
import { ScriptExit } from './types';

/** Runs shell scripts: structure, variables and substitutions; commands come from a list. */
export class Shell {
  readonly run: ScriptRun;
  readonly #functions: Record<string, ShellNode> = {};
  stopOnError = false;
  status = 0;

  constructor(run: ScriptRun) {
    this.run = run;
  }

  /** Runs a script in this shell. Gives its exit code. */
  script(text: string): number {
    return this.#execute(parseShell(text), false);
  }

  #execute(node: ShellNode, isTested: boolean, input = ''): number {
    switch (node.kind) {
      case 'sequence':
        for (const item of node.items) {
          this.status = this.#execute(item, isTested, input);
        }
        return node.items.length ? this.status : 0;
      case 'and':
      case 'or': {
        const left = this.#execute(node.left, true, input);
        this.status = left;
        const goesOn = node.kind === 'and' ? left === 0 : left !== 0;
        return goesOn ? this.#execute(node.right, isTested, input) : left;
      }
      case 'not':
        return this.#execute(node.node, true, input) === 0 ? 1 : 0;
      case 'pipe':
        return this.#pipe(node.items, isTested);
      case 'if':
        for (const { test, body } of node.branches) {
          if (this.#execute(test, true) === 0)
            return this.#execute(body, isTested);
        }
        return node.otherwise ? this.#execute(node.otherwise, isTested) : 0;
      case 'loop':
        while ((this.#execute(node.test, true) === 0) !== node.until) {
          if (this.#runsInto(() => this.#execute(node.body, isTested))) break;
        }
        return 0;
      case 'for':
        for (const value of node.words.flatMap(word => this.#fields(word))) {
          this.run.variables[node.variable] = value;
          if (this.#runsInto(() => this.#execute(node.body, isTested))) break;
        }
        return 0;
      case 'function':
        this.#functions[node.name] = node.body;
        return 0;
      default:
        return this.#command(node.words, isTested, input);
    }
  }

  /** Runs a body of a loop; true when it says break. */
  #runsInto(body: () => void): boolean {
    try {
      body();
      return false;
    } catch (error) {
      if (error === BREAK) return true;
      if (error === CONTINUE) return false;
      throw error;
    }
  }

  #pipe(items: ShellNode[], isTested: boolean): number {
    let input = '';
    let code = 0;
    items.forEach((item, index) => {
      const isLast = index === items.length - 1;
      if (isLast) {
        code = this.#execute(item, isTested, input);
      } else {
        input = this.capture(() => this.#execute(item, true, input));
      }
    });
    return code;
  }

  /** What something prints. */
  capture(body: () => void): string {
    const before = this.run.stdout;
    this.run.stdout = '';
    body();
    const printed = this.run.stdout;
    this.run.stdout = before;
    return printed;
  }

  #command(words: string[], isTested: boolean, input: string): number {
    this.run.tick();
    let rest = words;
    while (rest.length && /^[A-Za-z_]\w*=/.test(rest[0])) {
      const [, name, value] = rest[0].match(/^(\w+)=(.*)$/s)!;
      this.run.variables[name] = this.#expand(value);
      rest = rest.slice(1);
    }
    const args = rest.flatMap(word => this.#fields(word));
    if (args.length === 0) return 0;
    if (args[0] === 'break') throw BREAK;
    if (args[0] === 'continue') throw CONTINUE;
    const code = this.#invoke(args, input);
    if (code !== 0 && this.stopOnError && !isTested) {
      throw new ScriptExit(code);
    }
    this.status = code;
    return code;
  }

  #invoke(args: string[], input: string): number {
    const body = this.#functions[args[0]];
    if (body) {
      args.slice(1).forEach((value, index) => {
        this.run.variables[index + 1] = value;
      });
      try {
        return this.#execute(body, false);
      } catch (error) {
        if (error instanceof Return) return error.code;
        throw error;
      }
    }
    if (args[0] === 'return') throw new Return(Number(args[1] ?? this.status));
    return this.invoke(args, input);
  }

  /** Runs one command with its arguments. Commands that nobody knows succeed, and print nothing. */
  invoke(args: string[], input: string): number {
    const text = args.join(' ');
    const command = LINUX_COMMANDS.find(({ matches }) => matches.test(text));
    return command ? command.run({ shell: this, args, text, input }) : 0;
  }

  /** Expands a word, and splits what was not quoted. */
  #fields(word: string): string[] {
    const expanded = this.#expand(word);
    const isQuoted = /["']/.test(word);
    return isQuoted ? [expanded] : expanded.split(/\s+/).filter(Boolean);
  }

  #expand(word: string): string {
    let result = '';
    const parts = word.match(
      /'[^']*'|\$\(\([^)]*\)\)|\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\{[^}]*\}|\$\w+|\$[?#@]|\\.|"|[^'"$`\\]+|\$/gs,
    );
    for (const part of parts ?? []) {
      result += this.#expandPart(part);
    }
    return result;
  }

  #expandPart(part: string): string {
    if (part === '"') return '';
    if (part.startsWith("'")) return part.slice(1, -1);
    if (part.startsWith('\\')) return part.slice(1);
    if (part.startsWith('$(('))
      return String(this.#arithmetic(part.slice(3, -2)));
    if (part.startsWith('$(') || part.startsWith('`')) {
      const script = part.startsWith('`')
        ? part.slice(1, -1)
        : part.slice(2, -1);
      return this.capture(() => this.script(script)).replace(/\n+$/, '');
    }
    if (part === '$?') return String(this.status);
    if (part.startsWith('${')) {
      const [, name, fallback = ''] =
        part.match(/^\$\{(\w+)(?::?-([^}]*))?[^}]*\}$/s) ?? [];
      return this.run.variables[name ?? ''] ?? fallback;
    }
    if (part.startsWith('$') && part.length > 1) {
      return this.run.variables[part.slice(1)] ?? '';
    }
    return part;
  }

  #arithmetic(expression: string): number {
    const terms = expression
      .replace(
        /\$?\{?([A-Za-z_]\w*)\}?/g,
        (_, name) => this.run.variables[name] ?? '0',
      )
      .match(/[+-]?\s*\d+/g);
    return (terms ?? []).reduce(
      (sum, term) => sum + Number(term.replace(/\s/g, '')),
      0,
    );
  }
}
