/** What has ended, or has no machine behind its record, is there no more, and nothing can happen to it. */
const ENDED = new Set(['TERMINATED', 'NOT_FOUND']);

/** Whether a state, as DRS or EC2 writes it, means that the machine has ended. Unknown counts as alive. */
export function hasEnded(ec2State: string | undefined): boolean {
  return ec2State !== undefined && ENDED.has(ec2State.toUpperCase());
}

/** Whether a state means that the machine has ended or is about to: it serves nobody any more. Unknown counts as alive. */
export function isGone(ec2State: string | undefined): boolean {
  return hasEnded(ec2State) || ec2State?.toUpperCase() === 'SHUTTING-DOWN';
}
