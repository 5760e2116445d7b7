import {
  executionActions,
  type ExecutionActionFacts,
} from './executionActions';

const ended: ExecutionActionFacts = {
  status: 'COMPLETED',
  pauseRequested: false,
  wavePaused: false,
  retryable: 0,
  launched: 8,
  terminating: false,
  heldBySession: false,
};

function refusalOf(action: string, facts: ExecutionActionFacts) {
  return executionActions(facts).find(entry => entry.action === action)?.reason;
}

describe('what one may do with an execution', () => {
  it('offers to terminate what a drill launched', () => {
    expect(refusalOf('terminate', ended)).toBeUndefined();
  });

  it("never offers to terminate what serves after a recovery: its session's cleanup does", () => {
    expect(refusalOf('terminate', { ...ended, heldBySession: true })).toContain(
      "session's cleanup",
    );
  });

  it('offers a retry only where something failed or was left out', () => {
    expect(refusalOf('retry', ended)).toBe('Nothing failed or was left out');
    expect(
      refusalOf('retry', { ...ended, status: 'PARTIAL', retryable: 1 }),
    ).toBeUndefined();
  });

  it('offers pause and cancel while it runs, and says why not afterwards', () => {
    const running: ExecutionActionFacts = { ...ended, status: 'RUNNING' };
    expect(refusalOf('pause', running)).toBeUndefined();
    expect(refusalOf('cancel', running)).toBeUndefined();
    expect(refusalOf('pause', ended)).toBe('The execution has ended');
  });
});
