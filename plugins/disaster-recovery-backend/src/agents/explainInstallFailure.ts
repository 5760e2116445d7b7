import {
  type ErrorDetails,
  PREVIOUSLY_INSTALLED,
} from '@internal/plugin-disaster-recovery-common';
import type { CommandInvocation } from '../aws';

interface Known {
  pattern: RegExp;
  code: string;
  remedy: string;
}

/** What the installer is known to say, and what helps. */
const KNOWN: Known[] = [
  {
    pattern: /previously installed to replicate into another region or account/,
    code: PREVIOUSLY_INSTALLED,
    remedy:
      "AWS's remedy is to disconnect and delete the source server in the recovery region. It costs the forward protection of this machine with all its snapshots, and DRS's record of its recovery instance. It is never done by itself: release the source server as an action of its own, then install again. A second try may do first: it uninstalls and reboots once more.",
  },
  {
    pattern: /has not been restarted since agent uninstallation/,
    code: 'NOT_RESTARTED',
    remedy: 'Try again: the instance is rebooted before the next installation.',
  },
  {
    pattern: /account not being initialized/,
    code: 'REGION_NOT_INITIALIZED',
    remedy:
      'Initialize Elastic Disaster Recovery in the source region (its console does it once), and try again.',
  },
  {
    pattern:
      /Failed to validate AWS credentials|not authorized to perform|Access ?Denied/i,
    code: 'INSTALLER_NOT_AUTHORIZED',
    remedy:
      'Add AWSElasticDisasterRecoveryEc2InstancePolicy to the role of the instance profile, and try again.',
  },
  {
    pattern:
      /secure connection while downloading|Invalid endpoint|Connection attempt to|on port 443 failed/i,
    code: 'NO_ROUTE',
    remedy:
      'Open a route from the instance to the DRS endpoint of the source region on port 443 (and to its replication servers on 1500), and try again.',
  },
  {
    pattern:
      /kernel version is not supported|operating system is not supported/i,
    code: 'SYSTEM_NOT_SUPPORTED',
    remedy:
      'The agent does not support this operating system or kernel: use the native route for this machine, or change its kernel.',
  },
  {
    pattern: /gcc was not found/i,
    code: 'COMPILER_MISSING',
    remedy: 'Install gcc and make on the instance, and try again.',
  },
  {
    pattern: /InvalidSignatureException/,
    code: 'CLOCK_SKEW',
    remedy: "Set the instance's clock (chrony or NTP), and try again.",
  },
];

const LOGS = {
  LINUX:
    '/var/lib/aws-replication-agent/agent.log.0 and aws_replication_agent_installer.log',
  WINDOWS: 'C:\\Program Files (x86)\\AWS Replication Agent\\agent.log.0',
};

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ').slice(-600);
}

function lineThatSays(pattern: RegExp, text: string): string {
  return (text.split('\n').find(line => pattern.test(line)) ?? text).trim();
}

function reasonOf(
  { stdout, stderr }: Pick<CommandInvocation, 'stdout' | 'stderr'>,
  known: Known | undefined,
): string {
  if (known) {
    return lineThatSays(known.pattern, `${stderr}\n${stdout}`);
  }
  return (
    lastLines(stderr.trim() ? stderr : stdout) ||
    'SSM returned no output of the command.'
  );
}

/**
 * A command that failed, as it is kept: what SSM and the command said, also when they said nothing, and what to do.
 *
 * @param what - for example `The agent's installer failed on web-1`
 */
export function explainCommandFailure(
  what: string,
  invocation: Pick<
    CommandInvocation,
    'status' | 'statusDetails' | 'responseCode' | 'stdout' | 'stderr'
  >,
  platform: 'LINUX' | 'WINDOWS',
): Pick<ErrorDetails, 'message' | 'code' | 'reason' | 'remedy' | 'output'> {
  const { stdout, stderr, responseCode } = invocation;
  const status = invocation.statusDetails ?? invocation.status;
  const said = `${stderr}\n${stdout}`;
  const known = KNOWN.find(({ pattern }) => pattern.test(said));
  const exit =
    responseCode !== undefined && responseCode > 0
      ? `, exit code ${responseCode}`
      : '';
  const isSilent = said.trim() === '';
  return {
    message: `${what}: SSM reports ${status}${exit}.`,
    code: known?.code ?? `SSM_${status.replace(/\s/g, '').toUpperCase()}`,
    reason: reasonOf(invocation, known),
    remedy:
      known?.remedy ??
      (isSilent
        ? `Read ${LOGS[platform]} on the instance for the reason, and try again.`
        : 'Read the output, mend what it names, and try again.'),
    output: { stdout, stderr },
  };
}
