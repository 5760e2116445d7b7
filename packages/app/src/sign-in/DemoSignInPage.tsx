import {
  Content,
  ErrorPanel,
  Header,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import {
  configApiRef,
  IdentityApi,
  SignInPageProps,
  useApi,
} from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { useCallback, useState } from 'react';
import { demoUser } from './demoUser';

/** The same identity, which forgets who was chosen when they sign out. */
function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      demoUser.forget();
      await identity.signOut();
    },
  };
}

/** Asks who the visitor of the demo wants to be. */
export const DemoSignInPage = ({
  users,
  onSignInSuccess,
}: SignInPageProps & {
  users: Array<{ name: string; description: string }>;
}) => {
  const title = useApi(configApiRef).getString('app.title');
  const [chosen, setChosen] = useState(() =>
    users.map(user => user.name).find(name => name === demoUser.get()),
  );

  const Failure = useCallback(
    ({ error }: { error?: Error }) => (
      <Content>
        {error && (
          <ErrorPanel title="This user could not sign in" error={error} />
        )}
        <Button
          onClick={() => {
            demoUser.forget();
            setChosen(undefined);
          }}
        >
          Choose another user
        </Button>
      </Content>
    ),
    [],
  );

  if (chosen) {
    return (
      <ProxiedSignInPage
        provider="demo"
        headers={{ 'x-demo-user': chosen }}
        onSignInSuccess={identity => {
          demoUser.remember(chosen);
          onSignInSuccess(forgetOnSignOut(identity));
        }}
        ErrorComponent={Failure}
      />
    );
  }

  return (
    <Page themeId="home">
      <Header title={title} subtitle="A demonstration on a simulated AWS" />
      <Content>
        <Typography variant="h4" component="h2" id="demo-users">
          Who do you want to be?
        </Typography>
        <Paper style={{ maxWidth: 480, marginTop: 16 }}>
          <List component="nav" aria-labelledby="demo-users">
            {users.map(({ name, description }) => (
              <ListItem key={name} button onClick={() => setChosen(name)}>
                <ListItemText primary={name} secondary={description} />
              </ListItem>
            ))}
          </List>
        </Paper>
      </Content>
    </Page>
  );
};
