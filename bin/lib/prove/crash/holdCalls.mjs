const PATIENCE_SECONDS = 5;
const HELD_NO_MORE = /No call \S+ is held/;

/**
 * Has the simulated AWS hold every call that may change something, before it acts and before its answer is out, and asks
 * what becomes of each.
 *
 * @param aws - see simulatedAws
 * @param onCall - told of each held call; answers `release`, or `hold` for those that stay until `drop`
 * @returns `drop`, which breaks what is held, for its caller is dead, and `stop`
 */
export async function holdCalls(aws, onCall) {
  for (const when of ['before', 'after']) {
    await aws.breakpoints({ action: 'add', when, every: true });
  }
  let isOver = false;
  let known = [];
  /** A call whose caller has died meanwhile is held no more. */
  async function letGo(action, id) {
    try {
      await aws.breakpoints({ action, id });
    } catch (error) {
      if (!HELD_NO_MORE.test(error.message)) {
        throw error;
      }
    }
  }
  async function look() {
    const { held } = await aws.breakpoints({
      action: 'wait',
      known,
      timeoutSeconds: PATIENCE_SECONDS,
    });
    for (const call of held) {
      if (onCall(call) === 'hold') {
        known.push(call.id);
      } else {
        await letGo('release', call.id);
      }
    }
  }
  const looking = (async () => {
    while (!isOver) {
      await look();
    }
  })();
  // `stop` tells of it; until then nobody waits.
  looking.catch(() => {});
  return {
    async drop() {
      const dropped = known;
      known = [];
      for (const id of dropped) {
        await letGo('drop', id);
      }
    },
    async stop() {
      isOver = true;
      await aws.breakpoints({ action: 'clear' });
      await looking;
    },
  };
}
