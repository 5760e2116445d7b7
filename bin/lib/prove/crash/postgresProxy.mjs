import net from 'node:net';

const BEGIN = /^\s*(begin|start transaction)\b/i;
const COMMIT = /^\s*commit\b/i;
const ROLLBACK = /^\s*rollback\s*;?\s*$/i;
const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5]);

function textUpToZero(bytes, from) {
  const to = bytes.indexOf(0, from);
  return { text: bytes.toString('utf8', from, to), next: to + 1 };
}

/** The values that a Bind message carries, as text. */
function boundValues(body) {
  const portal = textUpToZero(body, 0);
  let at = textUpToZero(body, portal.next).next;
  at += 2 + 2 * body.readInt16BE(at);
  const count = body.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length < 0) {
      return undefined;
    }
    at += length;
    return body.toString('utf8', at - length, at);
  });
}

/** Cuts what a client sends into messages; the first has no type. */
function messageReader() {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return chunk => {
    rest = Buffer.concat([rest, chunk]);
    const messages = [];
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) {
        return messages;
      }
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) {
        return messages;
      }
      messages.push({
        type: isStarted ? String.fromCharCode(rest[0]) : 'startup',
        bytes: rest.subarray(0, length),
        body: rest.subarray(head + 4, length),
      });
      isStarted = true;
      rest = rest.subarray(length);
    }
  };
}

/** One client's connection: what it sends is passed on a statement at a time, unless somebody wants it held at a commit. */
function connect(client, port, onCommit) {
  const server = net.connect(port, '127.0.0.1');
  const read = messageReader();
  const texts = new Map();
  let pending = [];
  let statement;
  let transaction;
  let isAnswerHeld = false;
  let isAnswered;
  let turn = Promise.resolve();

  async function pass(bytes, commit) {
    const verdict = commit && (await onCommit(commit));
    if (verdict === undefined) {
      server.write(bytes);
      return;
    }
    if (verdict.when === 'before') {
      verdict.held();
      // Never passed on: the connection ends with its process.
      await new Promise(() => {});
    }
    isAnswerHeld = true;
    const answered = new Promise(resolve => {
      isAnswered = resolve;
    });
    server.write(bytes);
    await answered;
    verdict.held();
  }

  /** What is committed when these bytes reach the server: the statements of a transaction, or one that stands alone. */
  function committed() {
    const { text = '', values = [] } = statement ?? {};
    if (BEGIN.test(text)) {
      transaction = [];
    } else if (COMMIT.test(text)) {
      const statements = transaction ?? [];
      transaction = undefined;
      return statements;
    } else if (ROLLBACK.test(text)) {
      transaction = undefined;
    } else if (transaction) {
      transaction.push({ text, values });
    } else if (text) {
      return [{ text, values }];
    }
    return undefined;
  }

  function take({ type, bytes, body }) {
    pending.push(bytes);
    if (type === 'Q') {
      statement = { text: textUpToZero(body, 0).text };
    } else if (type === 'P') {
      const name = textUpToZero(body, 0);
      texts.set(name.text, textUpToZero(body, name.next).text);
    } else if (type === 'B') {
      const portal = textUpToZero(body, 0);
      statement = {
        text: texts.get(textUpToZero(body, portal.next).text),
        values: boundValues(body),
      };
      return;
    }
    if (type === 'P' || type === 'D' || type === 'E') {
      return;
    }
    const commit = committed();
    const whole = Buffer.concat(pending);
    pending = [];
    statement = undefined;
    turn = turn.then(() => pass(whole, commit));
  }

  const end = () => {
    client.destroy();
    server.destroy();
  };
  client.on('data', chunk => read(chunk).forEach(take));
  server.on('data', chunk => {
    if (!isAnswerHeld) {
      client.write(chunk);
    } else if (chunk.includes(READY_FOR_QUERY)) {
      isAnswered();
    }
  });
  for (const side of [client, server]) {
    side.on('error', end);
    side.on('close', end);
  }
}

/**
 * Stands between a backend and Postgres, and can hold it at any commit: before Postgres hears of it, or when Postgres has
 * committed and the backend has not heard of that.
 *
 * @param port - of Postgres
 * @param onCommit - told the statements (`text`, `values`) of each commit; answers `{ when, held }` to have it held,
 *   `when` being `before` or `after`; `held` is called when it is
 * @returns the `port` to connect to, and `stop`
 */
export async function startPostgresProxy(port, onCommit) {
  const clients = new Set();
  const proxy = net.createServer(client => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    connect(client, port, onCommit);
  });
  await new Promise(resolve => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: proxy.address().port,
    stop: async () => {
      clients.forEach(client => client.destroy());
      await new Promise(resolve => {
        proxy.close(resolve);
      });
    },
  };
}
