import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** The request header that names the user. */
export const DEMO_USER_HEADER = 'x-demo-user';

/** Accepts whoever the request names, as long as `auth.providers.demo.users` does so too. */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (result: { user: string }) => ({
    profile: { displayName: result.user },
  }),
  initialize({ config }) {
    return config.getConfigArray('users').map(user => user.getString('name'));
  },
  async authenticate({ req }, users) {
    const user = req.header(DEMO_USER_HEADER);
    if (user === undefined || !users.includes(user)) {
      throw new AuthenticationError(
        `The header ${DEMO_USER_HEADER} must name one of the demo's users: ${users.join(
          ', ',
        )}`,
      );
    }
    return { result: { user } };
  },
});
