import { findUnstorable } from './findUnstorable';

describe('findUnstorable', () => {
  it.each([
    ['a NUL character', { a: ['x\u0000'] }, 'NUL'],
    ['one in a name', { 'x\u0000': 1 }, 'NUL'],
    ['half a character', 'x\ud800', 'lone surrogate'],
    ['the other half', { a: { b: '\udc00x' } }, 'lone surrogate'],
    ['a prototype', JSON.parse('{"a":{"__proto__":{}}}'), '__proto__'],
    [
      'nesting without end',
      JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      'nested',
    ],
  ])('finds %s', (_what, value, word) => {
    expect(findUnstorable(value)).toContain(word);
  });

  it.each([
    'text: 😀 \u202e right to left, \u0007 and lines\n',
    { a: [1, null, true, undefined, { constructor: 'x' }] },
    undefined,
  ])('lets %j pass', value => {
    expect(findUnstorable(value)).toBeUndefined();
  });
});
