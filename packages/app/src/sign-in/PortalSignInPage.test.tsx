import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import {
  configApiRef,
  discoveryApiRef,
  IdentityApi,
} from '@backstage/core-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { demoUser } from './demoUser';
import { PortalSignInPage } from './PortalSignInPage';

const demo = {
  users: [
    { name: 'guest', description: 'Runs everything' },
    { name: 'vera', description: 'Looks on' },
  ],
};

const session = {
  profile: { displayName: 'vera' },
  backstageIdentity: {
    token: 'header.e30.signature',
    identity: {
      type: 'user',
      userEntityRef: 'user:default/vera',
      ownershipEntityRefs: ['user:default/vera'],
    },
  },
};

async function open(providers: {}) {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [
          configApiRef,
          mockApis.config({
            data: { app: { title: 'Portal' }, auth: { providers } },
          }),
        ],
        [discoveryApiRef, mockApis.discovery()],
      ]}
    >
      <PortalSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return onSignInSuccess;
}

function answer(status: number, body: {}) {
  return jest
    .spyOn(global, 'fetch')
    .mockImplementation(
      async () => new Response(JSON.stringify(body), { status }),
    );
}

describe('PortalSignInPage', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => jest.restoreAllMocks());

  it('signs in as the chosen user, remembers it, and forgets it at sign-out', async () => {
    const backend = answer(200, session);
    const onSignInSuccess = await open({ demo });

    await userEvent.click(screen.getByRole('button', { name: /vera/ }));

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const headers = backend.mock.calls[0][1]!.headers as Headers;
    expect(headers.get('x-demo-user')).toBe('vera');
    const [identity] = onSignInSuccess.mock.calls[0];
    await expect(identity.getBackstageIdentity()).resolves.toEqual(
      session.backstageIdentity.identity,
    );
    expect(demoUser.get()).toBe('vera');

    await identity.signOut();
    expect(demoUser.get()).toBeUndefined();
  });

  it('does not ask again in a browser that has chosen before', async () => {
    answer(200, session);
    demoUser.remember('vera');

    const onSignInSuccess = await open({ demo });

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('offers another user where the chosen one cannot sign in', async () => {
    answer(401, { error: { message: 'not today' } });
    demoUser.remember('vera');
    await open({ demo });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose another user' }),
    );

    expect(screen.getByRole('button', { name: /guest/ })).toHaveTextContent(
      'Runs everything',
    );
    expect(demoUser.get()).toBeUndefined();
  });

  it('offers the guest where there is no demo', async () => {
    await open({ guest: {} });

    expect(await screen.findByRole('button', { name: 'Enter' })).toBeVisible();
  });
});
