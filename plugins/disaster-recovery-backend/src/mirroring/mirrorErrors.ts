import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import type { UnmirroredServer } from './prepareMirror';

const NAMED_IN_A_SENTENCE = 5;

function nameOf(server: { hostname?: string; recoveryInstanceId: string }) {
  return server.hostname
    ? `${server.hostname} (${server.recoveryInstanceId})`
    : server.recoveryInstanceId;
}

function sentence(
  servers: { hostname?: string; recoveryInstanceId: string; reason: string }[],
): string {
  const named = servers
    .slice(0, NAMED_IN_A_SENTENCE)
    .map(server => `${nameOf(server)}: ${server.reason}`);
  const rest = servers.length - named.length;
  return [
    ...named,
    ...(rest > 0
      ? [`And ${rest} more, each with its reason in the steps.`]
      : []),
  ].join(' ');
}

function count(some: number, all: number): string {
  return `${some} of ${all} ${all === 1 ? 'server' : 'servers'}`;
}

/** The failure of a mirroring that names every server it could not map or mirror, and made nothing. */
export function unmirroredError(
  unmirrored: UnmirroredServer[],
  all: number,
): ErrorDetails {
  const remedies = new Set(unmirrored.map(({ remedy }) => remedy));
  return {
    message: `${count(
      unmirrored.length,
      all,
    )} could not be mirrored, so nothing was. ${sentence(unmirrored)}`,
    code: 'UNMAPPED_SERVERS',
    remedy: [
      ...[...remedies].slice(0, NAMED_IN_A_SENTENCE),
      ...(unmirrored.length < all
        ? ['Or mirror the rest and leave these behind.']
        : []),
    ].join(' '),
    resourceIds: unmirrored.map(({ recoveryInstanceId }) => recoveryInstanceId),
    at: new Date().toISOString(),
  };
}

/** The failure of a mirroring whose settings some servers did not take. */
export function unappliedError(
  failed: { hostname?: string; recoveryInstanceId: string; reason: string }[],
  all: number,
): ErrorDetails {
  return {
    message: `${count(
      failed.length,
      all,
    )} did not take the mirrored launch settings. ${sentence(failed)}`,
    code: 'LAUNCH_SETTINGS_NOT_APPLIED',
    remedy:
      'Do what the reasons ask for, then mirror again: only these servers are worked on.',
    resourceIds: failed.map(({ recoveryInstanceId }) => recoveryInstanceId),
    at: new Date().toISOString(),
  };
}
