import { execFile, spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** How a command of the AWS CLI ended. */
export interface CliOutcome {
  code: number;
  stderr: string;
}

/** An AWS CLI that is installed on this machine. */
export interface AwsCli {
  run(args: string[]): Promise<CliOutcome>;
  stop(): void;
}

const DRIVER = join(__dirname, 'awsCli.py');

function pathOf(program: string): string | undefined {
  const { stdout, status } = spawnSync('which', [program], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** The Python that has the CLI as a package, as version 1 is installed; undefined where it brings a Python of its own. */
function pythonOfCli(aws: string): string | undefined {
  return [join(dirname(aws), 'python3'), 'python3'].find(
    python => spawnSync(python, ['-c', 'import awscli.clidriver']).status === 0,
  );
}

function inOneProcess(python: string, env: NodeJS.ProcessEnv): AwsCli {
  const child = spawn(python, [DRIVER], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: args => {
      const outcome = last.then(async () => {
        child.stdin.write(`${JSON.stringify(args)}\n`);
        const { value, done } = await lines.next();
        if (done) {
          throw new Error(`The AWS CLI ended at: ${args.join(' ')}`);
        }
        return JSON.parse(value) as CliOutcome;
      });
      last = outcome.catch(() => undefined);
      return outcome;
    },
    stop: () => child.stdin.end(),
  };
}

function inProcessesOfTheirOwn(aws: string, env: NodeJS.ProcessEnv): AwsCli {
  return {
    run: args =>
      new Promise(resolve => {
        execFile(aws, args, { env }, (error, _stdout, stderr) =>
          resolve({ code: error ? Number(error.code) : 0, stderr }),
        );
      }),
    stop: () => {},
  };
}

/** Whether an AWS CLI is installed. */
export const hasAwsCli = spawnSync('aws', ['--version']).status === 0;

/** The AWS CLI, with these variables besides this process's own. */
export function startAwsCli(variables: Record<string, string>): AwsCli {
  const env = { ...process.env, ...variables };
  const aws = pathOf('aws')!;
  const python = pythonOfCli(aws);
  return python ? inOneProcess(python, env) : inProcessesOfTheirOwn(aws, env);
}
