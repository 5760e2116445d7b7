import type { FailbackPreflight } from '@internal/plugin-disaster-recovery-common';

/** The instances that a launch destroys only when that is accepted: not the drill's own, which go without a question. */
export function lossesToAccept(preflight: FailbackPreflight | undefined) {
  return (preflight?.destroys ?? []).filter(
    ({ standing }) => standing === 'ACCEPTABLE',
  );
}
