import { send } from '../openApi.mjs';

/**
 * Those who play, each with a token of their own. All may do anything: who may not is another proof.
 *
 * @returns of each the `name`, and `call(method, path, body)`, which gives status and JSON
 */
export function players({ url, tokens }) {
  return Object.entries(tokens).map(([name, token]) => ({
    name,
    call: (method, path, body) => send(url, { method, path, body }, token),
  }));
}
