import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { scratchFile } from './__testUtils__/scratchFile';
import { PACKAGE_FOLDER } from './packageFolder';

const PROGRAM = join(PACKAGE_FOLDER, 'bin', 'aws-simulator');

async function run(...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', data => {
    stdout += data;
  });
  child.stderr.on('data', data => {
    stderr += data;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

describe('the command line', () => {
  it('starts a simulator, says where, traces, and stops when told', async () => {
    const trace = scratchFile('trace.jsonl');
    const child = spawn(process.execPath, [
      PROGRAM,
      '--port',
      '0',
      '--speed',
      '60',
      '--trace',
      trace,
    ]);
    const [line] = await once(child.stdout, 'data');
    const [, endpoint] = String(line).match(
      /^Simulated AWS \(estate demo, speed 60\) at (http:\S+)\n$/,
    )!;
    const identity = await new STSClient({
      region: 'us-east-1',
      endpoint,
      credentials: {
        accessKeyId: 'AKIADEMOBILLING00002',
        secretAccessKey: 'any',
      },
    }).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe('444455556666');
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(trace, 'utf8'))).toMatchObject({
      seq: 1,
      service: 'sts',
      operation: 'GetCallerIdentity',
    });
  });

  it('says how it is used, and what is wrong', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--estate'),
    });
    expect(await run('--speed', 'fast')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        "aws-simulator: --speed must be a number, 0 or more, not 'fast'\n",
    });
    expect((await run('--estate', 'atlantis')).stderr).toContain(
      "There is no estate 'atlantis'",
    );
  });
});
