import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 1_000;

/** Somebody on duty, who resumes every execution that pauses as its plan says. @returns `stop` */
export function resumePauses(api) {
  let isOver = false;
  async function look() {
    const { items } = await api.get('/executions?status=PAUSED&limit=100');
    for (const { id } of items) {
      await api.control(id, 'resume', ({ status }) => status !== 'PAUSED');
    }
  }
  const looking = (async () => {
    while (!isOver) {
      await look();
      await delay(EVERY_MS);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await looking;
    },
  };
}
