import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { authModuleDemoProvider } from './module';

const viewer = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'vera', namespace: 'default' },
  spec: { memberOf: ['dr-viewers'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/dr-viewers' }],
};

describe('authModuleDemoProvider', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  async function startAuth(providers: {}) {
    const knex = await databases.init('POSTGRES_18');
    const { server } = await startTestBackend({
      features: [
        authPlugin,
        authModuleDemoProvider,
        catalogServiceMock.factory({ entities: [viewer] }),
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
            auth: { providers },
          },
        }),
      ],
    });
    return request(server);
  }

  const demo = { users: [{ name: 'vera', description: 'looks on' }] };

  it('signs in a user of the list with the groups the catalog knows', async () => {
    const auth = await startAuth({ demo });

    const response = await auth
      .get('/api/auth/demo/refresh')
      .set('x-demo-user', 'vera')
      .expect(200);

    expect(response.body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/vera',
      ownershipEntityRefs: ['user:default/vera', 'group:default/dr-viewers'],
    });
  });

  it('refuses whoever is not in the list', async () => {
    const auth = await startAuth({ demo });

    const response = await auth
      .get('/api/auth/demo/refresh')
      .set('x-demo-user', 'root');

    expect(response.status).toBe(401);
    expect(response.body.error.message).toContain('vera');
  });

  it('does not exist where the configuration does not ask for it', async () => {
    const auth = await startAuth({});

    const response = await auth
      .get('/api/auth/demo/refresh')
      .set('x-demo-user', 'vera');

    expect(response.status).toBe(404);
  });
});
