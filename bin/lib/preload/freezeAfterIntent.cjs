// Loaded into a backend before everything else, this is a machine that stands still at the worst moment. While the file
// `FREEZE_FILE` exists, the first process to which Postgres answers that an intent is committed removes it, and stops (as by
// SIGSTOP) before it reads that answer: what was written down is about to be done, and nobody in there knows that time goes by.
const fs = require('node:fs');
const net = require('node:net');

const INTENT = 'insert into "intents"';
const { push, write } = net.Socket.prototype;

function isChosen() {
  try {
    fs.unlinkSync(process.env.FREEZE_FILE);
    return true;
  } catch {
    return false;
  }
}

net.Socket.prototype.write = function writeAndWatch(chunk, ...rest) {
  if (Buffer.isBuffer(chunk)) {
    if (chunk.includes(INTENT)) {
      this.hasIntent = true;
    } else if (this.hasIntent && chunk.includes('COMMIT')) {
      this.hasIntent = false;
      this.commitsIntent = true;
    }
  }
  return write.call(this, chunk, ...rest);
};

net.Socket.prototype.push = function freezeAndPush(chunk, ...rest) {
  if (this.commitsIntent) {
    this.commitsIntent = false;
    if (isChosen()) {
      process.kill(process.pid, 'SIGSTOP');
    }
  }
  return push.call(this, chunk, ...rest);
};
