import type { AgentFacts } from './AgentFacts';
import type { AgentRun } from './AgentRun';
import { explainUnmanaged } from './explainUnmanaged';
import { verifyStep } from './installSteps';
import type { StepTools } from './StepTools';

/** Says whether SSM reaches the instance, or why not; before anything is changed on any of them. */
export function checkStep(
  run: AgentRun,
  facts: AgentFacts,
  tools: StepTools,
): void {
  const { session } = tools.context;
  if (facts.registered.has(run.id)) {
    // Running the installer again would register it anew and force a full resync.
    run.goTo('VERIFY_SOURCE_SERVER', 'Not needed', {
      whySkipped: `Its agent replicates to ${session.sourceRegion} already.`,
    });
    verifyStep(run, facts, tools);
    return;
  }
  const managed = facts.managed.get(run.id);
  const unmanaged = explainUnmanaged(managed, facts.machines.get(run.id));
  if (!unmanaged) {
    run.keep({
      ec2State: 'RUNNING',
      ...(managed?.platform && { platform: managed.platform }),
    });
    run.goTo('UNINSTALL_AGENT', 'SSM reaches the instance.', {
      isQueued: true,
    });
    return;
  }
  const ageMs = tools.clock.now().getTime() - session.createdAt.getTime();
  if (unmanaged.mayPass && ageMs < tools.limits.patienceMs) {
    run.wait(`It was launched just now. ${unmanaged.reason}`);
    return;
  }
  if (unmanaged.code === 'INSTANCE_TERMINATED') {
    run.keep({ ec2State: 'TERMINATED', cannotFailBack: unmanaged.reason });
  }
  tools.fail(run, {
    message: `The agent of ${run.name} cannot be replaced: SSM does not reach it.`,
    code: unmanaged.code,
    service: 'ssm',
    operation: 'DescribeInstanceInformation',
    reason: unmanaged.reason,
    remedy: unmanaged.remedy,
  });
}
