import type {
  PlanValidation,
  RecoveryPlanInput,
} from '@internal/plugin-disaster-recovery-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { groupFixture, planFixture } from '../../__testUtils__/groupFixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { PlanEditor } from './PlanEditor';

// Pages of this size take their time on a busy machine.
jest.setTimeout(120_000);

const GROUPS = [
  groupFixture({ id: 'group-1', name: 'orders-db' }),
  groupFixture({ id: 'group-2', name: 'orders-web' }),
];
const VALID: PlanValidation = {
  valid: true,
  findings: [],
  serverCount: 4,
  jobCount: 2,
};

function renderEditor(
  validate: (
    input: RecoveryPlanInput,
    planId: string | undefined,
  ) => PlanValidation = () => VALID,
) {
  const saved: RecoveryPlanInput[] = [];
  renderPage(
    <PlanEditor
      plan={planFixture()}
      saveLabel="Save changes"
      pending={false}
      error={undefined}
      onSave={input => saved.push(input)}
      onCancel={() => {}}
    />,
    {
      api: {
        listProtectionGroups: async () => ({
          items: GROUPS,
          totalItems: GROUPS.length,
        }),
        validateRecoveryPlan: async (input, planId) => validate(input, planId),
      },
    },
  );
  return saved;
}

const wave = (name: RegExp) => screen.findByRole('button', { name });

describe('PlanEditor', () => {
  it('shows waves as a graph of buttons that say what each waits for, and edits the one that is selected', async () => {
    const saved = renderEditor();
    await userEvent.click(await wave(/^Web .*after Database$/));
    expect(screen.getByRole('heading', { name: '2. Web' })).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText(/^Name of the wave/), {
      target: { value: 'Front end' },
    });
    await userEvent.click(
      screen.getByLabelText('Pause before this wave, until somebody resumes'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(saved[0].waves[1]).toMatchObject({
      number: 2,
      name: 'Front end',
      pauseBefore: true,
      dependsOn: [1],
    });
  });

  it('keeps what a wave waits for when waves change places, and forgets a wave that is removed', async () => {
    const saved = renderEditor();
    await userEvent.click(await wave(/^Web /));
    await userEvent.click(screen.getByRole('button', { name: 'Move earlier' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(
      saved[0].waves.map(({ number, name, dependsOn }) => [
        number,
        name,
        dependsOn,
      ]),
    ).toEqual([
      [1, 'Web', [2]],
      [2, 'Database', []],
    ]);
    await userEvent.click(await wave(/^Database /));
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove this wave' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(saved[1].waves).toHaveLength(1);
    expect(saved[1].waves[0]).toMatchObject({ name: 'Web', dependsOn: [] });
  });

  it('says what the server finds as one types, and leads to the wave that it is about', async () => {
    const asked = new Set<string | undefined>();
    renderEditor((_, planId) => {
      asked.add(planId);
      return {
        valid: false,
        findings: [
          {
            severity: 'error',
            code: 'DEPENDENCY_CYCLE',
            message: 'Waves "Database" and "Web" wait for each other',
            waveNumber: 2,
          },
        ],
        serverCount: 4,
        jobCount: 2,
      };
    });
    const check = await screen.findByRole('region', {
      name: 'Check of this plan',
    });
    expect([...asked]).toEqual([planFixture().id]);
    await waitFor(() =>
      expect(check).toHaveTextContent(
        'Waves "Database" and "Web" wait for each other',
      ),
    );
    await userEvent.click(
      within(check).getByRole('button', { name: 'Show wave 2' }),
    );
    expect(screen.getByRole('heading', { name: '2. Web' })).toBeInTheDocument();
  });

  it('does not save a wave without groups, and shows which one it is', async () => {
    const saved = renderEditor();
    await screen.findByRole('button', { name: /^Database / });
    await userEvent.click(screen.getByRole('button', { name: 'Add a wave' }));
    await userEvent.click(await wave(/^Database /));
    await userEvent.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(saved).toHaveLength(0);
    expect(
      screen.getByRole('heading', { name: '3. Wave 3' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('“Wave 3” has no Protection Group yet.'),
    ).toBeInTheDocument();
  });
});
