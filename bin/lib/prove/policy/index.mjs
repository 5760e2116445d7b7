import { createOtherTool } from './otherTool.mjs';
import { createOperator, tail } from './operator.mjs';
import { startPolicyPortal, SPEED } from './policyPortal.mjs';
import { live } from './lives.mjs';
import { grantsOf, readShipped, rolePolicies } from './shippedPolicies.mjs';
import { createSteps } from './steps.mjs';

const POLICIES = () => ({
  own: { 'portal-account': readShipped('portal-account') },
  role: rolePolicies(),
});

/** What a person can look at while something goes on, as text. */
function viewsOf(api, portal, seen) {
  const read = async path => {
    try {
      return JSON.stringify(await api.get(path));
    } catch (error) {
      return error.message;
    }
  };
  return async () => {
    const entries = [
      ['the group', seen.group && `/protection-groups/${seen.group}`],
      ['the execution', seen.execution && `/executions/${seen.execution}`],
      ['the session', seen.session && `/failover-sessions/${seen.session}`],
      [
        'the operations of the session',
        seen.session && `/failover-sessions/${seen.session}/operations`,
      ],
      [
        'the preflight of the plan',
        seen.plan &&
          `/recovery-plans/${seen.plan}/preflight?executionType=RECOVERY`,
      ],
    ].filter(([, path]) => path);
    return {
      ...Object.fromEntries(
        await Promise.all(
          entries.map(async ([name, path]) => [name, await read(path)]),
        ),
      ),
      "the portal's log": tail(portal.logFile),
    };
  };
}

export async function prove({ seed, say }) {
  const policies = POLICIES();
  const started = await startPolicyPortal({
    systems: ['native', 'reinstall', 'plain', 'again', 'x-abroad'],
    seed,
  });
  try {
    const { portal, api, iam, aws, allow } = started;
    const seen = {};
    const operator = createOperator({
      allow,
      iam,
      policies,
      withheld: grantsOf({ ...policies.own, ...policies.role }).map(
        ({ id }) => id,
      ),
      views: viewsOf(api, portal, seen),
      say,
    });
    const focus = more => Object.assign(seen, more);
    const steps = createSteps(api, operator, focus);
    await operator.put();
    const context = {
      aws: { ...aws, speedUp: () => aws.setSpeed(SPEED) },
      api,
      operator,
      steps,
      focus,
      otherTool: createOtherTool(portal.simulatorUrl),
    };
    try {
      await live('native', { route: 'native', withTroubles: true }, context);
    } catch (error) {
      say(error.stack);
      say(JSON.stringify(Object.fromEntries(Object.entries(await viewsOf(api, portal, seen)()).map(([k,v])=>[k,v.slice(-3000)])),undefined,1));
    }
    say([...operator.missing].join('\n'));
    return { rows: [{ what: 'x', tried: 1, held: operator.failures.length === 0 ? 1 : 0, failures: operator.failures }] };
  } finally {
    await started.stop();
  }
}
