import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  PROTECTION_GROUP_ANNOTATION,
  type DisasterRecoveryApi,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import { screen } from '@testing-library/react';
import { groupFixture, serverFixture } from '../__testUtils__/groupFixtures';
import { renderPage } from '../__testUtils__/renderPage';
import { responseError } from '../__testUtils__/responseError';
import { sessionFixture } from '../__testUtils__/sessionFixtures';
import { EntityDisasterRecoveryCard } from './EntityDisasterRecoveryCard';
import { EntityDisasterRecoveryContent } from './EntityDisasterRecoveryContent';
import { isDisasterRecoveryAvailable } from './isDisasterRecoveryAvailable';

// Pages of this size take their time on a busy machine.
jest.setTimeout(120_000);

const ID = '11111111-2222-4333-8444-555555555555';

function entityOf(annotation: string | undefined): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'orders',
      annotations:
        annotation === undefined
          ? {}
          : { [PROTECTION_GROUP_ANNOTATION]: annotation },
    },
  };
}

function renderEntity(
  element: JSX.Element,
  options: {
    annotation?: string;
    groups?: ProtectionGroup[];
    api?: Partial<DisasterRecoveryApi>;
  },
) {
  const { groups = [] } = options;
  return renderPage(
    <EntityProvider entity={entityOf(options.annotation)}>
      {element}
    </EntityProvider>,
    {
      api: {
        // As the backend does it: what contains the text, whatever its case.
        listProtectionGroups: async query => {
          const items = groups.filter(group =>
            group.name.toLowerCase().includes(query!.text!.toLowerCase()),
          );
          return { items, totalItems: items.length };
        },
        getProtectionGroup: async id => {
          const group = groups.find(each => each.id === id);
          if (!group) {
            throw await responseError(404, 'NotFoundError', 'No such group');
          }
          return group;
        },
        listSessions: async () => ({
          items: [],
          totalItems: 0,
          counts: { needsYou: 0, inProgress: 0, ready: 0, done: 0 },
        }),
        ...options.api,
      },
    },
  );
}

describe('the card of an entity', () => {
  it('says that it is protected, how well, when it was last tried, and which failover is under way', async () => {
    renderEntity(<EntityDisasterRecoveryCard />, {
      annotation: 'Orders-DB',
      groups: [
        groupFixture({ id: 'group-7', name: 'orders-db-old' }),
        groupFixture({ id: 'group-1', name: 'orders-db' }),
      ],
      api: {
        listSessions: async query => ({
          items: [
            sessionFixture({ id: 'session-2', status: 'CLEANUP_COMPLETE' }),
            sessionFixture({ status: 'FAILBACK_IN_PROGRESS' }),
          ].filter(() => query?.protectionGroupId === 'group-1'),
          totalItems: 2,
          counts: { needsYou: 0, inProgress: 1, ready: 0, done: 1 },
        }),
      },
    });
    expect(await screen.findByText('Protected')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'orders-db' })).toHaveAttribute(
      'href',
      '/disaster-recovery/protection-groups/group-1',
    );
    expect(screen.getByText('All replicating')).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'orders · prod' }),
    ).toHaveAttribute('href', '/disaster-recovery/sessions/session-1');
    expect(screen.getByText('Failing back')).toBeInTheDocument();
  });

  it('says that it is not protected when a server does not replicate', async () => {
    renderEntity(<EntityDisasterRecoveryCard />, {
      annotation: 'orders-db',
      groups: [
        groupFixture({
          servers: [
            serverFixture(1),
            serverFixture(2, { dataReplicationState: 'DISCONNECTED' }),
          ],
        }),
      ],
    });
    expect(await screen.findByText('Not protected now')).toBeInTheDocument();
    expect(screen.getByText('1 of 2 not replicating')).toBeInTheDocument();
    expect(await screen.findByText('None under way')).toBeInTheDocument();
  });
});

describe('the tab of an entity', () => {
  it('shows the line to add when there is no annotation', async () => {
    renderEntity(<EntityDisasterRecoveryContent />, {});
    expect(await screen.findByText('Missing Annotation')).toBeInTheDocument();
    expect(
      screen.getAllByText(new RegExp(PROTECTION_GROUP_ANNOTATION)).length,
    ).toBeGreaterThan(0);
  });

  it('finds groups by name and id, and says which named group does not exist', async () => {
    renderEntity(<EntityDisasterRecoveryContent />, {
      annotation: ` orders-web, ${ID} ,gone`,
      groups: [
        groupFixture({ id: 'group-2', name: 'orders-web' }),
        groupFixture({ id: ID, name: 'orders-app' }),
      ],
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Protection Group orders-web',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Protection Group orders-app' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('There is no Protection Group gone'),
    ).toBeInTheDocument();
  });
});

describe('isDisasterRecoveryAvailable', () => {
  it.each([
    [undefined, false],
    [' , ', false],
    ['orders-db', true],
  ])('for the annotation %s is %s', (annotation, available) => {
    expect(isDisasterRecoveryAvailable(entityOf(annotation))).toBe(available);
  });
});
