import type { Ec2Instance, ManagedInstance } from '../aws';

/** Why SSM cannot be used on an instance, and what to do about it. */
export interface Unmanaged {
  code: string;
  reason: string;
  remedy: string;
  /** Whether time alone may help: the instance may have just started. */
  mayPass: boolean;
}

/** Roles that DRS makes for recovery instances, of which only one can be managed by SSM. */
const DEFAULT_PROFILE = /AWSElasticDisasterRecoveryRecoveryInstanceRole$/;

function whyNeverRegistered(machine: Ec2Instance): string {
  const profile = machine.instanceProfileArn?.split('/').at(-1);
  if (!profile) {
    return 'it has no instance profile, and so no right to talk to SSM';
  }
  if (DEFAULT_PROFILE.test(profile)) {
    return `its instance profile ${profile} is DRS's default, which lacks AmazonSSMManagedInstanceCore`;
  }
  return `its instance profile ${profile} lacks AmazonSSMManagedInstanceCore, or it has no route to SSM (port 443), or no SSM agent runs on it`;
}

/**
 * Why an instance is not managed, in a sentence; undefined when it is.
 *
 * @param managed - as SSM lists it; absence means that it never registered, or is not running
 * @param machine - as EC2 describes it; absence means that it is gone
 */
export function explainUnmanaged(
  managed: ManagedInstance | undefined,
  machine: Ec2Instance | undefined,
): Unmanaged | undefined {
  if (!machine || ['terminated', 'shutting-down'].includes(machine.state)) {
    return {
      code: 'INSTANCE_TERMINATED',
      reason: machine
        ? 'The instance is terminated.'
        : 'EC2 knows no such instance: it was terminated.',
      remedy:
        'It cannot be failed back; the others can. Launch it again from its source server if it is needed.',
      mayPass: false,
    };
  }
  if (machine.state !== 'running') {
    return {
      code: 'INSTANCE_NOT_RUNNING',
      reason: `The instance is ${machine.state}, and SSM reaches running instances only.`,
      remedy: 'Start it in EC2 and try again.',
      mayPass: machine.state === 'pending',
    };
  }
  if (!managed) {
    return {
      code: 'SSM_NEVER_REGISTERED',
      reason: `SSM has never heard of the instance: ${whyNeverRegistered(
        machine,
      )}.`,
      remedy:
        'Attach an instance profile with AmazonSSMManagedInstanceCore and AWSElasticDisasterRecoveryEc2InstancePolicy, see that it reaches SSM on port 443, wait until Fleet Manager lists it, and try again.',
      mayPass: true,
    };
  }
  if (managed.pingStatus !== 'Online') {
    const since = managed.heardAt
      ? ` since ${managed.heardAt.toISOString()}`
      : '';
    return {
      code: 'SSM_CONNECTION_LOST',
      reason: `SSM has lost the connection to the instance (${managed.pingStatus}${since}).`,
      remedy:
        'See that the SSM agent runs on it and reaches SSM on port 443, and try again.',
      mayPass: true,
    };
  }
  return undefined;
}
