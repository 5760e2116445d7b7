import {
  PROTECTION_GROUP_ANNOTATION,
  type MirrorReport,
} from '@internal/plugin-disaster-recovery-common';
import type { Entity } from '@backstage/catalog-model';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  executionFixture,
  preflightFixture,
} from './__testUtils__/executionFixtures';
import {
  availableFixture,
  groupFixture,
  planFixture,
} from './__testUtils__/groupFixtures';
import { renderLegacyApp } from './__testUtils__/legacyApp';
import { sessionFixture } from './__testUtils__/sessionFixtures';
import { sections } from './layout/sections';

// A whole app is loaded here, which takes its time on a busy machine.
jest.setTimeout(120_000);

const list = <T,>(...items: T[]) => ({ items, totalItems: items.length });

const session = sessionFixture({
  status: 'READY_FOR_FAILBACK',
  mirroredAt: '2026-11-23T10:43:00.000Z',
  mirroredProtectionGroups: [{ id: 'group-2', name: 'orders-db-failback' }],
  mirroredRecoveryPlan: { id: 'plan-2', name: 'orders-failback' },
});

const mirrorReport: MirrorReport = {
  sessionId: session.id,
  createdAt: '2026-11-23T10:43:00.000Z',
  mappings: [],
  unmapped: [],
  groups: [],
  counts: { kept: 0, swapped: 0, changed: 0, dropped: 0 },
};

const cleanupPlan = {
  sessionId: session.id,
  planId: 'plan-a',
  deleteSourceServers: false,
  steps: [],
  kept: [],
  blockedBy: [],
  createdAt: '2026-11-23T12:00:00Z',
};

/** What the backend answers, by path. */
const ANSWERS: Record<string, unknown> = {
  '/failover-sessions': {
    ...list(session),
    counts: { needsYou: 0, inProgress: 0, ready: 1, done: 0 },
  },
  '/failover-sessions/session-1': session,
  '/failover-sessions/session-1/mirror-report': mirrorReport,
  '/failover-sessions/session-1/replication-samples': { points: [], worst: [] },
  '/failover-sessions/session-1/operations': list(),
  '/failover-sessions/session-1/events': list(),
  '/failover-sessions/session-1/failback-preflight': preflightFixture(),
  '/failover-sessions/session-1/cleanup-plan': cleanupPlan,
  '/protection-groups': list(groupFixture()),
  '/protection-groups/group-1': groupFixture(),
  '/source-servers': list(availableFixture(1)),
  '/recovery-plans': list(planFixture()),
  '/recovery-plans/plan-1': planFixture(),
  '/recovery-plans/plan-1/preflight': preflightFixture(),
  '/recovery-plans/validate': {
    valid: true,
    findings: [],
    serverCount: 4,
    jobCount: 2,
  },
  '/executions': list(executionFixture()),
  '/executions/execution-1': executionFixture(),
  '/executions/execution-1/job-log': list(),
};

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: { [PROTECTION_GROUP_ANNOTATION]: 'orders-db' },
  },
};

function open(at: string, entities: Entity[] = []) {
  return renderLegacyApp({ at, entities, answer: path => ANSWERS[path] });
}

describe('the plugin in an app of the legacy frontend system', () => {
  it('opens from the sidebar on the failover sessions, below its own header with a tab for each section', async () => {
    open('/catalog/default/component/orders', [entity]);
    await userEvent.click(
      await screen.findByRole('link', { name: 'Recovery' }),
    );
    expect(
      await screen.findByRole('link', { name: session.name }),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Disaster Recovery' }),
    ).toBeVisible();
    const tabs = screen
      .getAllByRole('tab')
      .map(tab => tab.textContent)
      .slice(0, sections.length);
    expect(tabs).toEqual(sections.map(section => section.title));
  });

  it('goes from page to page by its own links', async () => {
    open('/disaster-recovery');
    await userEvent.click(
      await screen.findByRole('link', { name: session.name }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Fail back' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Fail back, as a drill or for real',
      }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: /^1 Review/ }));
    await userEvent.click(await screen.findByRole('link', { name: 'orders' }));
    expect(
      await screen.findByRole('heading', { level: 2, name: 'orders' }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Executions' }));
    expect(
      await screen.findByRole('heading', { level: 2, name: 'Executions' }),
    ).toBeVisible();
  });

  it.each([
    ['/sessions', 'Failover Sessions', 'Ready for failback'],
    ['/sessions/session-1', 'orders · prod', 'server-2'],
    [
      '/sessions/session-1/replication',
      'orders · prod',
      'Nothing replicates yet.',
    ],
    [
      '/sessions/session-1/configuration',
      'Mirrored, launches in us-east-1',
      'How servers were matched',
    ],
    [
      '/sessions/session-1/operations',
      'orders · prod',
      'Nothing has been done to this session yet.',
    ],
    ['/sessions/session-1/audit', 'orders · prod', 'Nothing to show.'],
    [
      '/sessions/session-1/wizard',
      'Failback of orders · prod',
      'Fail back, as a drill or for real',
    ],
    [
      '/sessions/session-1/wizard/review',
      'Review what failed over',
      'Every instance can fail back.',
    ],
    [
      '/sessions/session-1/wizard/agents',
      'Failback of orders · prod',
      'Choose the route, and install agents if it needs them',
    ],
    [
      '/sessions/session-1/wizard/mirror',
      'Mirror the configuration',
      'How servers were matched',
    ],
    [
      '/sessions/session-1/wizard/replicate',
      'Start reverse replication',
      'server-2',
    ],
    [
      '/sessions/session-1/wizard/monitor',
      'Watch the data come back',
      'server-2',
    ],
    [
      '/sessions/session-1/wizard/execute',
      'Fail back, as a drill or for real',
      'What will happen',
    ],
    ['/sessions/session-1/cleanup', 'Clean up orders · prod', 'Why'],
    ['/protection-groups', 'Protection Groups', 'orders-db'],
    [
      '/protection-groups/create',
      'Create a Protection Group',
      'Create this group',
    ],
    ['/protection-groups/group-1', 'orders-db', 'server-2'],
    ['/protection-groups/group-1/edit', 'Edit orders-db', 'Save changes'],
    ['/recovery-plans', 'Recovery Plans', '2 waves, 4 servers'],
    ['/recovery-plans/create', 'Create a Recovery Plan', 'Create this plan'],
    ['/recovery-plans/plan-1', 'orders', 'Waves'],
    ['/recovery-plans/plan-1/edit', 'Edit orders', 'Save changes'],
    ['/recovery-plans/plan-1/run', 'Run orders', 'Nothing is destroyed.'],
    ['/executions', 'Executions', 'Running'],
    ['/executions/execution-1', 'orders, Recovery', 'Time since the start'],
    [
      '/executions/execution-1/log',
      'orders, Recovery',
      'No DRS job has begun yet.',
    ],
    [
      '/failovers',
      'Disaster Recovery',
      'There is nothing here with this address.',
    ],
  ])('has a page at %s: %s, with %s', async (path, heading, content) => {
    open(`/disaster-recovery${path}`);
    expect(await screen.findByRole('heading', { name: heading })).toBeVisible();
    const [first] = await screen.findAllByText(content);
    expect(first).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('gives an entity with the annotation a card on its overview, and a tab', async () => {
    open('/catalog/default/component/orders', [entity]);
    expect(await screen.findByText('Protected')).toBeVisible();
    expect(screen.getByRole('link', { name: 'orders-db' })).toHaveAttribute(
      'href',
      '/disaster-recovery/protection-groups/group-1',
    );
    await userEvent.click(
      screen.getByRole('tab', { name: 'Disaster Recovery' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Protection Group orders-db',
      }),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'server-1' }),
    ).toBeVisible();
  });

  it('shows an entity without the annotation the line to add, and no card', async () => {
    const bare = { ...entity, metadata: { name: 'orders' } };
    open('/catalog/default/component/orders/disaster-recovery', [bare]);
    expect(await screen.findByText('Missing Annotation')).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Overview' }));
    await waitFor(() =>
      expect(screen.queryByText('Missing Annotation')).not.toBeInTheDocument(),
    );
    expect(screen.queryByText('Protected')).not.toBeInTheDocument();
  });
});
