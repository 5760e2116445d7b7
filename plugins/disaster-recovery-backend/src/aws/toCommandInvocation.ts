import type {
  CommandInvocation as SsmCommandInvocation,
  CommandPlugin,
  GetCommandInvocationResult,
} from '@aws-sdk/client-ssm';
import type { CommandInvocation } from './types';

const ENDED = new Set(['Success', 'Cancelled', 'TimedOut', 'Failed']);
/** Characters of output that a list of invocations shows at most, and the line that sets off what was printed as errors. */
const ABRIDGED_LENGTH = 2500;
const ERRORS_BELOW = '----------ERROR-------';
const DID_NOT_RUN = /\bskipp(ed|ing)\b|incompatible platform/i;

/** Whether SSM will change an invocation no more. */
export function hasEnded(invocation: SsmCommandInvocation): boolean {
  return ENDED.has(invocation.Status ?? '');
}

/**
 * Which step of the document tells what happened: the one that failed; else the last that ran. A document for two platforms
 * has a step for each, and reports the one that does not fit as skipped, or as a success.
 */
export function tellingPlugin(
  invocation: SsmCommandInvocation,
): CommandPlugin | undefined {
  const plugins = invocation.CommandPlugins ?? [];
  const ran = plugins.filter(
    plugin =>
      !DID_NOT_RUN.test(plugin.Output ?? '') &&
      !DID_NOT_RUN.test(plugin.StatusDetails ?? ''),
  );
  return (
    ran.find(plugin => plugin.Status === 'Failed') ??
    ran.find(plugin => plugin.Status === 'TimedOut') ??
    ran.filter(plugin => plugin.Status !== 'Pending').at(-1) ??
    plugins.at(-1)
  );
}

/**
 * Whether a list of invocations shows all that one that succeeded has printed: it is shorter than what SSM abridges, and
 * SSM has not set off errors in it. Asking for each one's output would cost as many calls as there are instances.
 */
export function isComplete(
  invocation: SsmCommandInvocation,
  { Output = '' }: CommandPlugin,
): boolean {
  return (
    invocation.Status === 'Success' &&
    Output.length < ABRIDGED_LENGTH &&
    !Output.includes(ERRORS_BELOW)
  );
}

/** Reads an invocation; `full` is its telling step with the output unabridged, when that was asked for. */
export function toCommandInvocation(
  invocation: SsmCommandInvocation,
  full: GetCommandInvocationResult | undefined,
): CommandInvocation {
  const plugin = tellingPlugin(invocation);
  return {
    commandId: invocation.CommandId ?? '',
    instanceId: invocation.InstanceId ?? '',
    status: invocation.Status ?? 'Pending',
    statusDetails: invocation.StatusDetails,
    responseCode: full?.ResponseCode ?? plugin?.ResponseCode,
    stdout: full?.StandardOutputContent ?? plugin?.Output ?? '',
    stderr: full?.StandardErrorContent ?? '',
    ended: hasEnded(invocation),
    succeeded: invocation.Status === 'Success',
  };
}
