/** A machine whose clock can be set wrong: only what the process reads of it changes, as on a real one timers go on. */
export interface WrongClock {
  setAhead(hours: number): void;
}

/** The clock of the machine that the tests of a `describe` run on; it is right again after each of them. */
export function wrongClock(): WrongClock {
  const RealDate = Date;
  let shiftMs = 0;

  beforeAll(() => {
    const now = () => RealDate.now() + shiftMs;
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, args) =>
        Reflect.construct(target, args.length > 0 ? args : [now()]),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    });
  });
  afterEach(() => {
    shiftMs = 0;
  });
  afterAll(() => {
    globalThis.Date = RealDate;
  });

  return {
    setAhead: hours => {
      shiftMs = hours * 3_600_000;
    },
  };
}
