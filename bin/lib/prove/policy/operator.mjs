import { setTimeout as delay } from 'node:timers/promises';
import { grantsOf, onlyGranted } from './shippedPolicies.mjs';

const LOOK_MS = 150;
/** How long a denial may stay unseen, and a step without end, when seven of these run on two cores. */
const UNSEEN_MS = 45_000;
const STEP_MS = 180_000;

/**
 * Somebody who begins with less than the policy, does what is to be done, reads what the portal says when AWS denies
 * something, grants the action that is named there, and tries again.
 *
 * @param options - `allow` of the policy portal, `iam`, the whole `policies` (`own` and `role`), the ids that are
 *   `withheld`, `views` (of createViews), `say`
 */
export function createOperator({ allow, iam, policies, withheld, views, say }) {
  const grants = grantsOf({ ...policies.own, ...policies.role });
  const missing = new Set(withheld);
  const named = new Map();
  const failures = [];
  const wrong = new Set();
  let last;
  let grantedAt = 0;

  const put = () => {
    const granted = new Set(
      grants.map(({ id }) => id).filter(id => !missing.has(id)),
    );
    return allow({
      own: onlyGranted(policies.own, granted),
      role: onlyGranted(policies.role, granted),
    });
  };

  /** What AWS denies for want of a grant that is withheld, longest known first. */
  async function denied() {
    const uses = await iam.uses();
    const isAgain = use => use.action !== last?.action || use.last > grantedAt;
    return uses.filter(use => !use.allowed && isAgain(use));
  }

  /** The withheld grants that a denial may be for: an action can stand in several statements, on different conditions. */
  const candidates = ({ action, resource }) =>
    grants.filter(
      grant =>
        missing.has(grant.id) &&
        grant.action === action &&
        grant.isAbout(resource) &&
        !wrong.has(`${grant.id} ${resource}`),
    );

  /** A grant after which the same is denied again was for something else: it is taken back. */
  function takeBack({ action, resource, operation }) {
    const isSame =
      last?.action === action &&
      last.resource === resource &&
      last.operation === operation;
    if (isSame) {
      named.delete(last.id);
      missing.add(last.id);
      wrong.add(`${last.id} ${resource}`);
    }
  }

  async function grant(use, where, told) {
    takeBack(use);
    const [first] = candidates(use);
    missing.delete(first.id);
    last = { ...use, id: first.id };
    named.set(first.id, { where, operation: use.operation, via: use.via });
    if (!told) {
      failures.push(
        `${use.action} was denied to ${use.operation}, and nothing that the portal shows names it`,
      );
    }
    say(
      `   ${first.action} (${use.operation}): ${
        told ? `named by ${where}` : 'NAMED NOWHERE'
      }`,
    );
    await put();
    grantedAt = Math.max(0, ...(await iam.uses()).map(item => item.last));
  }

  const firstSeen = new Map();

  /** Looks for a denial that the portal shows, and grants it. Gives whether something was granted. */
  async function heed(said) {
    for (const use of await denied()) {
      if (candidates(use).length === 0) {
        continue;
      }
      const seen = {
        ...said,
        ...(use.action.startsWith('logs:') ? views.log() : await views.pages()),
      };
      const found = Object.entries(seen).find(([, text]) =>
        text.includes(`perform: ${use.action}`),
      );
      const key = `${use.action} ${use.operation}`;
      if (!firstSeen.has(key)) {
        firstSeen.set(key, Date.now());
      }
      const isOverdue = Date.now() - firstSeen.get(key) > UNSEEN_MS;
      if (found || isOverdue) {
        firstSeen.clear();
        await grant(use, found?.[0], found !== undefined);
        return true;
      }
    }
    return false;
  }

  /**
   * Does one thing until it is done.
   *
   * @param step - `begin` starts it, and is called again after a failure; `look` gives `done`, or `failed` with what to
   *   say; both may be left out
   */
  async function until(what, { begin, look = async () => ({ done: true }) }) {
    let deadline = Date.now() + STEP_MS;
    let begun = begin === undefined;
    let said = {};
    let value;
    for (;;) {
      if (!begun) {
        try {
          value = await begin();
          begun = true;
          said = {};
        } catch (error) {
          said = { 'the answer to the request': error.message };
        }
      }
      const now = begun ? await look(value) : {};
      if (now.done) {
        return now.value ?? value;
      }
      const heeded = await heed(said);
      if (begun && now.failed && begin) {
        begun = false;
      }
      if (heeded) {
        deadline = Date.now() + STEP_MS;
      } else {
        if (Date.now() > deadline) {
          throw new Error(
            `${what} did not come: ${
              now.failed ?? Object.values(said)[0] ?? 'it goes on'
            }`,
          );
        }
        await delay(LOOK_MS);
      }
    }
  }

  return {
    put,
    until,
    named,
    failures,
    missing,
  };
}
