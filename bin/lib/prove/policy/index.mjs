import { markdownTable } from '../table.mjs';
import { live } from './lives.mjs';
import { createOperator } from './operator.mjs';
import { createOtherTool } from './otherTool.mjs';
import { overreach } from './overreach.mjs';
import { SPEED, startPolicyPortal } from './policyPortal.mjs';
import { pick } from './sample.mjs';
import { grantsOf, readShipped, rolePolicies } from './shippedPolicies.mjs';
import { createSteps } from './steps.mjs';
import { createViews } from './views.mjs';

const SYSTEMS = [
  'native',
  'reinstall',
  'whole-native',
  'whole-reinstall',
  'whole-abroad',
];
/** The lives with the whole policy: by both routes, and with DRS in another account than the machines. */
const WHOLE = [
  { system: 'whole-native', route: 'native', name: 'by the native route' },
  {
    system: 'whole-reinstall',
    route: 'reinstall',
    name: 'by the reinstall route',
  },
  {
    system: 'whole-abroad',
    route: 'native',
    name: 'with DRS in another account than the machines',
  },
];
const QUICK_POLICIES = ['read-only', 'launch-settings', 'failover'];
const QUICK_COUNT = 6;

function policiesOfDocs() {
  return {
    own: { 'portal-account': readShipped('portal-account') },
    role: rolePolicies(),
  };
}

/** Everything that a life needs, of somebody who looks at their own work only. */
function contextOf(started, operatorOptions) {
  const { portal, api, aws, iam, allow } = started;
  const seen = {};
  const operator = createOperator({
    allow,
    iam,
    views: createViews(api, portal.logFile, seen),
    ...operatorOptions,
  });
  const focus = more => Object.assign(seen, more);
  return {
    aws: { ...aws, speedUp: () => aws.setSpeed(SPEED) },
    api,
    operator,
    focus,
    steps: createSteps(api, operator, focus),
    otherTool: createOtherTool(portal.simulatorUrl),
  };
}

const messageOf = async work => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error.message;
  }
};

/** The lives with all that the policy allows: nothing is denied in them. */
async function wholeLives(started, policies, lives, say) {
  const rows = await Promise.all(
    lives.map(async ({ system, route, name }) => {
      const context = contextOf(started, { policies, withheld: [], say });
      await context.operator.put();
      const failure = await messageOf(
        live(system, { route, withTroubles: false }, context),
      );
      return {
        what: `the whole life passes with the policy, ${name}`,
        tried: 1,
        held: failure ? 0 : 1,
        failures: failure ? [failure] : [],
      };
    }),
  );
  const denied = (await started.iam.uses()).filter(({ allowed }) => !allowed);
  return [
    ...rows,
    {
      what: 'nothing is denied in these lives',
      tried: lives.length,
      held: denied.length === 0 ? lives.length : 0,
      failures: denied.map(
        ({ action, operation, resource }) =>
          `${action} on ${resource} was denied to ${operation}`,
      ),
    },
  ];
}

/** Lives that begin without the withheld grants: each is denied, named, and granted then. */
async function denials(started, policies, { withheld, lives, say }) {
  const context = contextOf(started, { policies, withheld, say });
  const { operator } = context;
  await operator.put();
  const broken = [];
  for (const { system, ...options } of lives) {
    const failure = await messageOf(live(system, options, context));
    if (failure) {
      broken.push(`the life of ${system} broke off: ${failure}`);
    }
  }
  const unused = [...operator.missing].map(id => `${id} was never needed`);
  const failures = [...broken, ...operator.failures, ...unused];
  return {
    row: {
      what: 'an action that is missing is named where the work was asked for',
      tried: withheld.length,
      held: operator.named.size - operator.failures.length,
      note: 'each action of each statement; none is unused',
      failures,
    },
    named: operator.named,
  };
}

function details(named) {
  return `Which call a missing action stops, and where the portal says so; _DRS_ asks in the portal's name.\n\n${markdownTable(
    ['statement and action', 'stops', 'named by'],
    [...named].map(([id, { operation, via, where }]) => [
      id,
      via ? `${operation}, by DRS` : operation,
      where ?? 'nothing',
    ]),
  )}`;
}

/**
 * Proves the IAM policies of docs/iam: that they are enough, that nothing in them is too much, and that whoever lacks a part
 * is told which.
 */
export async function prove({ seed, quick, say }) {
  const policies = policiesOfDocs();
  const grants = grantsOf({ ...policies.own, ...policies.role });
  const started = await startPolicyPortal({ systems: SYSTEMS, seed });
  try {
    const withheld = quick
      ? pick(
          grants.filter(({ statement }) =>
            QUICK_POLICIES.includes(statement.split('/')[0]),
          ),
          QUICK_COUNT,
          seed,
        )
      : grants;
    const { row, named } = await denials(started, policies, {
      withheld: withheld.map(({ id }) => id),
      lives: [
        { system: 'native', route: 'native', withTroubles: !quick },
        ...(quick
          ? []
          : [{ system: 'reinstall', route: 'reinstall', withTroubles: true }]),
      ],
      say,
    });
    await started.iam.forgetUses();
    const whole = quick ? [] : await wholeLives(started, policies, WHOLE, say);
    const state = await started.aws.state();
    const { tried, failures } = await overreach(
      started.portal.simulatorUrl,
      state,
    );
    return {
      rows: [
        ...whole,
        row,
        {
          what: "what is not the portal's business is refused to its role",
          tried,
          held: tried - failures.length,
          failures,
        },
      ],
      details: details(named),
    };
  } finally {
    await started.stop();
  }
}
