/** Compares as PowerShell does: texts without case, sizes as numbers. */
export function compare(a: string, operator: string, b: string): boolean {
  const [x, y] = [Number(a), Number(b)];
  switch (operator) {
    case 'eq':
      return a.toLowerCase() === b.toLowerCase();
    case 'ne':
      return a.toLowerCase() !== b.toLowerCase();
    case 'lt':
      return x < y;
    case 'le':
      return x <= y;
    case 'gt':
      return x > y;
    case 'ge':
      return x >= y;
    case 'notmatch':
      return !new RegExp(b, 'i').test(a);
    case 'like':
      return new RegExp(b.replaceAll('*', '.*'), 'i').test(a);
    default:
      return new RegExp(b, 'i').test(a);
  }
}
