import { environmentFor } from './environment.mjs';
import { install, isInstalled } from './install.mjs';
import { fetchNode, findNode } from './node.mjs';
import { inRoot } from './paths.mjs';
import { step } from './steps.mjs';

/**
 * Brings a fresh clone to where everything can run: a Node, and the packages. Quick where they are there already.
 *
 * @returns `node`, the path of the program, `env`, for every child, and `cli`, which starts the Backstage CLI
 */
export async function setUp(processes) {
  const node =
    findNode() ??
    (await step(`Fetching Node, because ${process.version} is too old`, () =>
      fetchNode(processes),
    ));
  const tools = { node, env: environmentFor(node) };
  if (!isInstalled()) {
    await step('Installing packages', () => install(processes, tools));
  }
  return {
    ...tools,
    cli: (...args) => [inRoot('node_modules/.bin/backstage-cli'), ...args],
  };
}
