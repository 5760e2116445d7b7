import { REFUSALS_ALONE, refusalOutcome } from './refusal';

const outcome = (
  code: string,
  rest: Partial<Parameters<typeof refusalOutcome>[1]> = {},
  retryable = false,
) =>
  refusalOutcome(
    { code, retryable },
    { count: 100, busy: 0, liveJobs: 0, refusalsAlone: 0, ...rest },
  );

describe('refusalOutcome', () => {
  it('waits where room or freedom will come by itself', () => {
    expect(outcome('ConflictException', { busy: 1 })).toBe('wait');
    expect(outcome('ServiceQuotaExceededException', { liveJobs: 3 })).toBe(
      'wait',
    );
    expect(outcome('ThrottlingException', {}, true)).toBe('wait');
  });

  it('looks for the one to blame where nothing else explains the refusal', () => {
    expect(outcome('ConflictException')).toBe('split');
    expect(outcome('ValidationException', { count: 2 })).toBe('split');
    expect(outcome('ServiceQuotaExceededException')).toBe('split');
  });

  it('gives up on a server that is refused alone, again and again', () => {
    const alone = { count: 1 };
    expect(outcome('ConflictException', alone)).toBe('wait');
    expect(
      outcome('ConflictException', {
        ...alone,
        refusalsAlone: REFUSALS_ALONE - 1,
      }),
    ).toBe('fail');
    expect(outcome('ResourceNotFoundException', alone)).toBe('fail');
  });

  it('does not ask a hundred times for what the caller may not do at all', () => {
    expect(outcome('AccessDeniedException')).toBe('fail');
    expect(outcome('UninitializedAccountException')).toBe('fail');
  });
});
