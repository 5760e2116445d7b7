import { parseArgs } from 'node:util';
import { startSimulator } from './startSimulator';

const USAGE = `A simulated AWS: DRS, SSM, EC2, STS and CloudWatch Logs on one port.

  aws-simulator [--port 4566] [--host 127.0.0.1] [--speed 1] [--estate demo]
                [--seed 1] [--trace FILE] [--state FILE] [--start-time ISO8601]
                [--settings JSON]

  --port        port to listen on (default 4566; 0 takes a free one)
  --host        address to listen on (default 127.0.0.1)
  --speed       simulated seconds a second (default 1; 0 stands still)
  --estate      demo, large, large:N, or the path of a JSON file (default demo)
  --seed        whole number that decides all that is left to chance (default 1)
  --trace       file that gets each call as a JSON line
  --state       file that keeps the world, so that the next start goes on with it
  --start-time  simulated time to begin with (default: now)
  --settings    settings of the world, over those of the estate
`;

function number(name: string, value: string): number {
  const result = Number(value);
  if (value.trim() === '' || !Number.isFinite(result) || result < 0) {
    throw new Error(`--${name} must be a number, 0 or more, not '${value}'`);
  }
  return result;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4566' },
      host: { type: 'string', default: '127.0.0.1' },
      speed: { type: 'string', default: '1' },
      estate: { type: 'string', default: 'demo' },
      seed: { type: 'string', default: '1' },
      trace: { type: 'string' },
      state: { type: 'string' },
      'start-time': { type: 'string' },
      settings: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const running = await startSimulator({
    port: number('port', values.port),
    host: values.host,
    speed: number('speed', values.speed),
    estate: values.estate,
    seed: number('seed', values.seed),
    traceFile: values.trace,
    stateFile: values.state,
    startTime: values['start-time'],
    settings: values.settings && JSON.parse(values.settings),
  });
  process.stdout.write(
    `Simulated AWS (estate ${values.estate}, speed ${values.speed}) at ${running.url}\n`,
  );
  const stop = () => {
    running.stop().then(
      () => process.exit(0),
      // What broke was written down when it did.
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch(error => {
  process.stderr.write(`aws-simulator: ${error.message}\n`);
  process.exit(1);
});
