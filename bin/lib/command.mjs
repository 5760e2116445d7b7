import { Processes } from './processes.mjs';
import { say } from './steps.mjs';

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/**
 * npm runs a script in a shell, and passes a signal to that shell alone: the shell ends, and nobody tells us. So when npm or
 * yarn started us, their going is our signal.
 */
function endWithRunner(end) {
  const runner = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (process.ppid !== runner) {
        end();
      }
    }, 500).unref();
  }
}

/**
 * Runs a command of this repository: whatever happens, the processes that it started are gone at its end.
 *
 * @param work - gets the processes, gives the exit code or nothing
 */
export async function command(work) {
  const processes = new Processes();
  let ending;
  const end = code => {
    ending ??= processes.stopAll().then(
      () => process.exit(code),
      error => {
        say(error.message);
        process.exit(1);
      },
    );
    return ending;
  };
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (!ending) {
        say('\nStopping.');
      }
      end(code);
    });
  }
  endWithRunner(() => end(143));
  try {
    const code = await work(processes);
    await end(code ?? 0);
  } catch (error) {
    // Children that end because we are ending are no news.
    if (!ending) {
      say(`\n${error.message}`);
      if (process.env.DEBUG) {
        say(error.stack);
      }
    }
    await end(1);
  }
}
