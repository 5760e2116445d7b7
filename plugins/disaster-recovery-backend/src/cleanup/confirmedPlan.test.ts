import { isConfirmed, planChanged } from './confirmedPlan';
import { planCleanup } from './planCleanup';
import { toOperationStep } from './cleanupSteps';
import { cleanupFacts, returnedServer } from './__testUtils__/anyCleanup';

const at = new Date('2026-11-23T10:00:00Z');
const facts = cleanupFacts([returnedServer(1), returnedServer(2)]);
const whole = planCleanup(facts, at);
const left = planCleanup({ ...facts, servers: facts.servers.slice(1) }, at);
const attempt = (planId: string) => ({
  id: 'operation-1',
  request: { planId },
  steps: whole.steps.map((step, index) => ({
    ...toOperationStep(step),
    id: String(index),
    status: 'FAILED' as const,
  })),
});

describe('isConfirmed', () => {
  it('R8.2: accepts the id of the plan as it is now, and no other', () => {
    expect(isConfirmed(whole, whole.planId, [])).toBe(true);
    expect(isConfirmed(left, whole.planId, [])).toBe(false);
  });

  it('accepts the first id again for what an attempt left undone', () => {
    expect(isConfirmed(left, whole.planId, [attempt(whole.planId)])).toBe(true);
    expect(isConfirmed(left, 'other', [attempt(whole.planId)])).toBe(false);
  });

  it('does not stretch an old confirmation over something new', () => {
    const more = planCleanup(
      { ...facts, servers: [...facts.servers, returnedServer(3)] },
      at,
    );
    expect(isConfirmed(more, whole.planId, [attempt(whole.planId)])).toBe(
      false,
    );
  });

  it('R11.10: points a refused caller to the new plan', () => {
    const error = planChanged(left);
    expect(error.name).toBe('ConflictError');
    expect(error.message).toContain(left.planId);
    expect(error).toHaveProperty('cleanupPlan.planId', left.planId);
  });
});
