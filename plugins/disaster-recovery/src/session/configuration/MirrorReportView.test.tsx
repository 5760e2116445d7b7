import type { MirrorReport } from '@internal/plugin-disaster-recovery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../__testUtils__/renderPage';
import { MirrorReportView } from './MirrorReportView';

// Pages of this size take their time on a busy machine.
jest.setTimeout(120_000);

const action = {
  name: 'Warm the caches',
  kind: 'COMMAND',
  documentName: 'Orders-Warm',
  parameters: { Tier: ['web'] },
  timeoutSeconds: 600,
  onFailure: 'continue',
};
const kept = { outcome: 'kept', reason: 'It is the same.' } as const;

const report: MirrorReport = {
  sessionId: 'session-1',
  createdAt: '2026-11-23T10:43:00.000Z',
  mappings: [],
  unmapped: [],
  counts: { kept: 4, swapped: 3, changed: 0, dropped: 2 },
  plan: {
    originalId: 'plan-1',
    originalName: 'orders',
    mirroredId: 'plan-2',
    mirroredName: 'orders-failback',
    fields: [
      {
        field: 'wave 1 protectionGroupIds',
        outcome: 'swapped',
        original: ['group-1'],
        mirrored: ['group-2'],
        reason: 'Each group is replaced by its mirrored one.',
      },
      { field: 'wave 1 dependsOn', original: [], mirrored: [], ...kept },
      { field: 'wave 1 preActions', original: [], mirrored: [], ...kept },
      { field: 'wave 2 dependsOn', original: [1], mirrored: [1], ...kept },
      {
        field: 'wave 2 postActions',
        original: [action],
        mirrored: [action],
        ...kept,
      },
      {
        field: 'wave 2 failurePolicy',
        original: 'failFast',
        mirrored: 'failFast',
        ...kept,
      },
    ],
  },
  groups: [
    {
      originalId: 'group-1',
      originalName: 'orders-db',
      mirroredId: 'group-2',
      mirroredName: 'orders-db-failback',
      fields: [
        {
          field: 'region',
          outcome: 'swapped',
          original: { accountId: '111122223333', region: 'us-west-2' },
          mirrored: { accountId: '111122223333', region: 'us-east-1' },
          reason: 'The reversed source servers are there.',
        },
        ...['db-3', 'db-4'].map(name => ({
          field: 'server',
          outcome: 'dropped' as const,
          original: name,
          reason: 'It did not fail over.',
        })),
      ],
      servers: [
        {
          sourceServerId: 's-1',
          reversedSourceServerId: 's-2',
          hostname: 'db-1',
          applied: true,
          fields: [
            {
              field: 'subnetId',
              outcome: 'swapped',
              original: 'subnet-0a203a00',
              mirrored: 'subnet-0e103a00',
              reason: 'As the original machine ran.',
            },
            {
              field: 'rightSizingMethod',
              original: 'NONE',
              mirrored: 'NONE',
              ...kept,
            },
          ],
        },
      ],
    },
  ],
};

function rowOf(table: HTMLElement, name: string) {
  return within(table).getByText(name).closest('[role=row]') as HTMLElement;
}

describe('the proof of what was mirrored', () => {
  it('names fields, groups, waves and actions in words', async () => {
    const { container } = renderPage(<MirrorReportView report={report} />);
    const plan = await screen.findByRole('table', { name: /orders-failback/ });
    expect(rowOf(plan, 'Wave 1: Protection Groups')).toHaveTextContent(
      /orders-dborders-db-failbackSwapped/,
    );
    expect(rowOf(plan, 'Wave 1: Waits for')).toHaveTextContent(
      'Nothing: it starts at once',
    );
    expect(rowOf(plan, 'Wave 1: Actions before it')).toHaveTextContent(/–.*–/);
    expect(rowOf(plan, 'Wave 2: Waits for')).toHaveTextContent('Wave 1');
    expect(rowOf(plan, 'Wave 2: Actions after it')).toHaveTextContent(
      'Warm the caches (SSM Command Orders-Warm)',
    );
    expect(rowOf(plan, 'Wave 2: If a server fails')).toHaveTextContent(
      'Stop the plan',
    );
    const group = screen.getByRole('table', { name: /orders-db-failback/ });
    expect(rowOf(group, 'Launches in')).toHaveTextContent(
      'us-west-2, account 111122223333',
    );
    expect(within(group).getByText('db-3')).toBeVisible();
    expect(within(group).getByText('db-4')).toBeVisible();
    // Neither raw JSON nor the API's names.
    expect(container).not.toHaveTextContent(
      /[{}]|protectionGroupIds|dependsOn|postActions|failurePolicy/,
    );
  });

  it('shows the launch settings of each server, which are what is swapped', async () => {
    renderPage(<MirrorReportView report={report} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Launch settings of db-1' }),
    );
    const table = await screen.findByRole('table', {
      name: 'Launch settings of db-1',
    });
    expect(rowOf(table, 'Subnet')).toHaveTextContent(
      'subnet-0a203a00subnet-0e103a00Swapped',
    );
    expect(rowOf(table, 'Right sizing')).toHaveTextContent(
      'Off, the instance type counts',
    );
  });
});
