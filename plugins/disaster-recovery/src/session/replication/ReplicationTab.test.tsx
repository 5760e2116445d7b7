import type { ReplicationSamples } from '@internal/plugin-disaster-recovery-common';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { sessionFixture } from '../../__testUtils__/sessionFixtures';
import { ReplicationTab } from './ReplicationTab';

const GIB = 1024 ** 3;
const AT = ['2026-11-23T12:00:00.000Z', '2026-11-23T12:10:00.000Z'];

const samples: ReplicationSamples = {
  points: AT.map((at, index) => ({
    at,
    medianLagSeconds: 30,
    worstLagSeconds: 60 + 600 * index,
    remainingBytes: (20 - 10 * index) * GIB,
    backlogBytes: 0,
    ready: 1,
    total: 2,
  })),
  worst: [
    {
      recoveryInstanceId: 'i-1',
      hostname: 'db-2',
      samples: AT.map((at, index) => ({
        recoveryInstanceId: 'i-1',
        at,
        state: 'CONTINUOUS',
        lagSeconds: 60 + 600 * index,
      })),
    },
  ],
};

// The test environment lays nothing out: charts are told how much room they have.
class RoomObserver implements ResizeObserver {
  constructor(private readonly report: ResizeObserverCallback) {}
  observe() {
    const contentRect = { width: 600, height: 180 } as DOMRectReadOnly;
    this.report([{ contentRect } as ResizeObserverEntry], this);
  }
  unobserve() {}
  disconnect() {}
}
window.ResizeObserver = RoomObserver;

describe('the replication of a session over time', () => {
  it('R9.2: names each line with its last value at its end, and says the same to who does not see it', async () => {
    renderPage(<ReplicationTab session={sessionFixture()} />, {
      api: { getReplicationSamples: async () => samples },
    });
    const lag = (await screen.findByText('Behind')).closest('figure')!;
    expect(await within(lag).findByText('Worst 11 min')).toBeInTheDocument();
    expect(within(lag).getByText('Median 30 s')).toBeInTheDocument();
    expect(
      within(lag).getByText('Median 30 s behind, worst 11 min behind'),
    ).toBeInTheDocument();
    const left = screen.getByText('Still to copy').closest('figure')!;
    expect(await within(left).findAllByText('10 GiB')).not.toHaveLength(0);
    const worst = screen.getByText('db-2').closest('figure')!;
    expect(await within(worst).findByText('11 min')).toBeInTheDocument();
  });
});
