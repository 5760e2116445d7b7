import {
  protectionGroupInputSchema,
  type ProtectionGroup,
  type ProtectionGroupInput,
  type ProtectionGroupUpdate,
} from '@internal/plugin-disaster-recovery-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  availableFixture,
  groupFixture,
  serverId,
} from '../../__testUtils__/groupFixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { responseError } from '../../__testUtils__/responseError';
import { CreateGroupPage } from './CreateGroupPage';
import { EditGroupPage } from './EditGroupPage';

const SERVERS = [
  availableFixture(1),
  availableFixture(2, { takenBy: { id: 'group-9', name: 'billing' } }),
  availableFixture(3, { originRegion: 'eu-west-1' }),
];

function renderCreate(
  createProtectionGroup: (
    input: ProtectionGroupInput,
  ) => Promise<ProtectionGroup> = async () => groupFixture(),
) {
  renderPage(<CreateGroupPage />, {
    at: '/protection-groups/create',
    api: {
      createProtectionGroup,
      listSourceServers: async () => ({
        items: SERVERS,
        totalItems: SERVERS.length,
      }),
    },
  });
}

// A form of this size takes its time on a busy machine.
jest.setTimeout(120_000);

const NAME = /^Name\s\*$/;

/** At once: letter by letter, a form of this size takes seconds. */
function fill(field: HTMLElement, value: string) {
  fireEvent.change(field, { target: { value } });
}

async function fillPlace() {
  fill(await screen.findByLabelText(NAME), 'orders-db');
  fill(screen.getByLabelText(/^Account of the DRS/), '111122223333');
  fill(screen.getByLabelText(/^Recovery region/), 'us-west-2');
  fill(screen.getByLabelText(/^Original region/), 'us-east-1');
}

describe('GroupForm', () => {
  it('shows servers of other groups with their group, and lets neither them nor those from elsewhere be taken', async () => {
    const user = userEvent.setup();
    const sent: ProtectionGroupInput[] = [];
    renderCreate(async input => {
      sent.push(input);
      return groupFixture();
    });
    await fillPlace();
    await user.click(screen.getByLabelText('One by one'));

    const taken = await screen.findByLabelText('Take server-2 into the group');
    expect(taken).toBeDisabled();
    const row = taken.closest('[role=row]') as HTMLElement;
    expect(row).toHaveTextContent('In group billing');
    expect(within(row).getByRole('link', { name: 'billing' })).toHaveAttribute(
      'href',
      '/disaster-recovery/protection-groups/group-9',
    );
    const foreign = screen.getByLabelText('Take server-3 into the group');
    expect(foreign).toBeDisabled();
    expect(foreign.closest('[role=row]')).toHaveTextContent(
      'Comes from eu-west-1',
    );

    await user.click(screen.getByLabelText('Take server-1 into the group'));
    expect(
      screen.getByText('1 server of 3 is in this group.'),
    ).toBeInTheDocument();
    await user.click(screen.getByText('Create this group'));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0].selection).toEqual({
      by: 'ids',
      sourceServerIds: [serverId(1)],
    });
    expect(protectionGroupInputSchema.safeParse(sent[0]).success).toBe(true);
  });

  it('says before saving that tags match a server of another group', async () => {
    renderCreate();
    await fillPlace();
    fill(screen.getByLabelText('Key of tag 1'), 'Application');
    fill(screen.getByLabelText('Value of tag 1'), 'orders');
    expect(
      await screen.findByText(
        '1 server is in another group already: a server can be in one group only.',
      ),
    ).toBeInTheDocument();
  });

  it('sends nothing while a field is wrong, and says at the field what it should be', async () => {
    const user = userEvent.setup();
    const create = jest.fn();
    renderCreate(create);
    fill(await screen.findByLabelText(/^Recovery region/), 'Oregon');
    expect(
      screen.getByText(
        'Not like this. Whose DRS holds the servers, such as us-west-2',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText('This is needed.')).not.toBeInTheDocument();
    await user.click(screen.getByText('Create this group'));
    expect(screen.getByLabelText(NAME)).toHaveAccessibleDescription(
      'This is needed.',
    );
    expect(screen.getByText('Give at least one tag.')).toBeInTheDocument();
    expect(create).not.toHaveBeenCalled();
  });

  it('puts what the server says of a subnet at that subnet, and keeps what was typed', async () => {
    const user = userEvent.setup();
    renderCreate(async () => {
      throw await responseError(
        400,
        'InputError',
        'There is no subnet subnet-0123abcd in us-west-2. us-west-2 does not offer the instance type x9.huge.',
      );
    });
    await fillPlace();
    fill(screen.getByLabelText('Key of tag 1'), 'Application');
    // The recovery half comes first.
    const [subnet] = screen.getAllByLabelText('Subnet');
    const [type] = screen.getAllByLabelText('Instance type');
    fill(subnet, 'subnet-0123abcd');
    fill(type, 'x9.huge');
    await user.click(screen.getByText('Create this group'));
    await waitFor(() =>
      expect(subnet).toHaveAccessibleDescription(
        'There is no subnet subnet-0123abcd in us-west-2.',
      ),
    );
    expect(type).toHaveAccessibleDescription(
      'us-west-2 does not offer the instance type x9.huge.',
    );
    expect(subnet).toHaveValue('subnet-0123abcd');
    expect(screen.getByLabelText(NAME)).toHaveValue('orders-db');
  });
});

describe('EditGroupPage', () => {
  it('keeps what was typed when somebody else has saved, says what they changed, and saves over it when asked to', async () => {
    const user = userEvent.setup();
    const sent: ProtectionGroupUpdate[] = [];
    let now = groupFixture({ version: 3 });
    renderPage(<EditGroupPage />, {
      at: '/protection-groups/group-1/edit',
      path: '/protection-groups/:groupId/edit',
      api: {
        getProtectionGroup: async () => now,
        listSourceServers: async () => ({ items: [], totalItems: 0 }),
        updateProtectionGroup: async (_id, input) => {
          sent.push(input);
          if (input.version !== now.version) {
            throw await responseError(
              409,
              'ConflictError',
              'Protection Group "orders-db" was changed by someone else',
            );
          }
          return now;
        },
      },
    });
    const name = await screen.findByLabelText(NAME);
    fill(name, 'orders-database');
    now = groupFixture({ version: 4, description: 'Theirs' });
    await user.click(screen.getByText('Save changes'));

    expect(
      await screen.findByText(
        'Somebody else has changed this since you opened it',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The other change was to: description\./),
    ).toBeInTheDocument();
    expect(name).toHaveValue('orders-database');

    await user.click(screen.getByText('Save mine over it'));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent.map(input => [input.name, input.version])).toEqual([
      ['orders-database', 3],
      ['orders-database', 4],
    ]);
  });
});
