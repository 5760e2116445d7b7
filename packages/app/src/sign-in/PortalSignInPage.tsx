import { SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  SignInPageProps,
  useApi,
} from '@backstage/core-plugin-api';
import { DemoSignInPage } from './DemoSignInPage';

/** The demo's choice of users where the configuration has one, and the guest otherwise. */
export const PortalSignInPage = (props: SignInPageProps) => {
  const users = useApi(configApiRef)
    .getOptionalConfigArray('auth.providers.demo.users')
    ?.map(user => ({
      name: user.getString('name'),
      description: user.getString('description'),
    }));

  return users ? (
    <DemoSignInPage {...props} users={users} />
  ) : (
    <SignInPage {...props} providers={['guest']} />
  );
};
