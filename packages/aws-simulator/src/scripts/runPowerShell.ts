import { parsePowerShell, PowerShellNode } from './parsePowerShell';
import { compare } from './compare';
import { BREAK, CONTINUE, Terminating } from './jumps';
import { WINDOWS_COMMANDS } from './windowsCommands';
import { windowsPathExists } from './windowsFiles';
import { splitAt } from './splitAt';
import { ScriptRun } from './ScriptRun';
import { ScriptExit } from './types';

/** Runs PowerShell scripts: structure, conditions and variables; commands come from a list. */
export class PowerShell {
  readonly run: ScriptRun;
  readonly #functions: Record<string, PowerShellNode> = {};
  lastExitCode = 0;
  stopOnError = false;
  /** The command at work said that its errors do not matter. */
  #isLenient = false;

  constructor(run: ScriptRun) {
    this.run = run;
  }

  /** Runs a script. Gives its exit code. */
  script(text: string): number {
    try {
      this.#execute(parsePowerShell(text));
    } catch (error) {
      if (error instanceof Terminating) {
        this.run.printError(`${error.message}\n`);
        return 1;
      }
      throw error;
    }
    return 0;
  }

  #execute(node: PowerShellNode): void {
    switch (node.kind) {
      case 'sequence':
        node.items.forEach(item => this.#execute(item));
        break;
      case 'if': {
        const branch = node.branches.find(({ test }) => this.isTrue(test));
        if (branch) this.#execute(branch.body);
        else if (node.otherwise) this.#execute(node.otherwise);
        break;
      }
      case 'while':
        if (node.isFirstUntested && this.#breaks(node.body)) return;
        while (this.isTrue(node.test) !== (node.until ?? false)) {
          if (this.#breaks(node.body)) return;
        }
        break;
      case 'for':
        this.command(node.start);
        while (this.isTrue(node.test)) {
          if (this.#breaks(node.body)) return;
          this.command(node.step);
        }
        break;
      case 'foreach':
        for (const value of this.#list(node.list)) {
          this.run.variables[node.variable.toLowerCase()] = value;
          if (this.#breaks(node.body)) return;
        }
        break;
      case 'try':
        try {
          this.#execute(node.body);
        } catch (error) {
          if (!(error instanceof Terminating) || !node.handler) throw error;
          this.run.variables._ = error.message;
          this.#execute(node.handler);
        } finally {
          if (node.last) this.#execute(node.last);
        }
        break;
      case 'function':
        this.#functions[node.name.toLowerCase()] = node.body;
        break;
      default:
        this.command(node.text);
    }
  }

  #breaks(body: PowerShellNode): boolean {
    this.run.tick();
    try {
      this.#execute(body);
      return false;
    } catch (error) {
      if (error === BREAK) return true;
      if (error === CONTINUE) return false;
      throw error;
    }
  }

  #list(text: string): string[] {
    const range = text.match(/^\s*\(?\s*(\d+)\s*\.\.\s*(\d+)\s*\)?\s*$/);
    if (range) {
      const [from, to] = [Number(range[1]), Number(range[2])];
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
        String(from + i),
      );
    }
    const items: string[] = [];
    let rest: string | undefined = text
      .trim()
      .replace(/^@?\(([\s\S]*)\)$/, '$1');
    while (rest !== undefined) {
      const split: [string, string] | undefined = splitAt(rest, /^,/);
      items.push(this.value(split ? split[0] : rest));
      rest = split?.[1];
    }
    return items;
  }

  /** Runs one statement that is not a block. */
  command(text: string): void {
    const statement = text.trim();
    if (!statement) return;
    this.run.tick();
    if (/^break$/i.test(statement)) throw BREAK;
    if (/^continue$/i.test(statement)) throw CONTINUE;
    const preference = statement.match(
      /^\$ErrorActionPreference\s*=\s*['"]?(\w+)/i,
    );
    if (preference) {
      this.stopOnError = preference[1].toLowerCase() === 'stop';
      return;
    }
    const assigned = statement.match(
      /^\$(?:script:|global:)?(\w+)\s*(\+?)=\s*([\s\S]*)$/,
    );
    if (assigned) {
      const [, name, plus, value] = assigned;
      const before = plus
        ? Number(this.run.variables[name.toLowerCase()] ?? 0)
        : 0;
      const after = this.value(value);
      this.run.variables[name.toLowerCase()] = plus
        ? String(before + Number(after))
        : after;
      return;
    }
    const counted = statement.match(/^\$(\w+)\+\+$/);
    if (counted) {
      const name = counted[1].toLowerCase();
      this.run.variables[name] = String(
        Number(this.run.variables[name] ?? 0) + 1,
      );
      return;
    }
    const thrown = statement.match(/^throw\b([\s\S]*)$/i);
    if (thrown) throw new Terminating(this.value(thrown[1]));
    const exit = statement.match(/^exit\b([\s\S]*)$/i);
    if (exit) throw new ScriptExit(Number(this.value(exit[1])) || 0);
    const body = this.#functions[statement.split(/\s/)[0].toLowerCase()];
    if (body) {
      this.#execute(body);
      return;
    }
    const quoted = /^["']/.test(statement);
    if (quoted || /^\$/.test(statement)) {
      this.run.print(`${this.value(statement)}\n`);
      return;
    }
    this.#invoke(statement);
  }

  #invoke(statement: string): void {
    const text = this.expand(statement);
    this.#isLenient = /-(ErrorAction|EA)\s+(SilentlyContinue|Ignore|0)/i.test(
      text,
    );
    WINDOWS_COMMANDS.find(({ matches }) => matches.test(text))?.run(this, text);
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

  /** A problem that only stops scripts which want to stop at errors. */
  fail(message: string): void {
    if (this.#isLenient) return;
    if (this.stopOnError) throw new Terminating(message);
    this.run.printError(`${message}\n`);
  }

  /** Replaces variables, outside of single quotes. */
  expand(text: string): string {
    return text.replace(
      /'[^']*'|\$\{env:ProgramFiles\(x86\)\}|\$\{?(env:\w+|\w+|\?)\}?/gi,
      (part, name) => {
        if (part.startsWith("'")) return part;
        if (/ProgramFiles\(x86\)/i.test(part)) return 'C:\\Program Files (x86)';
        if (/^env:/i.test(name)) {
          return /temp/i.test(name)
            ? 'C:\\Windows\\Temp'
            : this.run.host.hostname;
        }
        if (/^lastexitcode$/i.test(name)) return String(this.lastExitCode);
        if (/^(true|false|null)$/i.test(name)) return part;
        return this.run.variables[name.toLowerCase()] ?? '';
      },
    );
  }

  /** Value of an expression, as text. */
  value(expression: string): string {
    const text = expression.trim();
    if (!text) return '';
    const sum = splitAt(text, /^\+/);
    if (sum) {
      const [left, right] = [this.value(sum[0]), this.value(sum[1])];
      const areNumbers = /^\d+$/.test(left) && /^\d+$/.test(right);
      return areNumbers ? String(Number(left) + Number(right)) : left + right;
    }
    if (/^'[^']*'$/.test(text)) return text.slice(1, -1);
    if (/^"[^"]*"$/.test(text)) return this.#interpolate(text.slice(1, -1));
    if (/^\$(true|false)$/i.test(text))
      return /true/i.test(text) ? 'True' : 'False';
    if (/^\$null$/i.test(text)) return '';
    if (/^\$\w+$/.test(text)) return this.expand(text);
    if (/^-?\d+$/.test(text)) return text;
    if (/^\$\w+\.ExitCode$/i.test(text)) return String(this.lastExitCode);
    const counted = text.match(/^([\s\S]+)\.(Count|Length)$/i);
    if (counted) {
      return String(this.value(counted[1]).split('\n').filter(Boolean).length);
    }
    if (/^\(.*\)$/s.test(text) && !splitAt(text, /^\s/))
      return this.value(text.slice(1, -1));
    if (
      /^(-not|!)|\s-(and|or|eq|ne|lt|le|gt|ge|match|like)\s|^Test-Path/i.test(
        text,
      )
    ) {
      return this.isTrue(text) ? 'True' : 'False';
    }
    return this.capture(() =>
      this.#invoke(text.replace(/^\(|\)\.\w+$/g, '')),
    ).trim();
  }

  #interpolate(text: string): string {
    const computed = text.replace(
      /\$\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g,
      (_, inner) => this.value(inner),
    );
    return this.expand(computed).replace(/`(.)/g, '$1');
  }

  /** Whether a condition holds. */
  isTrue(condition: string): boolean {
    const text = condition.trim();
    for (const [operator, join] of [
      [/^\s-or\s/i, (a: boolean, b: () => boolean) => a || b()],
      [/^\s-and\s/i, (a: boolean, b: () => boolean) => a && b()],
    ] as const) {
      const split = splitAt(text, operator);
      if (split)
        return join(this.isTrue(split[0]), () => this.isTrue(split[1]));
    }
    const negated = text.match(/^(?:-not\b|!)\s*([\s\S]+)$/i);
    if (negated) return !this.isTrue(negated[1]);
    const compared = splitAt(
      text,
      /^\s-(eq|ne|lt|le|gt|ge|match|notmatch|like)\s/i,
    );
    if (compared) {
      const operator = text
        .slice(compared[0].length)
        .trim()
        .split(/\s/)[0]
        .slice(1);
      return this.#compare(compared[0], operator.toLowerCase(), compared[1]);
    }
    if (/^\([\s\S]*\)$/.test(text)) return this.isTrue(text.slice(1, -1));
    const path = text.match(
      /^Test-Path\s+(?:-(?:Literal)?Path\s+)?([\s\S]+?)(?:\s+-PathType\s+\w+)?$/i,
    );
    if (path) return this.exists(this.value(path[1]));
    if (/^\$true$/i.test(text)) return true;
    if (/^\$(false|null)$/i.test(text)) return false;
    const value = this.value(text);
    return value !== '' && value !== 'False' && value !== '0';
  }

  #compare(left: string, operator: string, right: string): boolean {
    const [a, b] = [left, right].map(side =>
      /^\s*\$null\s*$/i.test(side) ? '' : this.value(side),
    );
    return compare(a, operator, b);
  }

  /** Whether a file or folder exists: the agent's, as its state says, and nothing else. */
  exists(path: string): boolean {
    return windowsPathExists(this.run, path);
  }
}
