import fs from 'node:fs';

const LOG_BYTES = 200_000;

function tail(file) {
  const { size } = fs.statSync(file);
  const buffer = Buffer.alloc(Math.min(size, LOG_BYTES));
  const handle = fs.openSync(file, 'r');
  try {
    fs.readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    fs.closeSync(handle);
  }
}

/**
 * What a person can look at about some work, as texts by the name of the page.
 *
 * @param seen - the ids of the `group`, `plan`, `execution` and `session` that it is about, as far as there are any
 */
export function createViews(api, logFile, seen) {
  const read = async path => {
    try {
      return JSON.stringify(await api.get(path));
    } catch (error) {
      return error.message;
    }
  };
  const pages = () => [
    ['the group', seen.group && `/protection-groups/${seen.group}`],
    ['the execution', seen.execution && `/executions/${seen.execution}`],
    ['the session', seen.session && `/failover-sessions/${seen.session}`],
    [
      'the replication status of the session',
      seen.session &&
        `/failover-sessions/${seen.session}/reverse-replication-status`,
    ],
    [
      'the operations of the session',
      seen.session && `/failover-sessions/${seen.session}/operations`,
    ],
    [
      'the preflight of the plan',
      seen.plan &&
        !seen.execution &&
        `/recovery-plans/${seen.plan}/preflight?executionType=RECOVERY`,
    ],
  ];
  return {
    pages: async () =>
      Object.fromEntries(
        await Promise.all(
          pages()
            .filter(([, path]) => path)
            .map(async ([name, path]) => [name, await read(path)]),
        ),
      ),
    /** Delivery to CloudWatch Logs belongs to no page. */
    log: () => ({ "the portal's log": tail(logFile) }),
  };
}
