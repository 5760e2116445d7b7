import { whenUsed } from './whenUsed';

class Greeter {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async greet(greeting: string) {
    return `${greeting}, ${this.#name}`;
  }
}

describe('whenUsed', () => {
  it('makes the object at the first call of a method, once for all who call', async () => {
    const make = jest.fn(async () => new Greeter('Ada'));
    const greeter = whenUsed(make);
    expect(make).not.toHaveBeenCalled();
    expect(
      await Promise.all([greeter.greet('Hello'), greeter.greet('Goodbye')]),
    ).toEqual(['Hello, Ada', 'Goodbye, Ada']);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('tells the caller why it could not be made, and tries again at the next call', async () => {
    const make = jest
      .fn(async () => new Greeter('Ada'))
      .mockRejectedValueOnce(new Error('no such file'));
    const greeter = whenUsed(make);
    await expect(greeter.greet('Hello')).rejects.toThrow('no such file');
    expect(await greeter.greet('Hello')).toBe('Hello, Ada');
  });

  it('can be awaited and printed without being made', async () => {
    const make = jest.fn(async () => new Greeter('Ada'));
    const greeter = whenUsed(make);
    expect(await Promise.resolve(greeter)).toBe(greeter);
    expect(`${Object.keys(greeter)}`).toBe('');
    expect(make).not.toHaveBeenCalled();
  });
});
