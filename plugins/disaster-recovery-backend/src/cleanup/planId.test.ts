import { planCleanup } from './planCleanup';
import { cleanupFacts, returnedServer } from './__testUtils__/anyCleanup';

describe('planId', () => {
  const facts = cleanupFacts([returnedServer(1), returnedServer(2)]);
  const idOf = (one: typeof facts) => planCleanup(one, new Date(0)).planId;

  it('is the same for the same effects, in whatever order and time', () => {
    const again = planCleanup(
      { ...facts, servers: [...facts.servers].reverse() },
      new Date(),
    );
    expect(again.planId).toBe(idOf(facts));
  });

  it('changes with what would be done', () => {
    const ids = [
      facts,
      { ...facts, servers: facts.servers.slice(1) },
      { ...facts, deleteSourceServers: true },
      { ...facts, mirroredGroups: [] },
      { ...facts, session: { ...facts.session, id: 'session-2' } },
    ].map(idOf);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
