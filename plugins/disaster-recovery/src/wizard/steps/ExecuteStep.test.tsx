import type {
  DisasterRecoveryApi,
  FailbackLoss,
  FailbackPreflight,
} from '@internal/plugin-disaster-recovery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { preflightFixture } from '../../__testUtils__/executionFixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import {
  operationFixture,
  sessionFixture,
} from '../../__testUtils__/sessionFixtures';
import { ExecuteStep } from './ExecuteStep';

const FORMER: FailbackLoss = {
  recoveryInstanceId: 'i-0000000000000000f',
  sourceServerId: 's-1',
  hostname: 'web-1',
  isDrill: false,
  standing: 'ACCEPTABLE',
  description:
    'It failed back on 2026-03-04 and was production until this failover.',
};

const OWN_DRILL: FailbackLoss = {
  recoveryInstanceId: 'i-0000000000000000d',
  sourceServerId: 's-2',
  hostname: 'web-2',
  isDrill: true,
  standing: 'OWN_DRILL',
  description: 'A drill of this session launched it.',
};

function renderStep(options: {
  id: string;
  preflight: Partial<FailbackPreflight>;
  session?: Parameters<typeof sessionFixture>[0];
  executeFailback?: DisasterRecoveryApi['executeFailback'];
}) {
  const executeFailback = jest.fn(
    options.executeFailback ??
      (async () => operationFixture({ kind: 'execute-failback' })),
  );
  const session = sessionFixture({
    id: options.id,
    status: 'READY_FOR_FAILBACK',
    route: 'native',
    mirroredRecoveryPlan: { id: 'plan-m', name: 'Orders-failback' },
    ...options.session,
  });
  renderPage(
    <ExecuteStep
      session={session}
      route="native"
      chooseRoute={jest.fn()}
      goTo={jest.fn()}
    />,
    {
      api: {
        executeFailback,
        getFailbackPreflight: async (_id, executionType) => ({
          ...preflightFixture({ executionType }),
          destroys: [],
          ...options.preflight,
        }),
      },
    },
  );
  return executeFailback;
}

async function press(name: string) {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await userEvent.click(button);
}

async function confirm(name: string) {
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByRole('textbox'), 'orders · prod');
  await userEvent.click(within(dialog).getByRole('button', { name }));
}

describe('ExecuteStep', () => {
  it('R6.2: a drill that destroys nothing begins at once, and says so', async () => {
    const executeFailback = renderStep({ id: 'drill-1', preflight: {} });
    expect(await screen.findByText('Nothing is destroyed.')).toBeVisible();
    expect(screen.getByText(/A drill changes nothing for users/)).toBeVisible();
    expect(screen.getByText(/beside everything that runs/)).toBeVisible();
    await press('Run the drill');
    expect(executeFailback).toHaveBeenCalledWith('drill-1', { mode: 'DRILL' });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('offers no drill beside a failback that has begun', async () => {
    renderStep({
      id: 'begun-1',
      preflight: {},
      session: { failbackExecutionId: 'execution-2' },
    });
    expect(
      await screen.findByRole('radio', { name: /^Failback/ }),
    ).toBeChecked();
    expect(
      screen.queryByRole('radio', { name: /^Drill/ }),
    ).not.toBeInTheDocument();
  });

  it('R6.3: the session’s own drill goes without a question', async () => {
    const executeFailback = renderStep({
      id: 'drill-2',
      preflight: { destroys: [OWN_DRILL] },
    });
    await screen.findByText(/A drill of this session launched it/);
    await press('Run the drill');
    expect(executeFailback).toHaveBeenCalledWith('drill-2', { mode: 'DRILL' });
  });

  it.each([
    ['DRILL', 'Run the drill', /^Drill/],
    ['RECOVERY', 'Fail back', /^Failback/],
  ] as const)(
    'R10.7: a %s that destroys former production names it, asks, and gives up exactly that',
    async (mode, button, choice) => {
      const id = `destroys-${mode}`;
      const executeFailback = renderStep({
        id,
        preflight: { destroys: [FORMER, OWN_DRILL] },
      });
      await screen.findByText('2 instances are terminated by AWS for it:');
      expect(
        screen.getByText(/this one destroys 1 instance for good/),
      ).toBeVisible();
      expect(
        screen.queryByText(/beside everything that runs/),
      ).not.toBeInTheDocument();
      await userEvent.click(screen.getByRole('radio', { name: choice }));
      await press(button);
      const lost = within(await screen.findByRole('dialog')).getByText(
        /^web-1, i-0000000000000000f: It failed back on 2026-03-04/,
      );
      expect(lost).toBeInTheDocument();
      expect(executeFailback).not.toHaveBeenCalled();
      await confirm(button);
      expect(executeFailback).toHaveBeenCalledWith(id, {
        mode,
        acceptDestroyed: [FORMER.recoveryInstanceId],
      });
    },
  );

  it('R10.8: what is refused after all is said where it was confirmed', async () => {
    renderStep({
      id: 'refused-1',
      preflight: { destroys: [FORMER] },
      executeFailback: async () => {
        throw new Error('The drill makes DRS terminate i-2 (web-3).');
      },
    });
    await screen.findByText(/this one destroys 1 instance for good/);
    await press('Run the drill');
    await confirm('Run the drill');
    expect(
      await within(screen.getByRole('dialog')).findByText(
        'The drill makes DRS terminate i-2 (web-3).',
      ),
    ).toBeInTheDocument();
  });

  it('does not offer what must not be destroyed', async () => {
    renderStep({
      id: 'blocked-1',
      preflight: {
        blocked: true,
        destroys: [{ ...FORMER, standing: 'REFUSED' }],
      },
    });
    await screen.findByText('1 instance is terminated by AWS for it:');
    const button = screen.getByRole('button', { name: 'Run the drill' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'The preflight below says what stands against it.',
    );
  });
});
