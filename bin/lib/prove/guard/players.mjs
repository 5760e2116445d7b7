import { send } from '../openApi.mjs';

/** Who plays: an administrator, the owner of the order system, somebody who may only look, and a script. */
const USERS = ['guest', 'jane.doe', 'vera.viewer'];

async function signIn(url, name) {
  const response = await fetch(`${url}/api/auth/demo/refresh`, {
    headers: { 'x-demo-user': name },
  });
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

/** @returns of each player the `name`, and `call(method, path, body)`, which gives status and JSON */
export async function players({ url, automationToken }) {
  const tokens = [
    ...(await Promise.all(
      USERS.map(async name => ({ name, token: await signIn(url, name) })),
    )),
    { name: 'automation', token: automationToken },
  ];
  return tokens.map(({ name, token }) => ({
    name,
    call: (method, path, body) => send(url, { method, path, body }, token),
  }));
}
