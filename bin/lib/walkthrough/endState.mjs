// What must be true of the simulated AWS when the life of the disaster is over, read from AWS and not from the product.

const ACCOUNT = '111122223333';
const SOURCE_REGION = 'us-east-1';
const RECOVERY_REGION = 'us-west-2';

const isOurs = thing => thing.tags?.Application === 'orders';
/** What was terminated is forgotten after a while. */
const isAlive = machine =>
  machine !== undefined && machine.state !== 'terminated';
const sorted = list => [...list].sort();

function launchedLikeOriginal(launched, original) {
  const differences = [];
  const compare = (what, is, was) => {
    if (JSON.stringify(is) !== JSON.stringify(was)) {
      differences.push(`${what} is ${is}, was ${was}`);
    }
  };
  compare('subnet', launched.subnetId, original.subnetId);
  compare(
    'security groups',
    sorted(launched.securityGroupIds),
    sorted(original.securityGroupIds),
  );
  compare(
    'instance profile',
    launched.instanceProfileName,
    original.instanceProfileName,
  );
  compare('instance type', launched.instanceType, original.instanceType);
  return differences;
}

/** Two servers of the other team are the same when nothing about them has changed but time. */
function fingerprint(state, account) {
  const { regions } = state.accounts[account];
  const others = Object.values(regions).flatMap(({ drs, ec2 }) => [
    ...Object.values(ec2.instances).filter(
      ({ tags }) => tags.Team === 'payroll',
    ),
    ...Object.values(drs.sourceServers).filter(
      ({ tags }) => tags.Team === 'payroll',
    ),
  ]);
  return JSON.stringify(
    others.map(
      ({
        id,
        state: runState,
        tags,
        launchConfiguration,
        recoveryInstanceId,
        launchCount,
      }) => ({
        id,
        runState,
        tags,
        launchConfiguration,
        recoveryInstanceId,
        launchCount,
      }),
    ),
  );
}

/**
 * Checks the end state.
 *
 * @param before - the state of the simulated AWS before the disaster
 * @param after - the state at the end
 * @param session - the session, as the product shows it
 * @param more - `production`, the ids of the machines that ran the order system before, all of its machines unless given;
 *   `lost`, those in the source region that were given up
 * @returns each check, with what is wrong if it is
 */
export function checkEndState(
  before,
  after,
  session,
  { production, lost = [], account = ACCOUNT } = {},
) {
  const source = after.accounts[account].regions[SOURCE_REGION];
  const recovery = after.accounts[account].regions[RECOVERY_REGION];
  const earlier = Object.values(
    before.accounts[account].regions[SOURCE_REGION].ec2.instances,
  );
  const originals = earlier.filter(thing =>
    production ? production.includes(thing.id) : isOurs(thing),
  );
  const checks = [];
  const check = (title, problems) => checks.push({ title, problems });

  const failedBack = session.instances.map(instance => ({
    instance,
    original: originals.find(({ id }) => id === instance.originInstanceId),
    launched: source.ec2.instances[instance.failback?.failbackInstanceId],
  }));
  check(
    'every original machine has one that failed back',
    originals
      .filter(
        ({ id }) => !failedBack.some(({ original }) => original?.id === id),
      )
      .map(({ hostname }) => `${hostname} has none`),
  );
  check(
    'failback instances run in the source region as the originals did: subnet, security groups, profile, type',
    failedBack.flatMap(({ instance, original, launched }) => {
      if (!launched || launched.state !== 'running') {
        return [`${instance.hostname} does not run`];
      }
      return launchedLikeOriginal(launched, original).map(
        difference => `${instance.hostname}: ${difference}`,
      );
    }),
  );
  check(
    'recovery instances are terminated',
    session.instances
      .filter(({ recoveryInstanceId }) => {
        const machine = recovery.ec2.instances[recoveryInstanceId];
        return machine && machine.state !== 'terminated';
      })
      .map(({ hostname }) => `the recovery instance of ${hostname} is alive`),
  );
  const protecting = Object.values(recovery.drs.sourceServers);
  check(
    'each failback instance is protected again, continuously',
    failedBack
      .filter(
        ({ launched }) =>
          !protecting.some(
            ({ machine, replication }) =>
              machine.instanceId === launched?.id &&
              ['CONTINUOUS', 'BACKLOG'].includes(replication.state),
          ),
      )
      .map(({ instance }) => `${instance.hostname} is not`),
  );
  check(
    'in the source region every machine is there still, but what was given up',
    earlier
      .filter(
        ({ id, state }) =>
          isAlive({ state }) &&
          lost.includes(id) === isAlive(source.ec2.instances[id]),
      )
      .map(({ id, hostname }) => `${hostname} (${id})`),
  );
  check(
    'no drill instance is left',
    Object.values(source.drs.recoveryInstances)
      .filter(({ isDrill, terminatedAt }) => isDrill && !terminatedAt)
      .map(({ id }) => `${id} is alive`),
  );
  check(
    "nothing of the other team's was touched",
    fingerprint(before, account) === fingerprint(after, account)
      ? []
      : ['payroll has changed'],
  );
  return checks;
}
