import { LINUX_DIRECTORY } from './agentPaths';
import { absolute, kindOf, listing } from './linuxFiles';
import type { Shell } from './runShell';
import { isTrue } from './shellTest';
import { ScriptExit } from './types';

type Invocation = { shell: Shell; args: string[]; text: string; input: string };

/** A command that the simulator understands: how it is recognized, and what it does. */
export type LinuxCommand = {
  matches: RegExp;
  run: (invocation: Invocation) => number;
};

function test({ shell, args }: Invocation): number {
  const inner = args
    .slice(1)
    .filter(
      (word, index, all) =>
        !(index === all.length - 1 && (word === ']' || word === ']]')),
    );
  return isTrue(shell, inner) ? 0 : 1;
}

function list({ shell, args }: Invocation): number {
  const path =
    args.slice(1).find(word => !word.startsWith('-')) ?? shell.run.directory;
  const files = listing(shell, path);
  if (!files) {
    shell.run.printError(
      `ls: cannot access '${path}': No such file or directory\n`,
    );
    return 2;
  }
  files.forEach(file => shell.run.print(`${file}\n`));
  return 0;
}

/** Runs a file of the agent, when it is one and there. */
function agentFile(shell: Shell, path: string): number {
  const whole = absolute(shell, path);
  if (kindOf(shell, whole) !== 'file') {
    shell.run.printError(`${path}: No such file or directory\n`);
    return 127;
  }
  if (!whole.endsWith('uninstall_agent_linux.sh')) {
    shell.run.sleep(2);
    return 0;
  }
  const result = shell.run.host.uninstall(shell.run.time);
  if ('failure' in result) {
    shell.run.printError(`${result.failure}\n`);
    return 1;
  }
  // It hands its work to systemd, and returns before that is done.
  shell.run.sleep(1);
  shell.run.print('Running as unit: run-8041.service\n');
  return 0;
}

function change({ shell, args }: Invocation): number {
  shell.run.directory = absolute(shell, args[1] ?? '/root');
  const isAgents = shell.run.directory.startsWith(LINUX_DIRECTORY);
  return isAgents && !kindOf(shell, shell.run.directory) ? 1 : 0;
}

function remove({ shell, args }: Invocation): number {
  const paths = args.slice(1).filter(word => !word.startsWith('-'));
  if (paths.some(path => absolute(shell, path) === LINUX_DIRECTORY)) {
    shell.run.host.removeDirectory(shell.run.time);
  }
  return 0;
}

function uptime({ shell, text }: Invocation): number {
  const seconds = (shell.run.time - shell.run.host.bootedAt) / 1000;
  const booted = new Date(shell.run.host.bootedAt)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  shell.run.print(
    /^cat/.test(text)
      ? `${seconds.toFixed(2)} ${seconds.toFixed(2)}\n`
      : `${booted}\n`,
  );
  return 0;
}

function grep({ shell, args, input }: Invocation): number {
  const pattern = args.slice(1).find(word => !word.startsWith('-')) ?? '';
  const isQuiet = args.some(word => /^-\w*q/.test(word));
  const lines = input
    .split('\n')
    .filter(line => line && new RegExp(pattern).test(line));
  if (!isQuiet) lines.forEach(line => shell.run.print(`${line}\n`));
  return lines.length ? 0 : 1;
}

function wrapped(skip: (args: string[]) => number) {
  return ({ shell, args, input }: Invocation) =>
    shell.invoke(args.slice(skip(args)), input);
}

/** The commands with an effect or an output. Whatever is not here succeeds, and prints nothing. */
export const LINUX_COMMANDS: LinuxCommand[] = [
  {
    matches: /^(sudo|nohup|exec|env)\b/,
    run: wrapped(args =>
      args.findIndex((word, i) => i > 0 && !word.startsWith('-')),
    ),
  },
  {
    matches: /^timeout\b/,
    run: wrapped(
      args =>
        args.findIndex((word, i) => i > 0 && /^\d+[smh]?$/.test(word)) + 1,
    ),
  },
  {
    matches: /^(bash|sh) -c\b/,
    run: ({ shell, args }) => shell.script(args[2] ?? ''),
  },
  {
    matches: /^(bash|sh) /,
    run: ({ shell, args }) => agentFile(shell, args[args.length - 1]),
  },
  {
    matches: /^exit\b/,
    run: ({ shell, args }) => {
      throw new ScriptExit(Number(args[1] ?? shell.status));
    },
  },
  {
    matches: /^set\b/,
    run: ({ shell, args }) => {
      if (args.some(word => /^-\w*e/.test(word))) shell.stopOnError = true;
      if (args.some(word => /^\+\w*e/.test(word))) shell.stopOnError = false;
      return 0;
    },
  },
  { matches: /^(true|:)( |$)/, run: () => 0 },
  { matches: /^false( |$)/, run: () => 1 },
  {
    matches: /^echo\b/,
    run: ({ shell, args }) => {
      shell.run.print(
        `${args
          .slice(1)
          .filter(word => word !== '-n' && word !== '-e')
          .join(' ')}\n`,
      );
      return 0;
    },
  },
  {
    matches: /^printf\b/,
    run: ({ shell, args }) => {
      let index = 2;
      shell.run.print(
        (args[1] ?? '')
          .replace(/%[sd]/g, () => args[index++] ?? '')
          .replaceAll('\\n', '\n'),
      );
      return 0;
    },
  },
  {
    matches: /^sleep\b/,
    run: ({ shell, args }) => {
      shell.run.sleep(Number.parseFloat(args[1] ?? '0'));
      return 0;
    },
  },
  { matches: /^(test|\[|\[\[)( |$)/, run: test },
  { matches: /^cd\b/, run: change },
  { matches: /^ls\b/, run: list },
  {
    matches: /^find\b/,
    run: ({ shell, args }) => {
      const files = listing(shell, args[1] ?? '.');
      files?.forEach(file => shell.run.print(`${args[1]}/${file}\n`));
      return files ? 0 : 1;
    },
  },
  { matches: /^rm\b/, run: remove },
  {
    matches: /^seq\b/,
    run: ({ shell, args }) => {
      const [from, to] =
        args.length > 2
          ? [Number(args[1]), Number(args[2])]
          : [1, Number(args[1])];
      for (let number = from; number <= to; number += 1)
        shell.run.print(`${number}\n`);
      return 0;
    },
  },
  { matches: /^grep\b/, run: grep },
  {
    matches: /^wc\b/,
    run: ({ shell, input }) => {
      shell.run.print(`${input.split('\n').filter(Boolean).length}\n`);
      return 0;
    },
  },
  {
    matches: /^cat \/proc\/sys\/kernel\/random\/boot_id/,
    run: ({ shell }) => {
      shell.run.print(`${shell.run.host.bootId}\n`);
      return 0;
    },
  },
  { matches: /^(cat \/proc\/uptime|uptime|who -b)/, run: uptime },
  {
    matches: /^hostname\b/,
    run: ({ shell }) => {
      shell.run.print(`${shell.run.host.hostname}\n`);
      return 0;
    },
  },
  {
    matches: /^date\b/,
    run: ({ shell, text }) => {
      shell.run.print(
        text.includes('+%s')
          ? `${Math.floor(shell.run.time / 1000)}\n`
          : `${new Date(shell.run.time).toISOString()}\n`,
      );
      return 0;
    },
  },
  {
    matches: /^(cat|tail|head) .*agent\.log\.0/,
    run: ({ shell }) => {
      if (kindOf(shell, `${LINUX_DIRECTORY}/agent.log.0`) !== 'file') return 1;
      shell.run.print(
        `${new Date(
          shell.run.time,
        ).toISOString()} agent: replication agent is running\n`,
      );
      return 0;
    },
  },
  {
    matches: /^(cat|head|tail)$|^(head|tail) -/,
    run: ({ shell, input }) => {
      shell.run.print(input);
      return 0;
    },
  },
  {
    matches: /^systemctl (is-active|status).*aws-replication/,
    run: ({ shell, text }) => {
      const isRunning = shell.run.host.isAgentRunning(shell.run.time);
      if (!/ (--quiet|-q)\b/.test(text))
        shell.run.print(isRunning ? 'active\n' : 'inactive\n');
      return isRunning ? 0 : 3;
    },
  },
  {
    matches: /^(pgrep|systemctl (is-active|status)).*(uninstall|run-8041)/,
    run: ({ shell }) => (shell.run.host.isUninstalling(shell.run.time) ? 0 : 1),
  },
  {
    matches: /^(pgrep|ps).*aws-replication/,
    run: ({ shell }) => (shell.run.host.isAgentRunning(shell.run.time) ? 0 : 1),
  },
  {
    matches: /^(reboot|shutdown .*-r|shutdown -r|systemctl reboot|init 6)/,
    run: () => {
      throw new ScriptExit(0, true);
    },
  },
  {
    matches: /^(\S*\/)?(stopAgent|uninstall_agent_linux)\.sh/,
    run: ({ shell, args }) => agentFile(shell, args[0]),
  },
];
