import type { SessionStatus } from '@internal/plugin-disaster-recovery-common';

/**
 * Where each status may lead. Backwards only where the world may fall back: lag takes an instance out of READY, a drill
 * ends, a retried failover adds an instance whose agent is still missing.
 */
const NEXT: Record<SessionStatus, readonly SessionStatus[]> = {
  FAILOVER_COMPLETE: ['INSTALLING_AGENTS', 'REVERSE_REPLICATING'],
  INSTALLING_AGENTS: ['AGENTS_INSTALLED'],
  AGENTS_INSTALLED: ['CONFIG_MIRRORED', 'INSTALLING_AGENTS'],
  CONFIG_MIRRORED: ['REVERSE_REPLICATING', 'INSTALLING_AGENTS'],
  REVERSE_REPLICATING: ['READY_FOR_FAILBACK', 'INSTALLING_AGENTS'],
  READY_FOR_FAILBACK: [
    'FAILBACK_IN_PROGRESS',
    'REVERSE_REPLICATING',
    'INSTALLING_AGENTS',
  ],
  FAILBACK_IN_PROGRESS: [
    'FAILBACK_COMPLETE',
    'READY_FOR_FAILBACK',
    'REVERSE_REPLICATING',
  ],
  FAILBACK_COMPLETE: ['RE_PROTECTING', 'CLEANING_UP'],
  RE_PROTECTING: ['RE_PROTECTED'],
  RE_PROTECTED: ['CLEANING_UP'],
  CLEANING_UP: ['CLEANUP_COMPLETE'],
  CLEANUP_COMPLETE: [],
};

/** Whether a session may go from one status to the other. */
export function mayBecome(from: SessionStatus, to: SessionStatus): boolean {
  return NEXT[from].includes(to);
}

/** The words for a status, as people read it in the record. */
export const STATUS_WORDS: Record<SessionStatus, string> = {
  FAILOVER_COMPLETE: 'Failed over',
  INSTALLING_AGENTS: 'Installing agents',
  AGENTS_INSTALLED: 'Agents installed',
  CONFIG_MIRRORED: 'Configuration mirrored',
  REVERSE_REPLICATING: 'Replicating back',
  READY_FOR_FAILBACK: 'Ready to fail back',
  FAILBACK_IN_PROGRESS: 'Failing back',
  FAILBACK_COMPLETE: 'Failed back',
  RE_PROTECTING: 'Re-protecting',
  RE_PROTECTED: 'Re-protected',
  CLEANING_UP: 'Cleaning up',
  CLEANUP_COMPLETE: 'Cleaned up',
};
