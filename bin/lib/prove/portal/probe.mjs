import { setTimeout as delay } from 'node:timers/promises';
import { askOnce } from '../cluster/balancedApi.mjs';
import { readiness } from '../cluster/Replica.mjs';

/** An answer that takes longer than this is a hang to whoever waits for it. */
const PATIENCE_SECONDS = 20;
const EVERY_MS = 700;

/** A sentence, and not the words of a driver or of a stack. */
const isSentence = text => /^[A-Z][^{}]{20,}\.$/.test(text.trim());

/** Asks one thing of a replica, and says what is wrong with the answer. */
async function problemsOf(cluster, replica, { method, path, body }) {
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  let status;
  let problems = [];
  try {
    await askOnce(replica.url, cluster.automationToken, method, path, body);
    status = 200;
  } catch (error) {
    status = error.status ?? error.cause?.code ?? error.name;
    if (
      typeof status !== 'number' ||
      status === 400 ||
      status === 500 ||
      status === 504
    ) {
      problems = [`${method} ${path} was answered ${status}: ${error.message}`];
    } else if (status === 503 && !isSentence(error.reason)) {
      problems = [`${method} ${path} was refused with “${error.reason}”`];
    }
  }
  if (seconds() > PATIENCE_SECONDS) {
    problems.push(`${method} ${path} took ${seconds().toFixed(1)} s`);
  }
  return { status, problems };
}

/**
 * Asks every replica again and again while a fault lasts, reads and writes, and looks whether each answer is one.
 *
 * @param plan - a Recovery Plan to write, under one name after the other
 * @returns `stop`, which gives the problems, and how often which status was answered
 */
export function probe(cluster, plan) {
  const statuses = {};
  const problems = new Set();
  let isOver = false;
  const reads = ['/failover-sessions', '/recovery-plans', '/executions'].map(
    path => ({ method: 'GET', path }),
  );
  let number = 0;
  const ask = async replica => {
    while (!isOver) {
      number += 1;
      const request =
        number % 3 === 0
          ? {
              method: 'POST',
              path: '/recovery-plans',
              body: { ...plan, name: `probe-${number}` },
            }
          : reads[number % reads.length];
      const answer = await problemsOf(cluster, replica, request);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      answer.problems.forEach(problem =>
        problems.add(`replica ${replica.name}: ${problem}`),
      );
      await delay(EVERY_MS);
    }
  };
  const asking = cluster.all.filter(({ isServing }) => isServing).map(ask);
  return {
    readiness: () =>
      Promise.all(cluster.all.map(({ url }) => readiness(url, 20_000))),
    stop: async () => {
      isOver = true;
      await Promise.all(asking);
      return { problems: [...problems], statuses };
    },
  };
}

/** The statuses as a note. */
export const tellStatuses = statuses =>
  Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
