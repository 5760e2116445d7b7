import { WINDOWS_DIRECTORY, WINDOWS_FILES } from './agentPaths';
import type { PowerShell } from './runPowerShell';
import { ScriptExit } from './types';

/** A command that the simulator understands: how it is recognized, and what it does. */
export type WindowsCommand = {
  matches: RegExp;
  run: (shell: PowerShell, text: string) => void;
};

const DIRECTORY = /AWS Replication Agent\\?["']?(?=\s|$)/i;

function quotedPath(text: string): string {
  return (
    text
      .match(/"([^"]+)"|'([^']+)'/)
      ?.slice(1)
      .find(Boolean) ??
    text.split(/\s+/)[1] ??
    ''
  );
}

function uninstall(shell: PowerShell, program: string): void {
  const isCopy = !program
    .toLowerCase()
    .startsWith(WINDOWS_DIRECTORY.toLowerCase());
  if (!isCopy && !shell.exists(program)) {
    shell.fail(
      `The term '${program}' is not recognized as the name of a cmdlet, function, script file, or operable program.`,
    );
    shell.lastExitCode = 1;
    return;
  }
  const result = shell.run.host.uninstall(shell.run.time);
  if ('failure' in result) {
    shell.run.printError(`${result.failure}\n`);
    shell.lastExitCode = 1;
    return;
  }
  // The Windows uninstaller waits until its work is done.
  shell.run.time = Math.max(shell.run.time, result.endsAt);
  shell.run.print('The AWS Replication Agent was successfully uninstalled.\n');
  shell.lastExitCode = 0;
}

function copy(shell: PowerShell, text: string): void {
  const paths = [
    ...text.matchAll(/"([^"]+)"|'([^']+)'|(?<=\s)([A-Za-z]:\\\S+)/g),
  ].map(match => match[1] ?? match[2] ?? match[3]);
  const [from = '', to = ''] = paths;
  if (!shell.exists(from)) {
    shell.fail(`Cannot find path '${from}' because it does not exist.`);
    return;
  }
  const target = to.toLowerCase().replace(/\\+$/, '');
  for (const suffix of [
    '',
    '\\install_agent_windows.exe',
    '\\dist',
    '\\dist\\install_agent_windows.exe',
  ]) {
    shell.run.variables[`copy:${target}${suffix}`] = '1';
  }
}

function service(shell: PowerShell): void {
  if (shell.run.host.isAgentRunning(shell.run.time)) {
    shell.run.print(
      'Running  AwsReplicationService  AWS Replication Service\n',
    );
  } else {
    shell.fail(
      "Cannot find any service with service name 'AwsReplicationService'.",
    );
  }
}

/** The commands with an effect or an output. Whatever is not here succeeds, and prints nothing. */
export const WINDOWS_COMMANDS: WindowsCommand[] = [
  {
    matches:
      /install_agent_windows\.exe.*--remove|uninstall_agent_windows\.bat/i,
    run: (shell, text) =>
      uninstall(
        shell,
        quotedPath(text.replace(/^&\s*/, ' ').replace(/-FilePath\s+/i, '')),
      ),
  },
  {
    matches: /stopAgent\.bat/i,
    run: (shell, text) => {
      if (shell.exists(quotedPath(text))) shell.run.sleep(2);
      else
        shell.fail(
          `The term '${quotedPath(
            text,
          )}' is not recognized as the name of a cmdlet, function, script file, or operable program.`,
        );
    },
  },
  {
    matches: /^(Remove-Item|rmdir|rm|del)\b/i,
    run: (shell, text) => {
      if (DIRECTORY.test(text)) shell.run.host.removeDirectory(shell.run.time);
    },
  },
  { matches: /^(Copy-Item|copy|xcopy|robocopy)\b/i, run: copy },
  {
    matches: /^(Start-Sleep|sleep)\b/i,
    run: (shell, text) => {
      const milliseconds = text.match(/-m\w*\s+(\d+)/i);
      shell.run.sleep(
        milliseconds
          ? Number(milliseconds[1]) / 1000
          : Number(text.match(/\d+/)?.[0] ?? 0),
      );
    },
  },
  {
    matches: /^(Write-Output|Write-Host|echo)\b/i,
    run: (shell, text) =>
      shell.run.print(
        `${
          shell.value(text.replace(/^\S+\s*/, '')) ||
          text.replace(/^\S+\s*/, '')
        }\n`,
      ),
  },
  {
    matches: /^Write-Error\b/i,
    run: (shell, text) =>
      shell.fail(shell.value(text.replace(/^\S+\s*(-Message\s+)?/i, ''))),
  },
  {
    matches: /^(Restart-Computer|shutdown(\.exe)?\s+[/-]r)/i,
    run: () => {
      throw new ScriptExit(0, true);
    },
  },
  { matches: /^Get-Service\b.*replication/i, run: service },
  {
    matches: /^Get-Process\b.*(replication|install_agent)/i,
    run: shell => {
      if (shell.run.host.isUninstalling(shell.run.time))
        shell.run.print('install_agent_windows\n');
    },
  },
  {
    matches: /LastBootUpTime|Win32_OperatingSystem/i,
    run: shell =>
      shell.run.print(`${new Date(shell.run.host.bootedAt).toISOString()}\n`),
  },
  {
    matches: /^(hostname|\[?System\.Net\.Dns)/i,
    run: shell => shell.run.print(`${shell.run.host.hostname}\n`),
  },
  {
    matches: /^(Get-ChildItem|dir|ls)\b/i,
    run: (shell, text) => {
      if (!DIRECTORY.test(text)) return;
      const state = shell.run.host.directory(shell.run.time);
      if (state === 'absent')
        shell.fail(
          `Cannot find path '${WINDOWS_DIRECTORY}' because it does not exist.`,
        );
      if (state === 'present')
        WINDOWS_FILES.forEach(file => shell.run.print(`${file}\n`));
    },
  },
  {
    matches: /^(Get-Content|type)\b.*agent\.log\.0/i,
    run: shell => {
      if (shell.exists(`${WINDOWS_DIRECTORY}\\agent.log.0`)) {
        shell.run.print(
          `${new Date(
            shell.run.time,
          ).toISOString()} agent: replication agent is running\n`,
        );
      }
    },
  },
];
