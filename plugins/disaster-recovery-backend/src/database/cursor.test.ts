import { z } from 'zod';
import { cursorText, decodeCursor, encodeCursor } from './cursor';

const shape = z.object({ key: cursorText });

describe('decodeCursor', () => {
  it('reads what encodeCursor made', () => {
    expect(decodeCursor(encodeCursor({ key: 'größe' }), shape)).toEqual({
      key: 'größe',
    });
  });

  it.each([
    'x',
    '',
    encodeCursor({}),
    encodeCursor({ key: 1 }),
    encodeCursor({ key: 'a\u0000' }),
    Buffer.from('null').toString('base64url'),
  ])('refuses %j', cursor => {
    expect(() => decodeCursor(cursor, shape)).toThrow(
      'The cursor is not one that this list gave out',
    );
  });
});
