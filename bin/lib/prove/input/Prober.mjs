import { send } from '../openApi.mjs';
import { changedTables } from '../portalTables.mjs';
import { judgeInput } from './judgeInput.mjs';
import { contains } from './places.mjs';

/** Reads a body as the portal does. */
function sentOf({ body }) {
  if (body instanceof Uint8Array) {
    return undefined;
  }
  try {
    return JSON.parse(typeof body === 'string' ? body : JSON.stringify(body));
  } catch {
    return undefined;
  }
}

/** What the API writes otherwise than it was told, as its document says: names without blanks around them. */
const asStored = ({ version, ...sent }) => ({
  ...sent,
  ...(typeof sent.name === 'string' && { name: sent.name.trim() }),
});

/** On each session an operation is under way, and goes on writing here whatever is asked. */
const UNDER_WAY = ['intents', 'operation_steps', 'replication_watches'];
/** How often a request is sent before a change is held against it. */
const ATTEMPTS = 4;

const changedBetween = (before, after) =>
  changedTables(before, after).filter(name => !UNDER_WAY.includes(name));

/** Sends bad requests one after another, and looks each time at what they left behind. */
export class Prober {
  #world;
  #tables;
  #before;

  constructor(world, tables) {
    this.#world = world;
    this.#tables = tables;
  }

  async start() {
    this.#before = await this.#tables.snapshot();
  }

  /** What did not hold, in a sentence; undefined if everything did. */
  async try(operation, request) {
    const answer = await this.#send(request);
    const problem = judgeInput(request, answer, this.#world.secrets);
    if (problem) {
      this.#before = await this.#tables.snapshot();
      return problem;
    }
    if (answer.status >= 300) {
      // What reads is looked after once it was asked everything.
      return request.method === 'GET' ? undefined : this.#changedBy(request);
    }
    if (request.method === 'GET') {
      return undefined;
    }
    const lost = await this.#stored(operation, request, answer);
    this.#before = await this.#tables.snapshot();
    return lost;
  }

  /** What an operation's requests changed, all of which should have changed nothing; undefined if that is so. */
  async changed() {
    const changed = changedBetween(this.#before, await this.#tables.snapshot());
    return changed.length > 0
      ? `its requests changed ${changed.join(', ')}`
      : undefined;
  }

  #send(request) {
    const { portal } = this.#world;
    return send(portal.url, request, portal.automationToken);
  }

  /**
   * What a refused request changed. What the portal does of itself meanwhile is none of its doing: only what changes every time
   * that it is sent again is.
   */
  async #changedBy(request) {
    let changed = [];
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const after = await this.#tables.snapshot();
      changed = changedBetween(this.#before, after);
      this.#before = after;
      if (changed.length === 0) {
        return undefined;
      }
      await this.#send(request);
    }
    return `was refused, and changed ${changed.join(', ')}`;
  }

  /** What was accepted has to be there as it was sent; what was made for it is taken away again. */
  async #stored(operation, request, answer) {
    const { api } = this.#world;
    const sent = sentOf(request);
    if (operation.id === 'validateRecoveryPlan') {
      const changed = changedBetween(
        this.#before,
        await this.#tables.snapshot(),
      );
      return changed.length > 0
        ? `was validated, and changed ${changed.join(', ')}`
        : undefined;
    }
    if (!/^(create|update)/.test(operation.id)) {
      return undefined;
    }
    const path = `/${operation.collection}/${answer.json.id}`;
    const stored = await api.get(path);
    if (operation.id.startsWith('create')) {
      await this.#send({ method: 'DELETE', path });
    }
    return contains(stored, asStored(sent))
      ? undefined
      : `was accepted, and is not stored as it was sent: ${JSON.stringify(
          stored,
        ).slice(0, 300)}`;
  }
}
