import type { ServerHealth } from '@internal/plugin-disaster-recovery-common';
import type { Tone } from '../components';

const TONES: Record<ServerHealth, Tone> = {
  healthy: 'ok',
  behind: 'warning',
  syncing: 'running',
  broken: 'error',
  unknown: 'waiting',
};

/** What a health means to the reader. */
export function healthTone(health: ServerHealth): Tone {
  return TONES[health];
}
