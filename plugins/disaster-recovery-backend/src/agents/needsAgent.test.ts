import { SOURCE_SERVER_MISSING } from '@internal/plugin-disaster-recovery-common';
import { sessionInstance } from '../replication/__testUtils__/anyReplication';
import { needsAgent } from './needsAgent';

describe('needsAgent', () => {
  const agent = (status: 'NOT_STARTED' | 'FAILED' | 'SUCCEEDED') => ({
    status,
    steps: [],
    attempt: 1,
  });
  const reversed = { route: 'native', reversedSourceServerId: 's-1' } as const;
  const lost = {
    error: { code: SOURCE_SERVER_MISSING, message: 'It is gone', at: '' },
  };

  it('takes what has none yet, and what failed', () => {
    expect(needsAgent(sessionInstance())).toBe(true);
    expect(needsAgent(sessionInstance({ agent: agent('FAILED') }))).toBe(true);
    expect(needsAgent(sessionInstance({ agent: agent('SUCCEEDED') }))).toBe(
      false,
    );
  });

  it('takes what has lost its source server, and no machine that replicates without an installation', () => {
    expect(needsAgent(sessionInstance(reversed))).toBe(false);
    expect(needsAgent(sessionInstance({ ...reversed, ...lost }))).toBe(true);
    expect(
      needsAgent(sessionInstance({ agent: agent('SUCCEEDED'), ...lost })),
    ).toBe(true);
  });

  it('leaves alone what is back', () => {
    expect(
      needsAgent(
        sessionInstance({ ...lost, failback: { status: 'LAUNCHED' } }),
      ),
    ).toBe(false);
  });
});
