// Loaded into a backend before everything else, this is a machine whose clock is wrong. `CLOCK_FILE` holds the shift in
// milliseconds; on SIGUSR2 it is read again, which is how the clock jumps. Timers go on as they do on such a machine.
const fs = require('node:fs');

const RealDate = Date;
const realNow = RealDate.now;
let shift = 0;

function readShift() {
  shift = Number(fs.readFileSync(process.env.CLOCK_FILE, 'utf8'));
}

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    super(...(args.length > 0 ? args : [realNow() + shift]));
  }

  static now() {
    return realNow() + shift;
  }
};

readShift();
process.on('SIGUSR2', readShift);
