import { runScript } from './runScript';
import { ScriptHost } from './types';

const LINUX = '/var/lib/aws-replication-agent';
const WINDOWS = 'C:\\Program Files (x86)\\AWS Replication Agent';

/** A machine with an agent that takes 30 s to uninstall. */
function machine(platform: 'linux' | 'windows', hasBatchFiles = false) {
  let endsAt: number | undefined;
  let removedAt: number | undefined;
  const isGone = (at: number) => endsAt !== undefined && endsAt <= at;
  const host: ScriptHost = {
    platform,
    hostname: 'web-1',
    bootId: 'boot-1',
    bootedAt: 0,
    hasBatchFiles,
    directory: at => {
      if (removedAt !== undefined && (!isGone(at) || removedAt >= endsAt!))
        return 'absent';
      return isGone(at) ? 'empty' : 'present';
    },
    isUninstalling: at => endsAt !== undefined && endsAt > at,
    isAgentRunning: at => !isGone(at),
    uninstall: at => {
      endsAt = at + 30_000;
      return { endsAt };
    },
    removeDirectory: at => {
      removedAt = at;
    },
  };
  return host;
}

const shell = (script: string, host = machine('linux')) =>
  runScript(script, host, 1_000_000);
const power = (script: string, host = machine('windows')) =>
  runScript(script, host, 1_000_000);

describe('shell scripts', () => {
  it.each([
    ['echo one; echo two', 'one\ntwo\n', 0],
    ['false || echo no', 'no\n', 0],
    ['true && false && echo never', '', 1],
    ['if [ 3 -gt 2 ]; then echo more; else echo less; fi', 'more\n', 0],
    ['if false; then echo a; elif true; then echo b; fi', 'b\n', 0],
    ['set -e\nfalse\necho never', '', 1],
    [
      'set -euo pipefail\nif false; then :; fi\nfalse || true\necho here',
      'here\n',
      0,
    ],
    ['for n in 1 2 3; do [ $n = 2 ] && continue; echo $n; done', '1\n3\n', 0],
    [
      'i=0; while [ $i -lt 3 ]; do i=$((i+1)); done; echo "$i times"',
      '3 times\n',
      0,
    ],
    ['fail() { echo "failed: $1" >&2; exit 5; }\nfail why', 'failed: why\n', 5],
    ['ready() { return 1; }; ready; echo $?', '1\n', 0],
    ['echo \'a $b\' "c $(echo d)" # comment', 'a $b c d\n', 0],
    ['D=${DIR:-/opt}; echo ${D}', '/opt\n', 0],
    ['printf "%s-%s\\n" a b | grep -q a-b && echo found', 'found\n', 0],
    ['ls /nowhere 2>/dev/null | wc -l', '0\n', 0],
    ['unknown-program --flag', '', 0],
    ['exit 194', '', 194],
    ['cat /proc/sys/kernel/random/boot_id', 'boot-1\n', 0],
    ['bash -c "echo inner; exit 0"', 'inner\n', 0],
  ])('%s', (script, stdout, exitCode) => {
    const result = shell(script);
    expect([result.stdout, result.exitCode]).toEqual([stdout, exitCode]);
  });

  it('sleep in simulated time, and see the uninstaller end', () => {
    const result = shell(`
      ${LINUX}/stopAgent.sh
      cd ${LINUX} && ./uninstall_agent_linux.sh
      until [ -z "$(ls -A ${LINUX})" ]; do sleep 10; done
      sudo rm -rf ${LINUX}
      [ ! -e ${LINUX} ] && ! systemctl is-active --quiet aws-replication-agent && echo gone`);
    expect(result).toMatchObject({
      exitCode: 0,
      stdout: 'Running as unit: run-8041.service\ngone\n',
    });
    expect(result.seconds).toBeGreaterThan(30);
    expect(result.seconds).toBeLessThan(60);
  });

  it('find nothing to uninstall when it is gone', () => {
    const host = machine('linux');
    host.removeDirectory(0);
    expect(shell(`sudo ${LINUX}/uninstall_agent_linux.sh`, host)).toMatchObject(
      {
        exitCode: 127,
        stderr: expect.stringContaining('No such file or directory'),
      },
    );
  });

  it('reboot in the middle, or never end', () => {
    expect(shell('echo before; sudo reboot; echo after')).toMatchObject({
      rebooted: true,
      stdout: 'before\n',
    });
    expect(shell('while true; do sleep 60; done').exitCode).toBe(143);
  });
});

describe('PowerShell scripts', () => {
  it.each([
    ['Write-Output "one"; Write-Host two', 'one\ntwo\n', 0],
    [
      '$n = 1; while ($n -lt 4) { $n++ }; Write-Output "n is $n"',
      'n is 4\n',
      0,
    ],
    ['for ($i = 0; $i -lt 2; $i++) { Write-Output $i }', '0\n1\n', 0],
    [
      "foreach ($x in 'a', 'b') { if ($x -eq 'a') { continue }; Write-Output $x }",
      'b\n',
      0,
    ],
    [
      "if (-not (Test-Path 'C:\\nowhere')) { Write-Output 'none' } else { exit 9 }",
      'none\n',
      0,
    ],
    ["if ((Test-Path 'C:\\a') -or ($true -and !$false)) { 'yes' }", 'yes\n', 0],
    [
      'try { throw \'broken\' } catch { Write-Output "caught $_"; exit 7 }',
      'caught broken\n',
      7,
    ],
    [
      "$ErrorActionPreference = 'Stop'\nWrite-Error 'bad'\nWrite-Output never",
      '',
      1,
    ],
    ['Get-Something -Unknown | Out-Null', '', 0],
    ['exit 3010', '', 3010],
    [
      "$ErrorActionPreference = 'Stop'\n$s = Get-Service -Name 'AwsReplicationService' -ErrorAction SilentlyContinue\nif ($s) { Write-Output 'runs' }",
      'runs\n',
      0,
    ],
    [
      "$p = Start-Process 'C:\\x.exe' -Wait -PassThru; if ($p.ExitCode -ne 0) { exit 2 }; Write-Output ok",
      'ok\n',
      0,
    ],
    [
      "if ((Get-ChildItem 'C:\\Program Files (x86)\\AWS Replication Agent').Count -gt 0) { 'full' }",
      'full\n',
      0,
    ],
    [
      '$done = $false; if (-not $done) { Write-Output open }; $done = $true; if ($done) { Write-Output done }',
      'open\ndone\n',
      0,
    ],
    ['do { $k = 1 } until ($k -eq 1); Write-Output done', 'done\n', 0],
  ])('%s', (script, stdout, exitCode) => {
    const result = power(script);
    expect([result.stdout, result.exitCode]).toEqual([stdout, exitCode]);
  });

  it('uninstall from a copy, and wait for it', () => {
    const result = power(`
      $dir = "\${env:ProgramFiles(x86)}\\AWS Replication Agent"
      Copy-Item "$dir\\dist" 'C:\\Temp\\agent' -Recurse
      $p = Start-Process -FilePath 'C:\\Temp\\agent\\install_agent_windows.exe' -ArgumentList '--remove' -Wait -PassThru
      Remove-Item $dir -Recurse -Force -ErrorAction SilentlyContinue
      if (Test-Path $dir) { exit 4 }
      Write-Output 'gone'`);
    expect(result).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('gone\n'),
    });
    expect(result.seconds).toBeGreaterThanOrEqual(30);
  });

  it('find the batch files only where there are some', () => {
    const script = `& "${WINDOWS}\\uninstall_agent_windows.bat"\nexit $LASTEXITCODE`;
    expect(power(script).exitCode).toBe(1);
    expect(power(script, machine('windows', true)).exitCode).toBe(0);
  });
});
