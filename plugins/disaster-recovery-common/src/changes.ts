/** The signal channel on which open pages hear that something changed. */
export const DISASTER_RECOVERY_CHANNEL = 'disaster-recovery';

/** What a signal says: ids only. What is behind them is fetched with the reader's own permissions. */
export type DisasterRecoveryChange = {
  type: 'failover-session' | 'execution' | 'protection-group' | 'recovery-plan';
  id: string;
};
