import { kindOf } from './linuxFiles';
import type { Shell } from './runShell';

/** Whether the condition of `test` or `[ … ]` holds. */
export function isTrue(shell: Shell, args: string[]): boolean {
  const [first, second, third] = args;
  if (first === '!') return !isTrue(shell, args.slice(1));
  const and = args.indexOf('-a') > 0 ? args.indexOf('-a') : args.indexOf('&&');
  if (and > 0) {
    return (
      isTrue(shell, args.slice(0, and)) && isTrue(shell, args.slice(and + 1))
    );
  }
  switch (first) {
    case '-d':
      return kindOf(shell, second ?? '') === 'directory';
    case '-f':
    case '-x':
    case '-s':
    case '-r':
      return kindOf(shell, second ?? '') === 'file';
    case '-e':
      return kindOf(shell, second ?? '') !== undefined;
    case '-n':
      return Boolean(second);
    case '-z':
      return !second;
    default:
  }
  switch (second) {
    case '=':
    case '==':
      return first === third;
    case '!=':
      return first !== third;
    case '-eq':
      return Number(first) === Number(third);
    case '-ne':
      return Number(first) !== Number(third);
    case '-lt':
      return Number(first) < Number(third);
    case '-le':
      return Number(first) <= Number(third);
    case '-gt':
      return Number(first) > Number(third);
    case '-ge':
      return Number(first) >= Number(third);
    default:
      return Boolean(first);
  }
}
